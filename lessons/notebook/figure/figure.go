// Package figure draws gonum/plot plots the way the course shows them: themed
// by the page, readable at phone width, and with the legend and text
// alternative beside the drawing rather than inside it.
//
//	fig := figure.New("Entropy of a coin", "share of heads p", "entropy (bits)")
//	fig.Describe("Entropy peaks at 1 bit for p = 0.5.")
//	fig.Func("H(p)", h, 0, 1, figure.Blue)
//	nb.Show(fig)
//
// A mistake in the data (lengths that differ, a value that is not finite)
// surfaces when the figure is drawn, so cells need no error checks in between.
package figure

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/palette"
)

// The colours of package palette, for short.
const (
	Ink    = palette.Ink
	Muted  = palette.Muted
	Grid   = palette.Grid
	Accent = palette.Accent
	Blue   = palette.Blue
	Red    = palette.Red
	Green  = palette.Green
	Orange = palette.Orange
	Purple = palette.Purple
	Teal   = palette.Teal
)

// The marks of points.
const (
	Circle   = notebook.MarkCircle
	Square   = notebook.MarkSquare
	Triangle = notebook.MarkTriangle
	Cross    = notebook.MarkCross
	Ring     = notebook.MarkRing
)

// farthest is the end of the longest axis: beyond, differences overflow.
const farthest = 1e300

// Sizes in view-box units.
const (
	bodySize = 13 // axis labels and text
	tickSize = 12
)

// Figure is a plot under construction. Everything in the embedded Plot can be
// used, but set ranges with XRange and YRange: adding data changes the plot's
// own.
type Figure struct {
	*plot.Plot
	svg        notebook.SVG
	xlo, xhi   float64 // fixed range, or NaN
	ylo, yhi   float64
	handles    []handle
	drawn      []plotter.XYs // the points of all marks
	errs       []error
	logX, logY bool
}

type handle struct {
	xInput, yInput string
	x, y           float64
}

// New returns an empty figure. The labels name the quantity and its unit.
func New(title, xLabel, yLabel string) *Figure {
	nan := math.NaN()
	f := &Figure{
		Plot: plot.New(),
		svg:  notebook.SVG{Title: title, Width: 520, Height: 330},
		xlo:  nan, xhi: nan, ylo: nan, yhi: nan,
	}
	f.X.Label.Text, f.Y.Label.Text = xLabel, yLabel
	style(f.Plot)
	grid := plotter.NewGrid()
	grid.Vertical = draw.LineStyle{Color: Grid, Width: 0.6}
	grid.Horizontal = grid.Vertical
	f.Add(grid)
	return f
}

// FromPlot returns a figure that shows a gonum plot, in the course's type and with
// the nearest of its colours. Its title stands beside the drawing, as with all
// figures.
func FromPlot(p *plot.Plot) *Figure {
	f := New(p.Title.Text, p.X.Label.Text, p.Y.Label.Text)
	same := *p
	same.Title.Text = ""
	style(&same)
	same.Legend.TextStyle = f.textStyle(Ink)
	f.Plot = &same
	return f
}

// Described reports whether the figure has a text alternative.
func (f *Figure) Described() bool { return f.svg.Description != "" }

// style gives a plot the course's type and colours.
func style(p *plot.Plot) {
	p.BackgroundColor = nil
	handler := textHandler{text.Plain{Fonts: font.DefaultCache}}
	p.TextHandler = handler
	for _, axis := range []*plot.Axis{&p.X, &p.Y} {
		axis.Color = Muted
		axis.Width = 1
		axis.Padding = vg.Points(3)
		axis.Label.Padding = vg.Points(4)
		axis.Label.TextStyle.Color = Ink
		axis.Label.TextStyle.Font = sans(bodySize)
		axis.Label.TextStyle.Handler = handler
		axis.Tick.Label.Font = sans(tickSize)
		axis.Tick.Label.Color = Muted
		axis.Tick.Label.Handler = handler
		axis.Tick.Color = Muted
		axis.Tick.Width = 1
		if _, usual := axis.Tick.Marker.(plot.DefaultTicks); usual {
			axis.Tick.Marker = ticks{}
		}
		axis.Tick.Length = vg.Points(4)
	}
}

func sans(size float64) font.Font {
	return font.Font{Typeface: "Liberation", Variant: "Sans", Size: vg.Length(size)}
}

func (f *Figure) textStyle(c palette.Colour) text.Style {
	return text.Style{Color: c, Font: sans(bodySize), Handler: f.TextHandler}
}

// Describe sets the text alternative: what the figure shows, with its numbers,
// for readers who cannot see it.
func (f *Figure) Describe(format string, args ...any) {
	f.svg.Description = fmt.Sprintf(format, args...)
}

// Size sets the size of the view box; New starts with 520 by 330.
func (f *Figure) Size(width, height float64) { f.svg.Width, f.svg.Height = width, height }

// XRange fixes the range of the x axis whatever the data.
func (f *Figure) XRange(lo, hi float64) { f.xlo, f.xhi = lo, hi }

// YRange fixes the range of the y axis whatever the data.
func (f *Figure) YRange(lo, hi float64) { f.ylo, f.yhi = lo, hi }

// LogX makes the x axis logarithmic.
func (f *Figure) LogX() {
	f.logX = true
	f.X.Scale, f.X.Tick.Marker = plot.LogScale{}, logTicks{}
}

// LogY makes the y axis logarithmic.
func (f *Figure) LogY() {
	f.logY = true
	f.Y.Scale, f.Y.Tick.Marker = plot.LogScale{}, logTicks{}
}

// Drag puts a handle at (x, y) that sets the inputs named xInput and yInput
// when it is dragged. An empty name locks that direction.
func (f *Figure) Drag(xInput, yInput string, x, y float64) {
	f.handles = append(f.handles, handle{xInput, yInput, x, y})
}

// Legend explains a mark that was not added through a method with a label.
func (f *Figure) Legend(label string, m notebook.Mark, c palette.Colour) {
	if label != "" {
		f.svg.Legend = append(f.svg.Legend, notebook.LegendItem{Label: label, Mark: m, Colour: c})
	}
}

// Add adds gonum plotters. They get no room beyond their data: gonum would
// measure every mark to keep it off the edge, which takes longer than drawing
// them and shifts the axes whenever data moves.
func (f *Figure) Add(plotters ...plot.Plotter) {
	for _, p := range plotters {
		if r, ok := p.(plot.DataRanger); ok {
			p = ranged{p, r}
		} else {
			p = plain{p}
		}
		f.Plot.Add(p)
	}
}

// plain and ranged hide a plotter's other methods, GlyphBoxes among them.
type (
	plain  struct{ plot.Plotter }
	ranged struct {
		plot.Plotter
		plot.DataRanger
	}
)

func (f *Figure) fail(err error) {
	if err != nil {
		f.errs = append(f.errs, err)
	}
}

// Draw implements notebook.Drawing.
func (f *Figure) Draw() (notebook.SVG, error) {
	if f.svg.Description == "" {
		f.fail(errors.New("it has no description: call Describe"))
	}
	f.settleRanges()
	if err := errors.Join(f.errs...); err != nil {
		return f.svg, err
	}
	for _, xys := range f.drawn {
		for i, p := range xys {
			xys[i].X, xys[i].Y = near(p.X, f.X), near(p.Y, f.Y)
		}
	}
	f.fitLabels()
	c := newCanvas(f.svg.Width, f.svg.Height)
	// Room for half a tick label past the ends of the axes.
	area := draw.Crop(draw.New(c), 2, -10, 2, -8)
	data := f.drawPlot(area)
	svg := f.svg
	svg.Body = c.body()
	svg.Axes = &notebook.Axes{
		Left: float64(data.Min.X), Right: float64(data.Max.X),
		Top: svg.Height - float64(data.Max.Y), Bottom: svg.Height - float64(data.Min.Y),
		XMin: f.X.Min, XMax: f.X.Max, YMin: f.Y.Min, YMax: f.Y.Max,
		XLog: f.logX, YLog: f.logY,
	}
	toX, toY := f.Transforms(&data)
	for _, h := range f.handles {
		svg.Handles = append(svg.Handles, notebook.Handle{
			X: h.xInput, Y: h.yInput,
			PX: float64(toX(near(h.x, f.X))), PY: svg.Height - float64(toY(near(h.y, f.Y))),
		})
	}
	return svg, nil
}

// settleRanges applies the fixed ranges and rejects what an axis cannot show:
// gonum would panic later.
func (f *Figure) settleRanges() {
	settle := func(axis *plot.Axis, name string, lo, hi float64, log bool) {
		if !math.IsNaN(lo) {
			axis.Min = lo
		}
		if !math.IsNaN(hi) {
			axis.Max = hi
		}
		if math.IsInf(axis.Min, 0) || math.IsInf(axis.Max, 0) {
			axis.Min, axis.Max = 0, 1 // no data yet
			if log {
				axis.Min = 0.1
			}
		}
		switch {
		case math.IsNaN(axis.Min) || math.IsNaN(axis.Max):
			f.fail(fmt.Errorf("the %s axis has no finite range", name))
		case max(-axis.Min, axis.Max) > farthest:
			f.fail(fmt.Errorf("the %s axis would go from %.3g to %.3g, further than can be drawn: divide the values by a "+
				"power of ten, or set the range with %sRange", name, axis.Min, axis.Max, strings.ToUpper(name)))
		}
		if log && axis.Min <= 0 {
			f.fail(fmt.Errorf("the logarithmic %s axis starts at %g; it needs a positive start", name, axis.Min))
		}
		if axis.Min == axis.Max {
			axis.Min, axis.Max = axis.Min-0.5, axis.Max+0.5
		}
	}
	settle(&f.X, "x", f.xlo, f.xhi, f.logX)
	settle(&f.Y, "y", f.ylo, f.yhi, f.logY)
}

// Class returns the colour of class i.
func Class(i int) palette.Colour { return palette.Class(i) }

// Shape returns the mark of class i, so that classes differ by more than
// colour.
func Shape(i int) notebook.Mark {
	shapes := [...]notebook.Mark{Circle, Triangle, Square, Cross, Ring}
	return shapes[((i%len(shapes))+len(shapes))%len(shapes)]
}
