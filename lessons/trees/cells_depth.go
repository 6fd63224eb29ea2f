package trees

import (
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// deepest is the last depth that DepthCurve shows.
const deepest = 15

// DepthCurve compares trees of different depth on the points they learned from,
// on points set aside to choose a depth, and on all points to come.
func DepthCurve(nb *notebook.Cell) {
	depth := nb.Int("depth", "greatest depth", 3, 1, deepest)
	noise := nb.Slider("noise", "share of labels flipped", 0.1, notebook.Steps(0, 0.3, 0.05))
	n := nb.Int("n", "training points", 200, 50, 400)
	d, aside := Plane(n, noise, trainSeed), Plane(setAside, noise, asideSeed)
	full, err := Grow(d, Options{})
	if err != nil {
		nb.Error(err)
		return
	}
	// A greedy tree of depth k is the top of the full tree.
	var trainErrors, asideErrors, allErrors points
	best := 1
	for k := 1; k <= deepest; k++ {
		tree := full.without(deeperThan(full, k))
		trainErrors.add(float64(k), tree.ErrorRate(d))
		asideErrors.add(float64(k), tree.ErrorRate(aside))
		allErrors.add(float64(k), PlaneError(tree, noise))
		if asideErrors.XYs[k-1].Y < asideErrors.XYs[best-1].Y {
			best = k
		}
	}
	curves := figure.New("Error against depth", "greatest depth", "share of errors")
	curves.Size(380, 330)
	curves.XRange(1, deepest)
	curves.YRange(0, 0.5)
	curves.Dashed("training points", trainErrors.XYs, figure.Blue)
	curves.Thin("200 points set aside", asideErrors.XYs, figure.Orange)
	curves.Line("all points to come", allErrors.XYs, figure.Red)
	curves.VLine("depth shown", float64(depth), figure.Accent)
	curves.Drag("depth", "", float64(depth), 0.45)
	trainError, allError := trainErrors.XYs[depth-1].Y, allErrors.XYs[depth-1].Y
	curves.Describe("The error on training points falls from %.3f to %.3f as the tree deepens. On 200 points set "+
		"aside it is "+
		"lowest, %.3f, at depth %d. On all points to come it is %.3f there and %.3f at depth %d.",
		trainErrors.XYs[0].Y, trainErrors.XYs[deepest-1].Y, asideErrors.XYs[best-1].Y, best, allErrors.XYs[best-1].Y,
		allErrors.XYs[deepest-1].Y, deepest)

	tree := full.without(deeperThan(full, depth))
	plane := planeFigure("What the tree predicts", "x₁", "x₂", planeWindow())
	regions(plane, tree, planeWindow())
	scatter(plane, d)
	plane.Describe("Decision regions of a tree of depth %d: %s.", depth, notebook.Count(tree.Leaves(), "rectangle", "rectangles"))
	nb.Row(func() { nb.Show(plane); nb.Show(curves) })
	nb.Say("Depth %d: %s. It gets %.1f %% of the training points wrong, and %.1f %% of all points to come. "+
		"The points set aside choose depth %d.",
		depth, notebook.Count(tree.Leaves(), "leaf", "leaves"), 100*trainError, 100*allError, best)
	nb.Value("leaves", "%d", tree.Leaves())
	nb.Value("best", "%d", best)
	nb.Value("bestError", "%.1f", 100*allErrors.XYs[best-1].Y)
	nb.Value("deepError", "%.1f", 100*allErrors.XYs[deepest-1].Y)
	nb.Value("deepTrain", "%.1f", 100*trainErrors.XYs[deepest-1].Y)
	nb.Value("asideError", "%.1f", 100*asideErrors.XYs[best-1].Y)
	nb.Value("full", "%d", full.Leaves())
}
