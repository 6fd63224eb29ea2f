package rollout

import (
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// Cells lists the runnable cells by the names content/rollout.md uses.
func Cells() notebook.Cells {
	return notebook.Cells{
		"Requests":    Requests,
		"Simulator":   Simulator,
		"PreStop":     PreStop,
		"GracePeriod": GracePeriod,
		"Calculator":  Calculator,
		"Capacity":    Capacity,
		"Stalled":     Stalled,
		"NodeDrain":   NodeDrain,
	}
}

// Exercises lists the exercises by the names content/rollout.md uses.
func Exercises() exercise.Set {
	return exercise.Set{
		"YourPods":     yourPods(),
		"RefusedFewer": refusedFewer(),
		"WhichGrace":   whichGrace(),
		"IsItStuck":    isItStuck(),
		"BringItBack":  bringItBack(),
		"WhichBudget":  whichBudget(),
		"CutOff":       cutOff(),
		"YourDrain":    yourDrain(),
		"YourConfig":   yourConfig(),
		"YourScript":   yourScript(),
	}
}
