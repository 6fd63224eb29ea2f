package gini

import (
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// Cells lists the runnable cells by the names content/gini.md uses.
func Cells() notebook.Cells {
	return notebook.Cells{
		"PairSquare":    PairSquare,
		"DrawTwoBalls":  DrawTwoBalls,
		"EightPeople":   EightPeople,
		"WeightedSplit": WeightedSplit,
		"Thresholds":    Thresholds,
		"Criteria":      Criteria,
		"Disagreement":  Disagreement,
		"GuessLabel":    GuessLabel,
	}
}

// criterion is an impurity with the name it has in figures and the shorter one
// at the head of a table, which may break.
type criterion struct {
	name, header string
	impurity     Impurity
}

func criteria() []criterion {
	return []criterion{
		{"Gini", "Gini", Gini},
		{"entropy÷2", "entropy ÷2", HalfEntropy},
		{"misclassification", "error rate", Misclassification},
	}
}

// Exercises lists the exercises by the names content/gini.md uses.
func Exercises() exercise.Set {
	return exercise.Set{
		"WhenTheyDiffer": whenTheyDiffer(),
		"ThreeClasses":   threeClasses(),
		"YourGini":       yourGini(),
		"YourWeighted":   yourWeighted(),
		"YourThreshold":  yourThreshold(),
	}
}
