package descent

import (
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// CheckTrustGonum checks what an optimiser's answer is worth.
func CheckTrustGonum(nb *notebook.Cell) { trustGonum().Check(nb) }

func trustGonum() exercise.Choice {
	return exercise.Choice{Options: []exercise.Option{
		{Text: "If gonum and our own descent end at the same place from the same start, both have found a valley.",
			Right: true, Why: "Two programs that share no code are unlikely to make the same mistake. It need not be the deepest valley."},
		{Text: "If they end at different places, one of them is wrong.",
			Why: "From the same start, different methods may run into different valleys. " +
				"Compare the losses, and look at the slopes there."},
		{Text: "At the answer the gradient is nearly zero. That can be checked without knowing the method.", Right: true,
			Why: "A minimum in the open has slope 0 in every direction. " +
				"A gradient that is not small says that the search ended too early."},
		{Text: "An optimiser needs no gradient that is right, since it corrects itself.",
			Why: "It follows the gradient that it is given. " +
				"Compare that with differences of the loss before you trust the answer."},
	}}
}
