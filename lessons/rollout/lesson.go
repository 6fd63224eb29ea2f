package rollout

import "abacus/lessons/notebook"

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
