package knn

import (
	"gonum.org/v1/plot/plotter"

	"abacus/lessons/dataset"
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// TreeSearch draws the boxes of a k-d tree over 200 points and shades those
// that a question looks into.
func TreeSearch(nb *notebook.Cell) {
	x, y := nb.Point("query", "query", 0.3, 0.6,
		notebook.Steps(0, maxX1, 0.01), notebook.Steps(0, maxX2, 0.01))
	k := nb.Int("k", "neighbours k", 3, 1, 25)

	sample := dataset.TwoClass(200, 9)
	tree, err := NewKDTree(sample.X, EuclideanP)
	if err != nil {
		nb.Error(err)
		return
	}
	query := []float64{x, y}
	boxes := tree.Boxes(0, 0, maxX1, maxX2, query, k)
	nearest, measured := tree.NearestCounted(query, k)

	fig := twoClassPlane("Boxes of a k-d tree")
	opened := showBoxes(fig, boxes)
	showSample(fig, sample, 2.5)
	var found plotter.XYs
	for _, n := range nearest {
		found = append(found, plotter.XY{X: sample.X[n.Index][0], Y: sample.X[n.Index][1]})
	}
	fig.Dots("nearest", found, figure.Ink, figure.Ring, 5)
	fig.Legend("query", notebook.MarkCircle, figure.Accent) // the handle
	fig.Drag("query.x", "query.y", x, y)
	fig.Describe("200 points cut into %d boxes. To find the %d nearest to (%.2f, %.2f), the search looks into %d boxes, "+
		"which are shaded, and measures %d distances.",
		len(boxes), k, x, y, opened, measured)
	nb.Show(fig)
	nb.Say("The search looked into %d of %d boxes and measured %d of 200 distances.",
		opened, len(boxes), measured)
	nb.Value("opened", "%d", opened)
	nb.Value("boxes", "%d", len(boxes))
	nb.Value("measured", "%d", measured)
}

// showBoxes outlines the boxes, shades the visited ones and returns how many
// those are.
func showBoxes(fig *figure.Figure, boxes []KDBox) (visited int) {
	for _, b := range boxes {
		if b.Visited {
			fig.Box(b.X0, b.Y0, b.X1, b.Y1, figure.Orange)
			visited++
		}
		fig.Segment(b.X1, b.Y0, b.X1, b.Y1, figure.Muted)
		fig.Segment(b.X0, b.Y1, b.X1, b.Y1, figure.Muted)
	}
	fig.Legend("looked into", notebook.MarkBox, figure.Orange)
	return visited
}
