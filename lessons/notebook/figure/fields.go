package figure

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/palette"
)

// Box draws a translucent rectangle between two corners.
func (f *Figure) Box(x0, y0, x1, y1 float64, c palette.Colour) {
	f.Add(boxes{{x0, y0, x1, y1, c.Alpha(0.22)}})
}

// Bars draws one bar per name, side by side at x = 0, 1, 2, …
func (f *Figure) Bars(label string, names []string, values []float64, c palette.Colour) {
	if len(names) != len(values) {
		f.fail(fmt.Errorf("bars %q: %d names for %d values", label, len(names), len(values)))
		return
	}
	if len(names) == 0 {
		f.Legend(label, notebook.MarkBox, c)
		return
	}
	xs := make([]float64, len(values))
	for i := range xs {
		xs[i] = float64(i)
	}
	f.BarsAt(label, xs, 0.7, values, c)
	f.NominalX(names...)
	f.X.Tick.Label.Font = sans(tickSize)
	f.X.Tick.Length = 0
}

// BarsAt draws bars of the given width, in data units, centred at xs.
func (f *Figure) BarsAt(label string, xs []float64, width float64, values []float64, c palette.Colour) {
	if len(xs) != len(values) {
		f.fail(fmt.Errorf("bars %q: %d places for %d values", label, len(xs), len(values)))
		return
	}
	var bars boxes
	for i, x := range xs {
		if math.IsNaN(values[i]) || math.IsInf(values[i], 0) {
			f.fail(fmt.Errorf("bars %q: value %d is %g", label, i, values[i]))
			return
		}
		bars = append(bars, box{x - width/2, 0, x + width/2, values[i], c.Alpha(0.85)})
	}
	f.Add(bars)
	f.Legend(label, notebook.MarkBox, c)
}

// boxes are filled rectangles in data units.
type boxes []box

type box struct {
	x0, y0, x1, y1 float64
	fill           palette.Colour
}

func (bs boxes) DataRange() (xmin, xmax, ymin, ymax float64) {
	xmin, ymin, xmax, ymax = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, b := range bs {
		xmin, xmax = min(xmin, b.x0, b.x1), max(xmax, b.x0, b.x1)
		ymin, ymax = min(ymin, b.y0, b.y1), max(ymax, b.y0, b.y1)
	}
	return xmin, xmax, ymin, ymax
}

func (bs boxes) Plot(c draw.Canvas, p *plot.Plot) {
	toX, toY := p.Transforms(&c)
	for _, b := range bs {
		x0, x1 := toX(near(b.x0, p.X)), toX(near(b.x1, p.X))
		y0, y1 := toY(near(b.y0, p.Y)), toY(near(b.y1, p.Y))
		corners := []vg.Point{{X: x0, Y: y0}, {X: x1, Y: y0}, {X: x1, Y: y1}, {X: x0, Y: y1}}
		c.FillPolygon(b.fill, c.ClipPolygonXY(corners))
	}
}

// Regions paints the class that fn returns over a grid of nx by ny cells: the
// decision regions of a classifier. A negative class stays unpainted.
func (f *Figure) Regions(xmin, xmax, ymin, ymax float64, nx, ny int, fn func(x, y float64) int) {
	colours := color.Palette{color.NRGBA{}}
	for i := range 12 {
		colours = append(colours, palette.Class(i).Alpha(0.28).NRGBA())
	}
	f.raster(xmin, xmax, ymin, ymax, nx, ny, colours, false, func(x, y float64) uint8 {
		class := fn(x, y)
		if class < 0 {
			return 0
		}
		return uint8(1 + class%12)
	})
}

// HeatMap paints fn over a grid of nx by ny cells, from clear at lo to full
// colour at hi. Values outside are clamped; NaN stays clear.
func (f *Figure) HeatMap(xmin, xmax, ymin, ymax float64, nx, ny int, lo, hi float64, c palette.Colour,
	fn func(x, y float64) float64) {
	const shades = 64
	colours := make(color.Palette, shades)
	for i := range colours {
		colours[i] = c.Alpha(0.85 * float64(i) / (shades - 1)).NRGBA()
	}
	f.raster(xmin, xmax, ymin, ymax, nx, ny, colours, true, func(x, y float64) uint8 {
		t := (fn(x, y) - lo) / (hi - lo)
		if math.IsNaN(t) {
			return 0
		}
		return uint8(math.Round(min(max(t, 0), 1) * (shades - 1)))
	})
}

// raster samples fn at the cells' centres into an image stretched over the
// data range.
func (f *Figure) raster(xmin, xmax, ymin, ymax float64, nx, ny int, colours color.Palette, smooth bool,
	fn func(x, y float64) uint8) {
	if nx < 1 || ny < 1 || nx > 400 || ny > 400 {
		f.fail(fmt.Errorf("a raster has 1 to 400 cells a side, not %d by %d", nx, ny))
		return
	}
	img := image.NewPaletted(image.Rect(0, 0, nx, ny), colours)
	for j := range ny {
		y := ymax - (ymax-ymin)*(float64(j)+0.5)/float64(ny)
		for i := range nx {
			x := xmin + (xmax-xmin)*(float64(i)+0.5)/float64(nx)
			img.Pix[j*img.Stride+i] = fn(x, y)
		}
	}
	f.Add(raster{xmin, xmax, ymin, ymax, picture{img, smooth}})
}

type raster struct {
	xmin, xmax, ymin, ymax float64
	img                    picture
}

// picture is an image and how it is enlarged: smooth for a quantity, in crisp
// cells for classes.
type picture struct {
	image.Image
	smooth bool
}

func (r raster) DataRange() (xmin, xmax, ymin, ymax float64) { return r.xmin, r.xmax, r.ymin, r.ymax }

func (r raster) Plot(c draw.Canvas, p *plot.Plot) {
	toX, toY := p.Transforms(&c)
	c.DrawImage(vg.Rectangle{
		Min: vg.Point{X: toX(r.xmin), Y: toY(r.ymin)},
		Max: vg.Point{X: toX(r.xmax), Y: toY(r.ymax)},
	}, r.img)
}

// Contours draws the curves on which fn has the given levels, sampled on a
// grid of nx by ny points.
func (f *Figure) Contours(xmin, xmax, ymin, ymax float64, nx, ny int, levels []float64, c palette.Colour,
	fn func(x, y float64) float64) {
	if nx < 2 || ny < 2 || len(levels) == 0 {
		f.fail(fmt.Errorf("contours need levels and at least 2 by 2 points"))
		return
	}
	g := grid{xmin: xmin, xmax: xmax, ymin: ymin, ymax: ymax, nx: nx, ny: ny, z: make([]float64, nx*ny)}
	for j := range ny {
		for i := range nx {
			g.z[j*nx+i] = fn(g.X(i), g.Y(j))
		}
	}
	ct := plotter.NewContour(g, slices.Clone(levels), nil) // gonum sorts them
	ct.LineStyles = []draw.LineStyle{{Color: c, Width: 1}}
	f.Add(contours{ct})
}

// grid is a sampled function, as plotter.GridXYZ.
type grid struct {
	xmin, xmax, ymin, ymax float64
	nx, ny                 int
	z                      []float64
}

func (g grid) Dims() (c, r int)   { return g.nx, g.ny }
func (g grid) Z(c, r int) float64 { return g.z[r*g.nx+c] }
func (g grid) X(c int) float64    { return g.xmin + (g.xmax-g.xmin)*float64(c)/float64(g.nx-1) }
func (g grid) Y(r int) float64    { return g.ymin + (g.ymax-g.ymin)*float64(r)/float64(g.ny-1) }
