package figure

import (
	"math"

	"gonum.org/v1/plot"
)

// logTicks marks a logarithmic axis at the powers of ten, labelled, and over a
// few decades at their multiples. gonum's own LogTicks multiplies its way up
// and arrives at labels like 9.999999999999999e-05 and at marks past the end.
type logTicks struct{}

// Ticks implements plot.Ticker.
func (logTicks) Ticks(lo, hi float64) []plot.Tick {
	if !(lo > 0) || !(hi > lo) || math.IsInf(hi, 0) {
		return nil
	}
	const slack = 1e-9
	first, last := math.Floor(math.Log10(lo)+slack), math.Ceil(math.Log10(hi)-slack)
	every := math.Ceil((last - first) / 7) // at most eight labels
	var marks []plot.Tick
	for power := first; power <= last; power++ {
		for digit := 1.0; digit < 10; digit++ {
			v := digit * math.Pow(10, power)
			if v < lo*(1-slack) || v > hi*(1+slack) || (digit > 1 && last-first > 4) {
				continue
			}
			tick := plot.Tick{Value: min(max(v, lo), hi)}
			// Over less than a decade there may be no power of ten to label.
			if digit == 1 && math.Mod(power-first, every) == 0 || last-first <= 1 && (digit == 2 || digit == 5) {
				tick.Label = logLabel(v)
			}
			marks = append(marks, tick)
		}
	}
	return marks
}
