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
	wobbleNoise   = 0.08
)

// Wobble trains on 12 different samples of 60 points each and shows where they
// disagree (variance) and where they are wrong together (bias).
func Wobble(nb *notebook.Cell) {
	k := nb.Int("k", "neighbours k", 1, 1, wobbleK)

	samples := make([]dataset.Table, wobbleSamples)
	for i := range samples {
		samples[i] = Noisy(wobblePoints, uint64(100+i), wobbleNoise)
	}
	ensemble, err := NewEnsemble(samples, lattice(wobbleNX, wobbleNY), wobbleK)
	if err != nil {
		nb.Error(err)
		return
	}
	bias2, variance := ensemble.BiasVariance(k, TrueClass)
	nb.Row(func() {
		nb.Show(disagreement(ensemble, k))
		nb.Show(biasVarianceCurve(ensemble, k))
	})
	nb.Say("k = %d: squared bias %.1f %% + variance %.1f %% = %.1f %% wrong answers of these 12 samples.",
		k, 100*bias2, 100*variance, 100*(bias2+variance))
	all := averagesOfSamples()
	first, last := all[0], all[len(all)-1]
	best, calm := first, first
	for _, a := range all {
		if a.bias2+a.variance < best.bias2+best.variance {
			best = a
		}
		if a.variance < calm.variance {
			calm = a
		}
	}
	nb.Value("samples", "%d", averageSamples)
	nb.Value("bias", "%.0f", 100*first.bias2)
	nb.Value("variance", "%.0f", 100*first.variance)
	nb.Value("calm", "%.0f", 100*calm.variance)
	nb.Value("last", "%d", last.k)
	nb.Value("biasLast", "%.0f", 100*last.bias2)
	nb.Value("varianceLast", "%.0f", 100*last.variance)
	nb.Value("best", "%d", best.k)
	nb.Value("bestWrong", "%.1f", 100*(best.bias2+best.variance))
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
		"On %.0f %% of it three or more differ from the rest.",
		k, 100*float64(unsure)/float64(len(e.Places)))
	return fig
}

// biasVarianceCurve draws squared bias, variance and their sum over odd k, as
// averages of many samples, and as dots the sum of a few.
func biasVarianceCurve(e *Ensemble, chosen int) *figure.Figure {
	var bias, variance, wrong, few plotter.XYs
	for _, a := range averagesOfSamples() {
		x := float64(a.k)
		bias = append(bias, plotter.XY{X: x, Y: 100 * a.bias2})
		variance = append(variance, plotter.XY{X: x, Y: 100 * a.variance})
		wrong = append(wrong, plotter.XY{X: x, Y: 100 * (a.bias2 + a.variance)})
	}
	for k := 1; k <= wobbleK; k += 2 {
		b, v := e.BiasVariance(k, TrueClass)
		few = append(few, plotter.XY{X: float64(k), Y: 100 * (b + v)})
	}
	fig := figure.New("Bias and variance", "neighbours k (number)", "wrong answers (%)")
	fig.Size(350, 290)
	fig.XRange(0, wobblePoints)
	fig.YRange(0, 46)
	fig.Dashed("squared bias", bias, figure.Blue)
	fig.Thin("variance", variance, figure.Orange)
	fig.Line("sum: wrong answers", wrong, figure.Red)
	fig.Dots("sum of these 12 samples", few, figure.Red, figure.Ring, 2)
	fig.VLine("chosen k", float64(chosen), figure.Accent)
	last := len(wrong) - 1
	fig.Describe("Averages of %d samples. From k = 1 to %.0f squared bias goes from %.0f %% to %.0f %%. Variance "+
		"starts at "+
		"%.0f %%, falls to %.0f %% about k = 20 and ends at %.0f %%.",
		averageSamples, wrong[last].X, bias[0].Y, bias[last].Y, variance[0].Y, variance[10].Y, variance[last].Y)
	return fig
}
