package regression

import (
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"abacus/lessons/notebook/palette"
)

// squares draws every residual of a line as a true square: its side is the
// residual, so its area is the squared residual. The sides are measured on
// the screen, along y; otherwise axes of different units would make
// rectangles of them.
type squares struct {
	x, y   []float64
	line   Line
	colour palette.Colour
}

// Plot implements plot.Plotter.
func (s squares) Plot(c draw.Canvas, p *plot.Plot) {
	toX, toY := p.Transforms(&c)
	for i, x := range s.x {
		seen, said := toY(s.y[i]), toY(s.line.At(x))
		side := vg.Length(math.Abs(float64(seen - said)))
		if (seen > said) == (s.line.Slope > 0) {
			side = -side // lie on the side that the line leaves free
		}
		left := toX(x)
		outline := c.ClipPolygonXY([]vg.Point{
			{X: left, Y: seen}, {X: left + side, Y: seen}, {X: left + side, Y: said}, {X: left, Y: said},
		})
		c.FillPolygon(s.colour.Alpha(0.22), outline)
		c.StrokeLines(draw.LineStyle{Color: s.colour, Width: 1}, append(outline, outline[:min(1, len(outline))]...))
	}
}

// tile draws one square of the given area, in squared units of y, with its
// upper left corner at (x, y): filled, or dashed for comparison.
type tile struct {
	x, y, area float64
	dashed     bool
	colour     palette.Colour
}

// Plot implements plot.Plotter.
func (t tile) Plot(c draw.Canvas, p *plot.Plot) {
	toX, toY := p.Transforms(&c)
	x, y := toX(t.x), toY(t.y)
	side := y - toY(t.y-math.Sqrt(t.area))
	corners := []vg.Point{{X: x, Y: y}, {X: x + side, Y: y}, {X: x + side, Y: y - side}, {X: x, Y: y - side}, {X: x, Y: y}}
	style := draw.LineStyle{Color: t.colour, Width: 1.5}
	if t.dashed {
		style.Dashes = []vg.Length{4, 3}
	} else {
		c.FillPolygon(t.colour.Alpha(0.3), c.ClipPolygonXY(corners))
	}
	c.StrokeLines(style, c.ClipLinesXY(corners)...)
}

// pairs joins two columns into points for a figure.
func pairs(x, y []float64) plotter.XYs {
	pts := make(plotter.XYs, min(len(x), len(y)))
	for i := range pts {
		pts[i].X, pts[i].Y = x[i], y[i]
	}
	return pts
}

// span returns the two ends of a line from lo to hi.
func span(l Line, lo, hi float64) plotter.XYs {
	return plotter.XYs{{X: lo, Y: l.At(lo)}, {X: hi, Y: l.At(hi)}}
}

// inside returns the piece of a line within the rectangle [0, right]×[0,
// top], or nothing.
func inside(l Line, right, top float64) plotter.XYs {
	lo, hi := 0.0, right
	switch {
	case l.Slope != 0:
		a, b := -l.Intercept/l.Slope, (top-l.Intercept)/l.Slope
		lo, hi = math.Max(lo, math.Min(a, b)), math.Min(hi, math.Max(a, b))
	case l.Intercept < 0 || l.Intercept > top:
		return nil
	}
	if lo >= hi {
		return nil
	}
	return span(l, lo, hi)
}
