package descent

import "abacus/lessons/notebook"

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
