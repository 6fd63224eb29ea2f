package descent

import (
	"errors"
	"fmt"

	"gonum.org/v1/gonum/optimize"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// Gonum sends two methods of gonum's optimize package down the same terrain as
// plain descent.
func Gonum(nb *notebook.Cell) {
	where := nb.Select("terrain", "terrain", terrainRosenbrock, terrainBowl, terrainFit)
	x, y := nb.Point("start", "start", -1.2, 1, notebook.Steps(-2, 2, 0.1), notebook.Steps(-2, 2, 0.1))
	t, err := newTerrain(where)
	if err != nil {
		nb.Error(err)
		return
	}
	const most = 1000
	start := []float64{x, y}
	ours, err := Minimise(t.Loss, &Plain{Rate: 1 / t.steepest}, start, most)
	steepest, err1 := WithGonum(t.Loss, &optimize.GradientDescent{}, start, most)
	bfgs, err2 := WithGonum(t.Loss, &optimize.BFGS{}, start, most)
	if errors.Is(err, ErrDiverged) {
		err = nil // far out Rosenbrock's valley is steeper than at its minimum
	}
	if err := errors.Join(err, err1, err2); err != nil {
		nb.Error(err)
		return
	}
	nb.Show(gonumFigure(t, steepest, bfgs))
	_, value := ours.Last()
	gradients := len(ours.Points) - 1
	nb.Table(notebook.Table{
		Caption: "At most 1000 steps; ours with rate 1/λₘₐₓ. Excess is the loss above the minimum",
		Columns: []string{"method", "steps", "gradients", "excess"},
		Numeric: []int{1, 2, 3},
		Rows: [][]string{
			t.row("plain, ours", Report{Value: value, Iterations: gradients, Gradients: gradients}),
			t.row("steepest descent", steepest),
			t.row("BFGS", bfgs),
		},
	})
	nb.Value("steepest", "%d", steepest.Iterations)
	nb.Value("bfgs", "%d", bfgs.Iterations)
}

func gonumFigure(t terrain, steepest, bfgs Report) *figure.Figure {
	fig := t.contour("Steepest descent and BFGS")
	fig.Size(480, 400)
	fig.Describe("On the %s, gonum's steepest descent takes %d iterations and BFGS %d.", t.name, steepest.Iterations,
		bfgs.Iterations)
	fig.Thin("", route(steepest.Path, 1+len(steepest.Path)/200), figure.Blue)
	fig.Dots("steepest descent", route(steepest.Path, 1+len(steepest.Path)/50), figure.Blue, figure.Circle, 2.5)
	fig.Thin("", route(bfgs.Path, 1), figure.Orange)
	fig.Dots("BFGS", route(bfgs.Path, 1), figure.Orange, figure.Triangle, 4)
	fig.Drag("start.x", "start.y", bfgs.Path[0][0], bfgs.Path[0][1])
	return fig
}

// row is a line of the table.
func (t terrain) row(name string, r Report) []string {
	return []string{name, fmt.Sprint(r.Iterations), fmt.Sprint(r.Gradients), t.over(r.Value)}
}
