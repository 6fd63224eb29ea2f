package introduction

import (
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// Cells lists the runnable cells by the names content/introduction.md uses.
func Cells() notebook.Cells {
	return notebook.Cells{
		"TryCut":       TryCut,
		"EveryCut":     EveryCut,
		"HonestTest":   HonestTest,
		"PredictWidth": PredictWidth,
		"RoadMap":      RoadMap,
	}
}

// Exercises lists the exercises by the names content/introduction.md uses.
func Exercises() exercise.Set {
	return exercise.Set{
		"YourCut":         yourCut(),
		"EnoughFlowers":   enoughFlowers(),
		"WhomToBelieve":   whomToBelieve(),
		"YourMean":        yourMean(),
		"LabelOrQuantity": labelOrQuantity(),
		"YourNearest":     yourNearest(),
	}
}
