package figure

import (
	"math"

	"gonum.org/v1/plot"
)

// ticks marks an axis at about five round numbers (steps of 1, 2 or 5 times a
// power of ten), each labelled.
type ticks struct{}

// Ticks implements plot.Ticker.
func (ticks) Ticks(lo, hi float64) []plot.Tick {
	step := roundStep((hi - lo) / 5)
	if !(step > 0) || math.IsInf(step, 0) {
		return nil
	}
	label := linearLabels(lo, hi, step)
	var marks []plot.Tick
	const slack = 1e-9 // of a step: an end of the axis counts although rounding moved it
	first := math.Ceil(lo/step - slack)
	for i := first; i*step <= hi+slack*step && len(marks) < 20; i++ {
		v := i * step
		if v == 0 {
			v = 0 // never "-0"
		}
		marks = append(marks, plot.Tick{Value: min(max(v, lo), hi), Label: label(v)})
	}
	return marks
}

// roundStep returns the round number nearest to raw from above or below.
func roundStep(raw float64) float64 {
	if !(raw > 0) {
		return 0
	}
	scale := math.Pow(10, math.Floor(math.Log10(raw)))
	switch m := raw / scale; {
	case m < 1.5:
		return scale
	case m < 3.5:
		return 2 * scale
	case m < 7.5:
		return 5 * scale
	}
	return 10 * scale
}
