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
	fig.Size(350, 310)
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

// regions paints the class that the tree predicts everywhere in the window and
// draws the borders that its questions cut.
func regions(fig *figure.Figure, t *Tree, w window) {
	row := make([]float64, 2)
	fig.Regions(w.xmin, w.xmax, w.ymin, w.ymax, 100, 100, func(x, y float64) int {
		row[0], row[1] = x, y
		return t.Descend(row).Class()
	})
	borders(fig, t.Root, w)
}

// borders draws the threshold of every question across the part of the window
// where it is asked.
func borders(fig *figure.Figure, n *Node, w window) {
	if n.Leaf() {
		return
	}
	yes, no, at := w, w, n.Split.Threshold
	if n.Split.Feature == 0 {
		at = min(max(at, w.xmin), w.xmax)
		fig.Segment(at, w.ymin, at, w.ymax, figure.Ink)
		yes.xmax, no.xmin = at, at
	} else {
		at = min(max(at, w.ymin), w.ymax)
		fig.Segment(w.xmin, at, w.xmax, at, figure.Ink)
		yes.ymax, no.ymin = at, at
	}
	borders(fig, n.Yes, yes)
	borders(fig, n.No, no)
}
