package figure

import (
	"fmt"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/palette"
)

// Line widths and sizes are in view-box units.
const (
	lineWidth = 2
	thin      = 1.2
	dotRadius = 3
)

func dashes() []vg.Length { return []vg.Length{5, 4} }

// Line draws a line through the points.
func (f *Figure) Line(label string, pts plotter.XYer, c palette.Colour) {
	f.line(label, pts, draw.LineStyle{Color: c, Width: lineWidth})
}

// Dashed draws a dashed line through the points.
func (f *Figure) Dashed(label string, pts plotter.XYer, c palette.Colour) {
	f.line(label, pts, draw.LineStyle{Color: c, Width: lineWidth, Dashes: dashes()})
}

// Thin draws a thin line through the points, for families of lines and paths.
func (f *Figure) Thin(label string, pts plotter.XYer, c palette.Colour) {
	f.line(label, pts, draw.LineStyle{Color: c, Width: thin})
}

func (f *Figure) line(label string, pts plotter.XYer, style draw.LineStyle) {
	l, err := plotter.NewLine(pts)
	if err != nil {
		f.fail(fmt.Errorf("line %q: %w", label, err))
		return
	}
	l.LineStyle = style
	f.Add(l)
	f.Legend(label, lineMark(style), style.Color.(palette.Colour))
}

func lineMark(s draw.LineStyle) notebook.Mark {
	if len(s.Dashes) > 0 {
		return notebook.MarkDash
	}
	return notebook.MarkLine
}

// Func draws fn from lo to hi at 201 points; the line has a gap where fn is
// not finite.
func (f *Figure) Func(label string, fn func(float64) float64, lo, hi float64, c palette.Colour) {
	const n = 200
	var run plotter.XYs
	flush := func() {
		if len(run) > 1 {
			f.Line(label, run, c)
			label = "" // one legend entry, however many pieces
		}
		run = nil
	}
	for i := range n + 1 {
		x := lo + (hi-lo)*float64(i)/n
		y := fn(x)
		if math.IsNaN(y) || math.IsInf(y, 0) {
			flush()
			continue
		}
		run = append(run, plotter.XY{X: x, Y: y})
	}
	flush()
}

// Steps draws the points as a staircase that is level after each point.
func (f *Figure) Steps(label string, pts plotter.XYer, c palette.Colour) {
	l, err := plotter.NewLine(pts)
	if err != nil {
		f.fail(fmt.Errorf("steps %q: %w", label, err))
		return
	}
	l.LineStyle = draw.LineStyle{Color: c, Width: lineWidth}
	l.StepStyle = plotter.PostStep
	f.Add(l)
	f.Legend(label, notebook.MarkLine, c)
}

// Area fills between the points and y = 0.
func (f *Figure) Area(label string, pts plotter.XYer, c palette.Colour) {
	l, err := plotter.NewLine(pts)
	if err != nil {
		f.fail(fmt.Errorf("area %q: %w", label, err))
		return
	}
	n := pts.Len()
	x0, _ := pts.XY(0)
	x1, _ := pts.XY(n - 1)
	outline := make(plotter.XYs, 0, n+2)
	outline = append(outline, plotter.XY{X: x0})
	outline = append(outline, l.XYs...)
	outline = append(outline, plotter.XY{X: x1})
	poly, err := plotter.NewPolygon(outline)
	if err != nil {
		f.fail(fmt.Errorf("area %q: %w", label, err))
		return
	}
	poly.Color = c.Alpha(0.25)
	poly.LineStyle.Width = 0
	l.LineStyle = draw.LineStyle{Color: c, Width: thin}
	f.Add(poly, l)
	f.Legend(label, notebook.MarkBox, c)
}

// Scatter draws a mark at each point.
func (f *Figure) Scatter(label string, pts plotter.XYer, c palette.Colour, m notebook.Mark) {
	f.Dots(label, pts, c, m, dotRadius)
}

// Dots is Scatter with marks of the given radius.
func (f *Figure) Dots(label string, pts plotter.XYer, c palette.Colour, m notebook.Mark, radius float64) {
	if pts.Len() == 0 {
		f.Legend(label, m, c)
		return
	}
	s, err := plotter.NewScatter(pts)
	if err != nil {
		f.fail(fmt.Errorf("scatter %q: %w", label, err))
		return
	}
	s.GlyphStyle = draw.GlyphStyle{Color: c, Radius: vg.Length(radius), Shape: glyph(m)}
	f.Add(s)
	f.Legend(label, m, c)
}

func glyph(m notebook.Mark) draw.GlyphDrawer {
	switch m {
	case Square:
		return draw.BoxGlyph{}
	case Triangle:
		return draw.PyramidGlyph{}
	case Cross:
		return draw.CrossGlyph{}
	case Ring:
		return draw.RingGlyph{}
	}
	return draw.CircleGlyph{}
}

// Segment draws a straight line between two points.
func (f *Figure) Segment(x0, y0, x1, y1 float64, c palette.Colour) {
	f.line("", plotter.XYs{{X: x0, Y: y0}, {X: x1, Y: y1}}, draw.LineStyle{Color: c, Width: thin})
}

// VLine draws a dashed vertical line across the figure.
func (f *Figure) VLine(label string, x float64, c palette.Colour) {
	f.guide(label, x, true, c)
}

// HLine draws a dashed horizontal line across the figure.
func (f *Figure) HLine(label string, y float64, c palette.Colour) {
	f.guide(label, y, false, c)
}

func (f *Figure) guide(label string, at float64, vertical bool, c palette.Colour) {
	if math.IsNaN(at) || math.IsInf(at, 0) {
		f.fail(fmt.Errorf("guide %q is at %g", label, at))
		return
	}
	f.Add(guide{at, vertical, draw.LineStyle{Color: c, Width: 1.5, Dashes: dashes()}})
	f.Legend(label, notebook.MarkDash, c)
}

// guide is a line across the whole data area.
type guide struct {
	at       float64
	vertical bool
	style    draw.LineStyle
}

func (g guide) Plot(c draw.Canvas, p *plot.Plot) {
	toX, toY := p.Transforms(&c)
	// Only the guide's own axis may map it: a logarithmic one panics at 0.
	if !g.vertical {
		if y := toY(g.at); c.ContainsY(y) {
			c.StrokeLine2(g.style, c.Min.X, y, c.Max.X, y)
		}
		return
	}
	if x := toX(g.at); c.ContainsX(x) {
		c.StrokeLine2(g.style, x, c.Min.Y, x, c.Max.Y)
	}
}

// Text writes text with its lower left corner near (x, y).
func (f *Figure) Text(x, y float64, label string, c palette.Colour) {
	l, err := plotter.NewLabels(plotter.XYLabels{XYs: plotter.XYs{{X: x, Y: y}}, Labels: []string{label}})
	if err != nil {
		f.fail(fmt.Errorf("text %q: %w", label, err))
		return
	}
	l.TextStyle[0] = f.textStyle(c)
	l.Offset = vg.Point{X: 5, Y: 4}
	f.Add(l)
}
