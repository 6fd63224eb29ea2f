package regression

import (
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// Cells lists the runnable cells by the names content/regression.md uses.
func Cells() notebook.Cells {
	return notebook.Cells{
		"HandFit":      HandFit,
		"Springs":      Springs,
		"LossBowl":     LossBowl,
		"Outlier":      Outlier,
		"ResidualPlot": ResidualPlot,
		"Guess":        Guess,
		"BlindSearch":  BlindSearch,
		"DecisionLine": DecisionLine,
		"NoiseLimit":   NoiseLimit,
		"Copies":       Copies,
		"SameFit":      SameFit,
	}
}

// Exercises lists the exercises by the names content/regression.md uses.
func Exercises() exercise.Set {
	return exercise.Set{
		"WhichDigits":     whichDigits(),
		"YourRSS":         yourRSS(),
		"YourLine":        yourLine(),
		"YourInfluential": yourInfluential(),
		"RedBegins":       redBegins(),
		"AllBlue":         allBlue(),
	}
}
