package figure

import (
	"cmp"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// contours draws gonum's contour lines in a fixed order. gonum keeps them in a
// map, so two runs would draw the same figure with different bytes.
type contours struct{ *plotter.Contour }

func (ct contours) Plot(c draw.Canvas, p *plot.Plot) {
	strokes := &collector{Canvas: c.Canvas}
	ct.Contour.Plot(draw.Canvas{Canvas: strokes, Rectangle: c.Rectangle}, p)
	slices.SortFunc(strokes.paths, func(a, b vg.Path) int {
		return slices.CompareFunc(a, b, func(a, b vg.PathComp) int {
			return cmp.Or(cmp.Compare(a.Pos.X, b.Pos.X), cmp.Compare(a.Pos.Y, b.Pos.Y))
		})
	})
	c.SetLineStyle(ct.LineStyles[0])
	for _, path := range strokes.paths {
		c.Stroke(path)
	}
}

// collector is a canvas that keeps strokes for later.
type collector struct {
	vg.Canvas
	paths []vg.Path
}

func (c *collector) Stroke(p vg.Path) { c.paths = append(c.paths, p) }
