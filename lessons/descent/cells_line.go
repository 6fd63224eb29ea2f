package descent

import (
	"errors"
	"math"

	"gonum.org/v1/plot/plotter"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// Secant shows the slope as rise over run, and how it settles as the run
// shrinks.
func Secant(nb *notebook.Cell) {
	x := nb.Slider("x", "position x", 0.2, notebook.Steps(0.15, 0.9, 0.01))
	power := nb.Slider("run", "run h (power of ten)", -1, notebook.Steps(-4, -1, 0.25))
	c := Wave()
	h := math.Pow(10, power)
	rise := c.F(x+h) - c.F(x)

	fig := waveFigure("Rise over run", c)
	fig.Describe("The line through the curve at x = %.2f and x = %.4f rises by %s: slope %s. The tangent has slope %s.",
		x, x+h, fixed(rise), minus("%.2f", rise/h), minus("%.2f", c.Slope(x)))
	fig.Dashed("tangent", through(x, c.F(x), c.Slope(x), 0.35), figure.Muted)
	fig.Line("line through both points", through(x, c.F(x), rise/h, 0.35), figure.Orange)
	fig.Scatter("", plotter.XYs{{X: x, Y: c.F(x)}, {X: x + h, Y: c.F(x + h)}}, figure.Ink, figure.Circle)
	fig.Drag("x", "", x, c.F(x))
	nb.Show(fig)
	nb.Printf("rise / run = %s / %.4g = %s\nf′(%.2f)   = %s\n",
		minus("%.4g", rise), h, minus("%.2f", rise/h), x, minus("%.2f", c.Slope(x)))
	nb.Value("slope", "%s", minus("%.2f", c.Slope(x)))
	nb.Value("secant", "%s", minus("%.2f", rise/h))
}

// Tangent walks down the wave one step at a time.
func Tangent(nb *notebook.Cell) {
	start := nb.Slider("start", "start x", 0.1, notebook.Steps(0.1, 1.1, 0.01))
	rate := nb.Slider("rate", "rate", 0.001, notebook.Steps(0.0005, 0.03, 0.0005))
	c := Wave()
	walk, err := c.Descend(start, rate, 50)
	if err != nil && !errors.Is(err, ErrLeft) {
		nb.Error(err)
		return
	}
	fate, err := WaveFate(start, rate)
	if err != nil {
		nb.Error(err)
		return
	}
	nb.Animate("step", "step", len(walk), 0, func(i int) {
		nb.Show(tangentFigure(c, walk, i))
		sayStep(nb, c, walk, i, rate)
	})
	nb.Say("Fate of this walk: %v.", fate)
	nb.Value("slope0", "%s", minus("%.1f", c.Slope(start)))
	nb.Value("x1", "%.4f", walk[1])
	nb.Value("x25", "%.4f", walk[min(25, len(walk)-1)])
}

// tangentFigure shows the walk up to step i, the tangent there and the step it
// leads to.
func tangentFigure(c Curve, walk []float64, i int) *figure.Figure {
	x := walk[i]
	fig := waveFigure("Walking down the curve", c)
	if !c.contains(x) {
		fig.Describe("Step %d lands at x = %s, outside the interval from %.1f to %.1f.", i, minus("%.3f", x), c.Lo, c.Hi)
		fig.Scatter("positions so far", onCurve(c, walk[:i]), figure.Blue, figure.Ring)
		fig.Text(0.42, 4.5, "the walk has left", figure.Red)
		fig.Drag("start", "", walk[0], c.F(walk[0]))
		return fig
	}
	y := c.F(x)
	fig.Describe("Step %d: the walk is at x = %.4f, f(x) = %s, where the tangent has slope %s.",
		i, x, fixed(y), minus("%.2f", c.Slope(x)))
	fig.Scatter("positions so far", onCurve(c, walk[:i]), figure.Blue, figure.Ring)
	fig.Dashed("tangent", through(x, y, c.Slope(x), 0.25), figure.Orange)
	if i+1 < len(walk) {
		next := min(max(walk[i+1], 0), 1.2)
		fig.Line("next step", plotter.XYs{{X: x, Y: y}, {X: next, Y: y}}, figure.Red)
		if c.contains(next) {
			fig.Segment(next, y, next, c.F(next), figure.Red)
		}
	}
	fig.Dots("here", plotter.XYs{{X: x, Y: y}}, figure.Accent, figure.Circle, 5)
	fig.Drag("start", "", walk[0], c.F(walk[0]))
	return fig
}

// sayStep puts step i in words.
func sayStep(nb *notebook.Cell, c Curve, walk []float64, i int, rate float64) {
	x := walk[i]
	if !c.contains(x) {
		nb.Say("Step %d: x = %s. That is outside the interval: the slope was so steep, and the rate so large, "+
			"that the step became a jump.",
			i, fixed(x))
		return
	}
	slope := c.Slope(x)
	side := "right"
	if slope > 0 {
		side = "left"
	}
	nb.Say("Step %d: x = %.4f, f(x) = %s, slope %s. The next step is %.4f × %.2f = %.4f to the %s.",
		i, x, fixed(c.F(x)), minus("%.2f", slope), rate, math.Abs(slope), rate*math.Abs(slope), side)
}

// waveFigure is the curve alone, with room on both sides.
func waveFigure(title string, c Curve) *figure.Figure {
	fig := figure.New(title, "x", "f(x)")
	fig.Size(480, 330)
	fig.XRange(0, 1.2)
	fig.YRange(-4, 6.5)
	var pts plotter.XYs
	for i := range 101 {
		x := c.Lo + (c.Hi-c.Lo)*float64(i)/100
		pts = append(pts, plotter.XY{X: x, Y: c.F(x)})
	}
	fig.Line("f(x)", pts, figure.Ink)
	return fig
}

// through is a piece of the straight line through (x, y) with the given slope.
// It reaches at most the given distance sideways, less where it is steep.
func through(x, y, slope, reach float64) plotter.XYs {
	r := reach / math.Sqrt(1+slope*slope/100)
	return plotter.XYs{{X: x - r, Y: y - r*slope}, {X: x + r, Y: y + r*slope}}
}

func onCurve(c Curve, xs []float64) plotter.XYs {
	pts := make(plotter.XYs, len(xs))
	for i, x := range xs {
		pts[i] = plotter.XY{X: x, Y: c.F(x)}
	}
	return pts
}
