package joins

import (
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// Cells lists the runnable cells by the names content/joins.md uses.
func Cells() notebook.Cells {
	return notebook.Cells{
		"JoinLines":       JoinLines,
		"SelfJoin":        SelfJoin,
		"OnVersusWhere":   OnVersusWhere,
		"FanOut":          FanOut,
		"NestedLoopSteps": NestedLoopSteps,
		"HashSteps":       HashSteps,
		"MergeSteps":      MergeSteps,
		"CostPlot":        CostPlot,
		"Quiz":            Quiz,
	}
}

// Exercises lists the exercises by the names content/joins.md uses.
func Exercises() exercise.Set {
	return exercise.Set{
		"FullOuterRows": fullOuterRows(),
		"MergeByHand":   mergeByHand(),
		"WhoseManager":  whoseManager(),
		"KeepsAll":      keepsAll(),
		"YourHashJoin":  yourHashJoin(),
		"ManagesNobody": managesNobody(),
		"RightTotal":    rightTotal(),
	}
}
