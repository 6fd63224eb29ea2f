package knn

import (
	"gonum.org/v1/plot/plotter"

	"abacus/lessons/dataset"
	"abacus/lessons/notebook/figure"
)

// classPoints returns the points of one class in the plane.
func classPoints(s dataset.Table, class int) plotter.XYs {
	var pts plotter.XYs
	for i, x := range s.X {
		if s.Y[i] == class {
			pts = append(pts, plotter.XY{X: x[0], Y: x[1]})
		}
	}
	return pts
}

// plane starts a figure of the two-class plane.
func twoClassPlane(title string) *figure.Figure {
	fig := figure.New(title, "feature x₁ (no unit)", "feature x₂ (no unit)")
	fig.XRange(0, maxX1)
	fig.YRange(0, maxX2)
	return fig
}

// showSample adds the sample's points, one colour and one shape for each class.
func showSample(fig *figure.Figure, s dataset.Table, radius float64) {
	for class, name := range s.Classes {
		fig.Dots(name, classPoints(s, class), figure.Class(class), figure.Shape(class), radius)
	}
}

// showRule adds the line at which the true rule changes from blue to red.
func showRule(fig *figure.Figure) {
	fig.Dashed("true border", plotter.XYs{{X: 0, Y: 1}, {X: maxX1, Y: 1 - 1.25*maxX1}}, figure.Ink)
}
