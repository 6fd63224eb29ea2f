package descent

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/plot/plotter"

	"abacus/lessons/notebook/figure"
	"abacus/lessons/notebook/palette"
)

// A terrain is a loss of two variables as the figures show it: on the square
// from −2 to 2, with contour lines at the given heights.
type terrain struct {
	Loss
	name           string
	xLabel, yLabel string
	minimum        []float64
	lowest         float64   // the loss at the minimum
	steepest       float64   // λ_max there
	heights        []float64 // of the contour lines, above the minimum
	// ring goes once round the contour line of a height as the angle goes
	// from 0 to 2π.
	ring func(height, angle float64) (x, y float64)
}

const (
	terrainRosenbrock = "Rosenbrock's valley"
	terrainBowl       = "stretched bowl"
	terrainFit        = "regression loss"
)

func newTerrain(name string) (terrain, error) {
	switch name {
	case terrainRosenbrock:
		return terrain{
			Loss: Rosenbrock(), name: name, xLabel: "x", yLabel: "y",
			minimum:  []float64{1, 1},
			steepest: 1001.6, // the larger root of λ² − 1002λ + 400
			heights:  []float64{1, 5, 25, 100, 400},
			ring:     rosenbrockRing,
		}, nil
	case terrainBowl:
		return bowlTerrain(20), nil
	case terrainFit:
		s, err := TwoFeatures(200, 0.05, 1)
		if err != nil {
			return terrain{}, err
		}
		return fitTerrain(s)
	}
	return terrain{}, fmt.Errorf("%w: no terrain %q", ErrInput, name)
}

func bowlTerrain(steep float64) terrain {
	return terrain{
		Loss: Bowl(1, steep), name: terrainBowl, xLabel: "x", yLabel: "y",
		minimum: []float64{0, 0}, steepest: steep,
		heights: []float64{0.1, 0.5, 1.5, 4, 10, 25},
		ring: func(height, angle float64) (x, y float64) {
			sin, cos := math.Sincos(angle)
			return math.Sqrt(2*height) * cos, math.Sqrt(2*height/steep) * sin
		},
	}
}

func fitTerrain(s Sample) (terrain, error) {
	best, err := s.LeastSquares()
	if err != nil {
		return terrain{}, err
	}
	curvatures, err1 := s.Curvatures()
	hessian, err2 := s.Hessian()
	if err := errors.Join(err1, err2); err != nil {
		return terrain{}, err
	}
	loss := s.Loss()
	return terrain{
		Loss: loss, name: terrainFit, xLabel: "weight β₁", yLabel: "weight β₂",
		minimum: best, lowest: loss.Value(best), steepest: curvatures[1],
		heights: []float64{0.02, 0.1, 0.3, 0.8, 1.6, 3},
		ring:    ellipse(best, hessian.At(0, 0), hessian.At(0, 1), hessian.At(1, 1)),
	}, nil
}

// rosenbrockRing solves (1−x)² + (10(y−x²))² = height for y, above the valley
// floor y = x² during the first half of the round and below it during the
// second. It stays within the figure, where |x| ≤ 2.
func rosenbrockRing(height, angle float64) (x, y float64) {
	left, right := max(-2, 1-math.Sqrt(height)), min(2, 1+math.Sqrt(height))
	x = (left + right + (right-left)*math.Cos(angle)) / 2
	off := math.Sqrt(max(0, height-(1-x)*(1-x))) / 10
	if angle > math.Pi {
		off = -off
	}
	return x, x*x + off
}

// ellipse solves ½ dᵀHd = height for d = point − centre, where H has the
// entries a, b, b, c: with H = LLᵀ the vector Lᵀd runs round a circle.
func ellipse(centre []float64, a, b, c float64) func(height, angle float64) (x, y float64) {
	l11 := math.Sqrt(a)
	l21 := b / l11
	l22 := math.Sqrt(c - l21*l21)
	return func(height, angle float64) (x, y float64) {
		sin, cos := math.Sincos(angle)
		radius := math.Sqrt(2 * height)
		dy := radius * sin / l22
		dx := (radius*cos - l21*dy) / l11
		return centre[0] + dx, centre[1] + dy
	}
}

// contour draws the terrain's contour lines and its minimum.
func (t terrain) contour(title string) *figure.Figure {
	fig := figure.New(title, t.xLabel, t.yLabel)
	fig.Size(380, 350) // they are shown two in a row
	fig.XRange(-2, 2)
	fig.YRange(-2, 2)
	for _, height := range t.heights {
		pts := make(plotter.XYs, 97)
		for i := range pts {
			pts[i].X, pts[i].Y = t.ring(height, 2*math.Pi*float64(i)/96)
		}
		fig.Thin("", pts, figure.Muted.Alpha(0.7))
	}
	fig.Dots("minimum", plotter.XYs{{X: t.minimum[0], Y: t.minimum[1]}}, figure.Ink, figure.Cross, 5)
	return fig
}

// excess draws how far the losses of a run lie above the minimum, every
// stride-th of them, on a log axis that ends at 1e-8.
func (t terrain) excess(fig *figure.Figure, label string, values []float64, stride int, c palette.Colour) {
	var pts plotter.XYs
	for i := 0; i < len(values); i += stride {
		pts = append(pts, plotter.XY{X: float64(i), Y: max(values[i]-t.lowest, 1e-8)})
	}
	fig.Line(label, pts, c)
}

// lossFigure has the axes on which runs of the given length are compared.
func lossFigure(title, xLabel string, steps float64) *figure.Figure {
	fig := figure.New(title, xLabel, "loss above the minimum")
	fig.Size(380, 350) // they are shown two in a row
	fig.XRange(0, steps)
	fig.LogY()
	fig.YRange(1e-8, 1e4)
	return fig
}

// route turns every stride-th point of a run into a line. It always keeps the
// last point.
func route(points [][]float64, stride int) plotter.XYs {
	var pts plotter.XYs
	for i, p := range points {
		if i%stride == 0 || i == len(points)-1 {
			pts = append(pts, plotter.XY{X: p[0], Y: p[1]})
		}
	}
	return pts
}
