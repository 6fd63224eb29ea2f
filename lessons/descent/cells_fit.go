package descent

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/plotter"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// Scaling descends on the same data before and after standardising it.
func Scaling(nb *notebook.Cell) {
	factor := nb.Slider("factor", "numbers of feature 1 multiplied by", 6, notebook.Steps(1, 12, 0.5))
	s, err := TwoFeatures(200, 0.05, 1)
	if err != nil {
		nb.Error(err)
		return
	}
	raw, err := s.Rescale(0, factor)
	if err != nil {
		nb.Error(err)
		return
	}
	even, err := raw.Standardise()
	if err != nil {
		nb.Error(err)
		return
	}
	loss := lossFigure("Loss at the best rate", "step", 60)
	loss.Size(520, 300)
	loss.YRange(1e-8, 100)
	loss.Describe("The loss of the standardised data falls below one millionth within a few steps; that of the raw data, multiplied by %.1f, needs many more.", factor)
	table := notebook.Table{
		Caption: "Plain descent at its best rate",
		Columns: []string{"data", "λ_min", "λ_max", "condition", "best rate", "steps to 1e-6"},
		Numeric: []int{1, 2, 3, 4, 5},
	}
	nb.Row(func() {
		for i, data := range []Sample{raw, even} {
			name := [...]string{"as measured", "standardised"}[i]
			line, err := descendOn(nb, loss, data, name, i)
			if err != nil {
				nb.Error(err)
				return
			}
			table.Rows = append(table.Rows, line)
			nb.Value([...]string{"before", "after"}[i], "%s", line[3])
			nb.Value([...]string{"slow", "fast"}[i], "%s", line[5])
		}
	})
	nb.Show(loss)
	nb.Table(table)
}

// descendOn shows 60 steps at the best rate, adds their loss to the figure and
// returns a line for the table.
func descendOn(nb *notebook.Cell, loss *figure.Figure, s Sample, name string, i int) ([]string, error) {
	t, err := fitTerrain(s)
	if err != nil {
		return nil, err
	}
	c, err := s.Curvatures()
	if err != nil {
		return nil, err
	}
	start := []float64{-1.5, 1.5}
	run, err := Minimise(t.Loss, &Plain{Rate: BestRate(c)}, start, 60)
	if err != nil {
		return nil, err
	}
	steps, err := CountSteps(t.Loss, &Plain{Rate: BestRate(c)}, start, t.lowest+1e-6, 5000)
	if err != nil {
		return nil, err
	}
	colour := figure.Class(i)
	fig := t.contour("Data " + name)
	fig.Describe("With the data %s, condition number %.1f, the path needs %d steps to the minimum.", name, c[1]/c[0], steps)
	fig.Thin("path", route(run.Points, 1), colour)
	fig.Dots("", route(run.Points, 1), colour, figure.Shape(i), 1.8)
	nb.Show(fig)
	t.excess(loss, name, run.Values, 1, colour)
	return []string{
		name, fmt.Sprintf("%.3f", c[0]), fmt.Sprintf("%.3f", c[1]), fmt.Sprintf("%.1f", c[1]/c[0]),
		fmt.Sprintf("%.3f", BestRate(c)), fmt.Sprint(steps),
	}, nil
}

// Batches reads the same number of rows in batches of one size and compares
// the path with that of the whole table.
func Batches(nb *notebook.Cell) {
	size := nb.Int("size", "rows in a mini-batch", 10, 1, 100)
	rate := nb.Slider("rate", "rate", 0.5, notebook.Steps(0.05, 2, 0.05))
	seed := nb.Int("seed", "seed of the shuffle", 1, 1, 20)
	s, err := TwoFeatures(200, 0.1, 1)
	if err != nil {
		nb.Error(err)
		return
	}
	t, err := fitTerrain(s)
	if err != nil {
		nb.Error(err)
		return
	}
	const epochs = 5
	noisy, err := s.Stochastic(size, uint64(seed))
	if err != nil {
		nb.Error(err)
		return
	}
	start := []float64{-1.5, 1.5}
	perEpoch := (200 + size - 1) / size
	sgd, err1 := Minimise(noisy, &Plain{Rate: rate}, start, epochs*perEpoch)
	full, err2 := Minimise(t.Loss, &Plain{Rate: rate}, start, epochs)
	for _, err := range []error{err1, err2} {
		if err != nil {
			nb.Error(err)
			return
		}
	}
	nb.Row(func() {
		fig := t.contour("Five passes over the table")
		end, _ := sgd.Last()
		fig.Describe("With batches of %d rows, %d steps end at (%.3f, %.3f); with the whole table, 5 steps are not enough.", size, epochs*perEpoch, end[0], end[1])
		fig.Thin("mini-batches", route(sgd.Points, 1+len(sgd.Points)/200), figure.Orange)
		fig.Line("whole table", route(full.Points, 1), figure.Blue)
		fig.Dots("", route(full.Points, 1), figure.Blue, figure.Circle, 3)
		nb.Show(fig)
		nb.Show(batchLoss(t, sgd, full, epochs, perEpoch))
	})
	noiseFigure(nb, s, t.minimum, size)
	_, above := sgd.Last()
	_, fullAbove := full.Last()
	nb.Say("Five passes: %d steps with batches of %d rows end %.2g above the minimum, 5 steps with all rows %.2g.", epochs*perEpoch, size, above-t.lowest, fullAbove-t.lowest)
	nb.Value("steps", "%d", epochs*perEpoch)
	nb.Value("above", "%.5f", above-t.lowest)
	nb.Value("fullAbove", "%.3f", fullAbove-t.lowest)
}

func batchLoss(t terrain, sgd, full Run, epochs, perEpoch int) *figure.Figure {
	fig := lossFigure("Loss against rows read", "passes over the table (epochs)", float64(epochs))
	fig.YRange(1e-6, 10)
	_, a := sgd.Last()
	_, b := full.Last()
	fig.Describe("After %d passes the mini-batches are %.2g above the minimum and the whole table %.2g.", epochs, a-t.lowest, b-t.lowest)
	stride := 1 + len(sgd.Values)/200
	for i, run := range []Run{sgd, full} {
		per := [...]int{perEpoch, 1}[i]
		var pts plotter.XYs
		for j := 0; j < len(run.Values); j += [...]int{stride, 1}[i] {
			pts = append(pts, plotter.XY{X: float64(j) / float64(per), Y: max(run.Values[j]-t.lowest, 1e-6)})
		}
		if i == 0 {
			fig.Thin("mini-batches", pts, figure.Orange)
		} else {
			fig.Line("whole table", pts, figure.Blue)
			fig.Scatter("", pts, figure.Blue, figure.Circle)
		}
	}
	return fig
}

// noiseFigure measures the noise of the gradient for batches of many sizes.
func noiseFigure(nb *notebook.Cell, s Sample, at []float64, size int) {
	fig := figure.New("Noise of the mini-batch gradient", "rows in a mini-batch", "noise (root mean square)")
	fig.LogX()
	fig.XRange(1, 100)
	fig.LogY()
	var pts, theory, exact plotter.XYs
	for _, b := range []int{1, 2, 5, 10, 20, 50, 100} {
		noise, err := s.GradientNoise(at, b, 100, 1)
		if err != nil {
			nb.Error(err)
			return
		}
		pts = append(pts, plotter.XY{X: float64(b), Y: noise})
	}
	const rows = 200
	for _, b := range []float64{1, 2, 5, 10, 20, 50, 70, 100} {
		root := pts[0].Y / math.Sqrt(b)
		theory = append(theory, plotter.XY{X: b, Y: root})
		// A batch holds no row twice; one of all rows has no noise at all.
		exact = append(exact, plotter.XY{X: b, Y: root * math.Sqrt((rows-b)/(rows-1))})
	}
	here, err := s.GradientNoise(at, size, 100, 1)
	if err != nil {
		nb.Error(err)
		return
	}
	fig.Describe("On log axes the noise falls like one over the root of the batch size, from %.3f for single rows to %.3f for batches of 100; for %d rows it is %.3f.", pts[0].Y, pts[6].Y, size, here)
	fig.YRange(0.003, 0.3)
	fig.Dashed("noise of one row / √size", theory, figure.Muted)
	fig.Thin("the same, no row twice", exact, figure.Ink)
	fig.Scatter("measured", pts, figure.Orange, figure.Circle)
	fig.Dots("your size", plotter.XYs{{X: float64(size), Y: here}}, figure.Accent, figure.Ring, 6)
	fig.Drag("size", "", float64(size), here)
	nb.Show(fig)
}
