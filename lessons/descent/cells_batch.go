package descent

import (
	"errors"

	"gonum.org/v1/plot/plotter"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// Batches reads the same number of rows in batches of one size and compares
// the path with that of the whole table.
func Batches(nb *notebook.Cell) {
	size := nb.Int("size", "rows in a mini-batch", 10, 1, 100)
	rate := nb.Slider("rate", "rate", 0.5, notebook.Steps(0.05, 2, 0.05))
	seed := nb.Int("seed", "seed of the shuffle", 1, 1, 20)
	const rows, epochs = 200, 5
	s, err1 := TwoFeatures(rows, 0.1, 1)
	t, err2 := fitTerrain(s)
	noisy, err3 := s.Stochastic(size, uint64(seed))
	if err := errors.Join(err1, err2, err3); err != nil {
		nb.Error(err)
		return
	}
	start := []float64{-1.5, 1.5}
	perEpoch := (rows + size - 1) / size
	sgd, err1 := Minimise(noisy, &Plain{Rate: rate}, start, epochs*perEpoch)
	full, err2 := Minimise(t.Loss, &Plain{Rate: rate}, start, epochs)
	nb.Row(func() {
		nb.Show(batchPaths(t, sgd, full, size))
		nb.Show(batchLoss(t, sgd, full, epochs, perEpoch))
	})
	noiseFigure(nb, s, t.minimum, size)
	if err := errors.Join(err1, err2); err != nil {
		nb.Say("With this rate the mini-batches diverge after %d steps: "+
			"a batch of few rows can be much steeper than the whole table.",
			len(sgd.Points))
		return
	}
	_, above := sgd.Last()
	_, fullAbove := full.Last()
	nb.Say("Five passes: %d steps with batches of %d rows end %.2g above the minimum, 5 steps with all rows %.2g.",
		epochs*perEpoch, size, above-t.lowest, fullAbove-t.lowest)
	nb.Value("steps", "%d", epochs*perEpoch)
	nb.Value("above", "%.5f", above-t.lowest)
	nb.Value("fullAbove", "%.2f", fullAbove-t.lowest)
}

func batchPaths(t terrain, sgd, full Run, size int) *figure.Figure {
	fig := t.contour("Five passes over the table")
	end, _ := sgd.Last()
	fig.Describe("With batches of %d rows, %d steps end at (%.3f, %.3f); "+
		"the 5 steps of the whole table are marked beside them.",
		size, len(sgd.Points)-1, end[0], end[1])
	fig.Thin("mini-batches", route(sgd.Points, 1+len(sgd.Points)/200), figure.Orange)
	fig.Line("whole table", route(full.Points, 1), figure.Blue)
	fig.Dots("", route(full.Points, 1), figure.Blue, figure.Circle, 3)
	return fig
}

func batchLoss(t terrain, sgd, full Run, epochs, perEpoch int) *figure.Figure {
	fig := lossFigure("Loss against rows read", "passes over the table", float64(epochs))
	fig.YRange(1e-6, 10)
	_, a := sgd.Last()
	_, b := full.Last()
	fig.Describe("After %d passes the mini-batches are %.2g above the minimum and the whole table %.2g.", epochs,
		a-t.lowest, b-t.lowest)
	fig.Thin("mini-batches", t.perEpoch(sgd.Values, perEpoch, 1+len(sgd.Values)/200), figure.Orange)
	whole := t.perEpoch(full.Values, 1, 1)
	fig.Line("whole table", whole, figure.Blue)
	fig.Scatter("", whole, figure.Blue, figure.Circle)
	return fig
}

// perEpoch places every stride-th loss of a run by the number of passes over
// the table.
func (t terrain) perEpoch(values []float64, steps, stride int) plotter.XYs {
	var pts plotter.XYs
	for i := 0; i < len(values); i += stride {
		pts = append(pts, plotter.XY{X: float64(i) / float64(steps), Y: max(values[i]-t.lowest, 1e-6)})
	}
	return pts
}
