package descent

import (
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// Cells lists the runnable cells by the names content/descent.md uses.
func Cells() notebook.Cells {
	return notebook.Cells{
		"Secant":   Secant,
		"Tangent":  Tangent,
		"FateMap":  FateMap,
		"BowlPath": BowlPath,
		"Phase":    Phase,
		"Race":     Race,
		"Scaling":  Scaling,
		"Batches":  Batches,
		"Gonum":    Gonum,
	}
}

// Exercises lists the exercises by the names content/descent.md uses.
func Exercises() exercise.Set {
	return exercise.Set{
		"TrustGonum":    trustGonum(),
		"YourSlope":     yourSlope(),
		"TwoSteps":      twoSteps(),
		"Fates":         fates(),
		"YourRateLimit": yourRateLimit(),
		"YourMomentum":  yourMomentum(),
	}
}
