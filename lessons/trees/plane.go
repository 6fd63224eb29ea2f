package trees

import (
	"abacus/lessons/notebook/figure"

	"gonum.org/v1/plot/plotter"
)

// A window is the part of the plane that a figure shows.
type window struct{ xmin, xmax, ymin, ymax float64 }

// planeWindow and petalWindow hold all points of Plane and of Petals.
func planeWindow() window { return window{0, 0.7, 0, 1} }
func petalWindow() window { return window{0.5, 7.5, 0, 2.75} }

// planeFigure returns an empty figure of the two features of d.
func planeFigure(title, x, y string, w window) *figure.Figure {
	fig := figure.New(title, x, y)
	fig.Size(380, 330) // they are shown two in a row
	fig.XRange(w.xmin, w.xmax)
	fig.YRange(w.ymin, w.ymax)
	return fig
}

// scatter adds the rows of d, one colour and shape per class.
func scatter(fig *figure.Figure, d Data) {
	for class, name := range d.Classes {
		var pts plotter.XYs
		for i, c := range d.Label {
			if c == class {
				pts = append(pts, plotter.XY{X: d.Features[0].Values[i], Y: d.Features[1].Values[i]})
			}
		}
		if len(pts) > 0 {
			fig.Dots(name, pts, figure.Class(class), figure.Shape(class), 2.6)
		}
	}
}

// regions paints every leaf's rectangle in the colour of its class, and over
// them the cuts that the questions make.
func regions(fig *figure.Figure, t *Tree, w window) {
	fill(fig, t.Root, w)
	cuts(fig, t.Root, w)
}

func fill(fig *figure.Figure, n *Node, w window) {
	if n.Leaf() {
		fig.Box(w.xmin, w.ymin, w.xmax, w.ymax, figure.Class(n.Class()))
		return
	}
	yes, no := w.parts(n.Split)
	fill(fig, n.Yes, yes)
	fill(fig, n.No, no)
}

func cuts(fig *figure.Figure, n *Node, w window) {
	if n.Leaf() {
		return
	}
	yes, no := w.parts(n.Split)
	fig.Segment(no.xmin, no.ymin, yes.xmax, yes.ymax, figure.Ink) // what both sides share
	cuts(fig, n.Yes, yes)
	cuts(fig, n.No, no)
}

// parts cuts the window at the threshold of a split: the side that answers yes
// is on the left or below.
func (w window) parts(s *Split) (yes, no window) {
	yes, no = w, w
	if s.Feature == 0 {
		at := min(max(s.Threshold, w.xmin), w.xmax)
		yes.xmax, no.xmin = at, at
	} else {
		at := min(max(s.Threshold, w.ymin), w.ymax)
		yes.ymax, no.ymin = at, at
	}
	return yes, no
}
