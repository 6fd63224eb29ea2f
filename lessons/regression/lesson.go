package regression

import "abacus/lessons/notebook"

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
