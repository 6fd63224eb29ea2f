package gini

import (
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// CheckWhenTheyDiffer checks how the three measures differ.
func CheckWhenTheyDiffer(nb *notebook.Cell) { whenTheyDiffer().Check(nb) }

func whenTheyDiffer() exercise.Choice {
	return exercise.Choice{Options: []exercise.Option{
		{Text: "All three are 0 for a pure group, and largest for an even mixture of two classes.", Right: true,
			Why: "They agree on the best and the worst. In between they have different shapes."},
		{Text: "A split into 7:1 and 1:7 of a group of 8:8 changes the error rate, Gini and entropy.", Right: true,
			Why: "The sides have different majorities, so fewer are wrong: 2 of 16 instead of 8. Gini and entropy fall as " +
				"well."},
		{Text: "If both sides keep the majority of the whole, the error rate does not change, but Gini and entropy " +
			"fall.", Right: true,
			Why: "The error rate looks at majorities only. The round curves notice that the shares have moved apart."},
		{Text: "Gini and entropy always choose the same split.",
			Why: "Nearly always. A rare exception counts for more in entropy, and that can change the choice."},
		{Text: "Entropy is the better measure, because its numbers are larger.",
			Why: "They are on different scales. Compare what each of them chooses, not the numbers."},
	}}
}
