package regression

import (
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// CheckWhichDigits checks when data fix the coefficients.
func CheckWhichDigits(nb *notebook.Cell) { whichDigits().Check(nb) }

func whichDigits() exercise.Choice {
	return exercise.Choice{Options: []exercise.Option{
		{Text: "Heights in metres and in centimetres are both columns. Their two coefficients cannot be told apart.",
			Right: true, Why: "One column is 100 times the other, so what one coefficient gains the other can give back. " +
				"The predictions are fixed, the coefficients are not."},
		{Text: "Two columns that are nearly, but not exactly, multiples of each other are no problem for any program.",
			Why: "The coefficients are fixed, but by the last digits of the data. " +
				"A program that rounds may get them badly wrong."},
		{Text: "The normal equations lose about twice as many digits as QR.", Right: true,
			Why: "They work with XᵀX, whose condition number is the square of that of X. QR works with X itself."},
		{Text: "With fewer rows than columns least squares has a single best answer.",
			Why: "There are then many coefficients that fit all rows exactly."},
	}}
}
