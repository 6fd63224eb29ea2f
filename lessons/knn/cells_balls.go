package knn

import (
	"fmt"

	"gonum.org/v1/plot/plotter"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// UnitBalls draws everything at distance 1 from the origin for the Minkowski
// exponent p, and says how far the point (3, 4) is.
func UnitBalls(nb *notebook.Cell) {
	p := nb.Slider("p", "exponent p", 3, notebook.Steps(0.5, 10, 0.1))

	fig := figure.New("All points at distance 1", "difference in x₁", "difference in x₂")
	fig.Size(520, 400)
	fig.XRange(-1.66, 1.66)
	fig.YRange(-1.25, 1.25)
	fig.Dashed("p = 1, Manhattan", ball(0, 0, 1, ManhattanP), figure.Blue)
	fig.Dashed("p = 2, Euclidean", ball(0, 0, 1, EuclideanP), figure.Green)
	fig.Line(fmt.Sprintf("p = %.1f", p), ball(0, 0, 1, p), figure.Accent)
	fig.Dots("", plotter.XYs{{}}, figure.Ink, figure.Cross, 4)
	fig.Describe("Outlines at distance 1: a diamond for p = 1, a circle for p = 2, %s for p = %.1f.",
		ballShape(p), p)
	nb.Show(fig)

	far := Minkowski([]float64{0, 0}, []float64{3, 4}, p)
	nb.Say("With p = %.1f, the distance from (0, 0) to (3, 4) is %.4f, and the points at distance 1 form %s.",
		p, far, ballShape(p))
	nb.Value("far", "%.4f", far)
}

// ballShape says what the points at distance 1 look like.
func ballShape(p float64) string {
	switch {
	case p < ManhattanP:
		return "a star with hollow sides (not a metric)"
	case p == ManhattanP:
		return "a diamond"
	case p < EuclideanP:
		return "a diamond with bulging sides"
	case p == EuclideanP:
		return "a circle"
	}
	return "a square with rounded corners"
}
