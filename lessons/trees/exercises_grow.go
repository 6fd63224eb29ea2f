package trees

import (
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// CheckByHand checks what a tree of two questions predicts.
func CheckByHand(nb *notebook.Cell) { byHand().Check(nb) }

func byHand() exercise.Choice {
	return exercise.Choice{Options: []exercise.Option{
		{Text: "Sick and under 100 °F: N and Y are equally likely.", Right: true,
			Why: "Two people were sick and under 100 °F. One stayed at home, one did not: both shares are 0.5."},
		{Text: "Sick and over 100 °F: Y for certain.",
			Why: "Of the two who were sick and over 100 °F one stayed and one went out."},
		{Text: "Not sick and under 100 °F: N for certain.", Right: true,
			Why: "Both of them went out, so the leaf says N with chance 1.0. With two rows that is a guess all the same."},
		{Text: "The tree names 6 of the 8 people right.", Right: true,
			Why: "The two pure leaves get 4 right, and each leaf with one of each gets 1 of 2."},
		{Text: "With “sick?” asked first the tree would be another function.",
			Why: "Both questions are asked in the end, so the same four groups remain, whatever the order."},
	}}
}

// CheckNotThrough checks which data a greedy tree does not see through.
func CheckNotThrough(nb *notebook.Cell) { notThrough().Check(nb) }

func notThrough() exercise.Choice {
	return exercise.Choice{Options: []exercise.Option{
		{Text: "Class 1 where exactly one of two yes/no features is yes, all four cases equally often", Right: true,
			Why: "Whichever question comes first, both sides stay half and half: its gain is 0. Only the second question " +
				"gains."},
		{Text: "Class 1 where x is above 5",
			Why: "The first question is the rule itself, and gains all there is."},
		{Text: "Class 1 where x is between 3 and 5",
			Why: "One threshold already makes one side purer, so the gain shows the way. The second follows."},
		{Text: "Class 1 where both of two yes/no features are yes, all four cases equally often",
			Why: "Asking about one of them makes a pure side at once: no in either means class 0."},
	}}
}

// CheckSortOnce checks what training costs.
func CheckSortOnce(nb *notebook.Cell) { sortOnce().Check(nb) }

func sortOnce() exercise.Choice {
	return exercise.Choice{Options: []exercise.Option{
		{Text: "Rating all thresholds of a feature takes one walk, once its values are sorted.", Right: true,
			Why: "Each step moves one point to the left and changes two counts."},
		{Text: "Each node sorts its points again.",
			Why: "The lists are sorted at the start. A split divides them and keeps the order within each side."},
		{Text: "Twice as many points cost about twice as much, and a little more.", Right: true,
			Why: "n·log n grows by the factor 2 and a little more, because log n grows as well."},
		{Text: "Twice as many features cost four times as much.",
			Why: "Each feature has a list of its own: twice the features, twice the work."},
	}}
}

// CheckHowFar checks how far to trust the questions of a tree.
func CheckHowFar(nb *notebook.Cell) { howFar().Check(nb) }

func howFar() exercise.Choice {
	return exercise.Choice{Options: []exercise.Option{
		{Text: "If the root asks about x₂, then x₁ hardly matters.",
			Why: "Another question may have been nearly as good. Here the best one about x₁ comes within a tenth of it."},
		{Text: "Ten other points can change the first question.", Right: true,
			Why: "The cell above shows it: the candidates are close, and a few points decide between them."},
		{Text: "Two trees with different questions can give nearly the same answers.", Right: true,
			Why: "Stairs with other steps can follow the same border."},
		{Text: "The predictions change as much as the questions.",
			Why: "They change far less: both trees above agree on most of the plane."},
		{Text: "Letting many trees vote makes the answers steadier.", Right: true,
			Why: "The accidents of single trees differ, so they cancel out in the vote. That is bagging."},
	}}
}
