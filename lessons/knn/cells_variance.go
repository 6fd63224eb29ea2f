package knn

import (
	"gonum.org/v1/plot/plotter"

	"abacus/lessons/dataset"
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// Sizes of the bias and variance experiment.
const (
	wobbleSamples = 12
	wobblePoints  = 60
	wobbleNX      = 18
	wobbleNY      = 14
	wobbleK       = 39
)

// Wobble trains on 12 different samples of 60 points each and shows where they
// disagree (variance) and where they are wrong together (bias).
func Wobble(nb *notebook.Cell) {
	k := nb.Int("k", "neighbours k", 1, 1, wobbleK)

	samples := make([]dataset.Table, wobbleSamples)
	for i := range samples {
		samples[i] = Noisy(wobblePoints, uint64(100+i), 0.08)
	}
	ensemble, err := NewEnsemble(samples, lattice(wobbleNX, wobbleNY), wobbleK)
	if err != nil {
		nb.Error(err)
		return
	}
	bias2, variance := ensemble.BiasVariance(k, TrueClass)
	curve, best := biasVarianceCurve(ensemble, k)
	nb.Row(func() {
		nb.Show(disagreement(ensemble, k))
		nb.Show(curve)
	})
	nb.Say("k = %d: squared bias %.1f %% + variance %.1f %% = %.1f %% wrong answers.",
		k, 100*bias2, 100*variance, 100*(bias2+variance))
	nb.Value("bias", "%.1f", 100*bias2)
	nb.Value("variance", "%.1f", 100*variance)
	nb.Value("wrong", "%.1f", 100*(bias2+variance))
	nb.Value("best", "%d", best)
	bias2, variance = ensemble.BiasVariance(best, TrueClass)
	nb.Value("bestWrong", "%.1f", 100*(bias2+variance))
	bias2, variance = ensemble.BiasVariance(wobbleK, TrueClass)
	nb.Value("biasLast", "%.1f", 100*bias2)
	nb.Value("varianceLast", "%.1f", 100*variance)
}

// lattice returns the centres of nx by ny cells of the two-class plane, row by
// row.
func lattice(nx, ny int) [][]float64 {
	var places [][]float64
	for _, y := range centres(0, maxX2, ny) {
		for _, x := range centres(0, maxX1, nx) {
			places = append(places, []float64{x, y})
		}
	}
	return places
}

// disagreement maps the share of the samples that answer red.
func disagreement(e *Ensemble, k int) *figure.Figure {
	fig := twoClassPlane("How many of 12 samples answer red")
	fig.Size(350, 290)
	fig.HeatMap(0, maxX1, 0, maxX2, wobbleNX, wobbleNY, 0, 1, figure.Red, func(x, y float64) float64 {
		i, j := int(wobbleNX*x/maxX1), int(wobbleNY*y/maxX2)
		return e.Share(k, j*wobbleNX+i)
	})
	fig.Legend("all 12 answer red (paler: fewer)", notebook.MarkBox, figure.Red)
	showRule(fig)
	unsure := 0
	for i := range e.Places {
		if s := e.Share(k, i); s > 0.2 && s < 0.8 {
			unsure++
		}
	}
	fig.Describe("The plane shaded by how many of 12 training samples answer red with k = %d. "+
		"On %.0f %% of it three or more differ from the rest.",
		k, 100*float64(unsure)/float64(len(e.Places)))
	return fig
}

// biasVarianceCurve draws squared bias, variance and their sum over odd k, and
// returns the k with the smallest sum.
func biasVarianceCurve(e *Ensemble, chosen int) (*figure.Figure, int) {
	var bias, variance, wrong plotter.XYs
	best := 0
	for k := 1; k <= wobbleK; k += 2 {
		b, v := e.BiasVariance(k, TrueClass)
		bias = append(bias, plotter.XY{X: float64(k), Y: 100 * b})
		variance = append(variance, plotter.XY{X: float64(k), Y: 100 * v})
		wrong = append(wrong, plotter.XY{X: float64(k), Y: 100 * (b + v)})
		if last := len(wrong) - 1; wrong[last].Y < wrong[best].Y {
			best = last
		}
	}
	fig := figure.New("Bias and variance", "neighbours k (number)", "wrong answers (%)")
	fig.Size(350, 290)
	fig.XRange(0, wobbleK+1)
	fig.YRange(0, 25)
	fig.Dashed("squared bias", bias, figure.Blue)
	fig.Thin("variance", variance, figure.Orange)
	fig.Line("sum: wrong answers", wrong, figure.Red)
	fig.VLine("chosen k", float64(chosen), figure.Accent)
	last := len(wrong) - 1
	fig.Describe("From k = 1 to %d, variance goes from %.1f %% to %.1f %% and squared bias "+
		"from %.1f %% to %.1f %%; their sum is lowest, %.1f %%, at k = %.0f.",
		wobbleK, variance[0].Y, variance[last].Y, bias[0].Y, bias[last].Y, wrong[best].Y, wrong[best].X)
	return fig, int(wrong[best].X)
}
