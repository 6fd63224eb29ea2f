// Package trees is the lesson on decision trees: growing them greedily,
// querying them, and pruning them.
//
// Grow learns a CART tree on numeric and categorical features, sorting every
// numeric feature once. Tree.Descend and Tree.Trace ask it, Tree.Prune cuts
// it back, and Tree.Draw draws it.
package trees

import (
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// Cells lists the runnable cells by the names content/trees.md uses.
func Cells() notebook.Cells {
	return notebook.Cells{
		"PeopleTree":   PeopleTree,
		"PeopleSplits": PeopleSplits,
		"RankedSplits": RankedSplits,
		"YourSplit":    YourSplit,
		"GrowSteps":    GrowSteps,
		"TracePoint":   TracePoint,
		"DepthCurve":   DepthCurve,
		"Perturbed":    Perturbed,
		"PruneAlpha":   PruneAlpha,
		"TrainingCost": TrainingCost,
		"IrisTree":     IrisTree,
	}
}

// Exercises lists the exercises by the names content/trees.md uses.
func Exercises() exercise.Set {
	return exercise.Set{
		"ByHand":       byHand(),
		"NotThrough":   notThrough(),
		"SortOnce":     sortOnce(),
		"HowFar":       howFar(),
		"YourQuestion": yourQuestion(),
		"YourChance":   yourChance(),
		"Overfitting":  overfitting(),
		"BranchPrice":  branchPrice(),
	}
}
