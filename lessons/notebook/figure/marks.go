package figure

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
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
	f.Legend(label, lineMark(style), style.Color.(palette.Colour))
	if xys := f.points("line", label, pts); len(xys) > 0 {
		f.Add(&plotter.Line{XYs: xys, LineStyle: style})
	}
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
	f.Legend(label, notebook.MarkLine, c)
	if xys := f.points("steps", label, pts); len(xys) > 0 {
		style := draw.LineStyle{Color: c, Width: lineWidth}
		f.Add(&plotter.Line{XYs: xys, StepStyle: plotter.PostStep, LineStyle: style})
	}
}

// Area fills between the points and y = 0.
func (f *Figure) Area(label string, pts plotter.XYer, c palette.Colour) {
	f.Legend(label, notebook.MarkBox, c)
	xys := f.points("area", label, pts)
	if len(xys) == 0 {
		return
	}
	outline := slices.Concat(plotter.XYs{{X: xys[0].X}}, xys, plotter.XYs{{X: xys[len(xys)-1].X}})
	f.drawn = append(f.drawn, outline)
	poly := &plotter.Polygon{XYs: []plotter.XYs{outline}, Color: c.Alpha(0.25), LineStyle: draw.LineStyle{Color: c}}
	f.Add(poly, &plotter.Line{XYs: xys, LineStyle: draw.LineStyle{Color: c, Width: thin}})
}

// Scatter draws a mark at each point.
func (f *Figure) Scatter(label string, pts plotter.XYer, c palette.Colour, m notebook.Mark) {
	f.Dots(label, pts, c, m, dotRadius)
}

// Dots is Scatter with marks of the given radius.
func (f *Figure) Dots(label string, pts plotter.XYer, c palette.Colour, m notebook.Mark, radius float64) {
	f.Legend(label, m, c)
	if xys := f.points("scatter", label, pts); len(xys) > 0 {
		f.Add(&plotter.Scatter{XYs: xys, GlyphStyle: draw.GlyphStyle{Color: c, Radius: vg.Length(radius), Shape: glyph(m)}})
	}
}

// points copies what a mark is drawn from, which may be nothing at all. A value
// that no axis has is a mistake.
func (f *Figure) points(kind, label string, pts plotter.XYer) plotter.XYs {
	if pts == nil || pts.Len() == 0 {
		return nil
	}
	xys := make(plotter.XYs, pts.Len())
	for i := range xys {
		x, y := pts.XY(i)
		if err := plotter.CheckFloats(x, y); err != nil {
			f.fail(fmt.Errorf("%s %q: point %d is (%g, %g): %w", kind, label, i, x, y, err))
			return nil
		}
		xys[i].X, xys[i].Y = x, y
	}
	f.drawn = append(f.drawn, xys)
	return xys
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
		if y := toY(near(g.at, p.Y)); c.ContainsY(y) {
			c.StrokeLine2(g.style, c.Min.X, y, c.Max.X, y)
		}
		return
	}
	if x := toX(near(g.at, p.X)); c.ContainsX(x) {
		c.StrokeLine2(g.style, x, c.Min.Y, x, c.Max.Y)
	}
}

// Text writes text with its lower left corner near (x, y).
func (f *Figure) Text(x, y float64, label string, c palette.Colour) {
	at := f.points("text", label, plotter.XYs{{X: x, Y: y}})
	if at == nil {
		return
	}
	l := &plotter.Labels{
		XYs: at, Labels: []string{label}, TextStyle: []text.Style{f.textStyle(c)}, Offset: vg.Point{X: 5, Y: 4},
	}
	f.Add(l)
}
