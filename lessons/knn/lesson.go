package knn

import (
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// Cells lists the runnable cells by the names content/knn.md uses.
func Cells() notebook.Cells {
	return notebook.Cells{
		"QueryPoint": QueryPoint,
		"UnitBalls":  UnitBalls,
		"Regions":    Regions,
		"ErrorCurve": ErrorCurve,
		"Wobble":     Wobble,
		"TieRules":   TieRules,
		"Scaling":    Scaling,
		"Iris":       Iris,
		"Race":       Race,
		"Work":       Work,
		"TreeSearch": TreeSearch,
		"Repair":     Repair,
	}
}

// Exercises lists the exercises by the names content/knn.md uses.
func Exercises() exercise.Set {
	return exercise.Set{
		"ByHand":             byHand(),
		"YourHamming":        yourHamming(),
		"SearchCosts":        searchCosts(),
		"YourChebyshev":      yourChebyshev(),
		"YourVote":           yourVote(),
		"ChoosingK":          choosingK(),
		"YourScaledDistance": yourScaledDistance(),
	}
}
