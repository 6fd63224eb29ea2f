package descent

import (
	"fmt"

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
	loss.Size(480, 300)
	loss.YRange(1e-8, 100)
	loss.Describe("The loss of the standardised data falls below one millionth within a few steps; that of the raw "+
		"data, multiplied by %.1f, needs many more.",
		factor)
	table := notebook.Table{
		Caption: "Plain descent at its best rate, to 1e-6 above the minimum",
		Columns: []string{"data", "condition", "rate", "steps"},
		Numeric: []int{1, 2, 3},
	}
	nb.Row(func() {
		for i, data := range []Sample{raw, even} {
			name := [...]string{"measured", "standardised"}[i]
			line, err := descendOn(nb, loss, data, name, i)
			if err != nil {
				nb.Error(err)
				return
			}
			table.Rows = append(table.Rows, line)
			nb.Value([...]string{"before", "after"}[i], "%s", line[1])
			nb.Value([...]string{"slow", "fast"}[i], "%s", line[3])
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
	fig := t.contour("Data, " + name)
	fig.Describe("With the data %s, condition number %.1f, the path needs %d steps to the minimum.", name, c[1]/c[0],
		steps)
	fig.Thin("", route(run.Points, 1), colour)
	fig.Dots("", route(run.Points, 1), colour, figure.Shape(i), 1.8)
	nb.Show(fig)
	t.excess(loss, name, run.Values, 1, colour)
	return []string{
		name, fmt.Sprintf("%.1f", c[1]/c[0]), fmt.Sprintf("%.3f", BestRate(c)), fmt.Sprint(steps),
	}, nil
}
