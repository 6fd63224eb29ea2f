package trees

import (
	"cmp"
	"slices"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"

	"gonum.org/v1/plot/plotter"
)

// RankedSplits rates every threshold of both features of the two-class plane
// and ranks them: this is one step of growing.
func RankedSplits(nb *notebook.Cell) {
	n := nb.Int("n", "points", 200, 100, 400)
	rows := nb.Int("rows", "rows of the table", 8, 3, 20)
	name, impurity := criterion(nb)
	d := Plane(n, 0.1, trainSeed)
	splits, err := Candidates(d, impurity, 1)
	if err != nil {
		nb.Error(err)
		return
	}
	best, top := splits[0], 0.2
	if name == "entropy" {
		top = 0.32 // bits run higher than Gini
	}
	fig := figure.New("Gain of every threshold", "threshold", "gain ("+name+")")
	for f, c := range d.Features {
		pts := gains(splits, f)
		if f == 0 {
			fig.Line(c.Name, pts, figure.Purple)
		} else {
			fig.Dashed(c.Name, pts, figure.Teal)
		}
	}
	fig.XRange(0, 1)
	fig.YRange(0, top)
	fig.VLine("best threshold", best.Threshold, figure.Accent)
	fig.Describe("The gain of every threshold on both features of %d points. The best question is %s with a gain of %.3f.",
		n, best.Question(d.Features), best.Gain)
	nb.Show(fig)
	nb.Table(splitTable(d, splits[:min(rows, len(splits))], name, impurity,
		"The best questions, in order (blue:red on each side)"))
	nb.Say("%d questions were tried. The best is “%s”, which gains %.4f.", len(splits), best.Question(d.Features),
		best.Gain)
	nb.Value("tried", "%d", len(splits))
	nb.Value("best", "%s", best.Question(d.Features))
	nb.Value("gain", "%.3f", best.Gain)
	only := splits[slices.IndexFunc(splits, func(s Split) bool { return s.Feature == 0 })]
	nb.Value("x1", "%s", only.Question(d.Features))
	nb.Value("x1share", "%.0f", 100*only.Gain/best.Gain)
}

// gains returns (threshold, gain) of the splits on feature f, left to right.
func gains(ranked []Split, f int) plotter.XYs {
	var pts plotter.XYs
	for _, s := range ranked {
		if s.Feature == f {
			pts = append(pts, plotter.XY{X: s.Threshold, Y: max(s.Gain, 0)})
		}
	}
	slices.SortFunc(pts, func(a, b plotter.XY) int { return cmp.Compare(a.X, b.X) })
	return pts
}

// YourSplit lets the reader ask the first question of a tree and compares it
// with the greedy one.
func YourSplit(nb *notebook.Cell) {
	feature := nb.Select("feature", "feature to ask about", "x₁", "x₂")
	threshold := nb.Slider("t", "threshold", 0.25, notebook.Steps(0, 1, 0.01))
	name, impurity := criterion(nb)
	d := usualPlane()
	splits, err := Candidates(d, impurity, 1)
	if err != nil {
		nb.Error(err)
		return
	}
	best, yours := splits[0], Split{Feature: 1, Threshold: threshold}
	if feature == "x₁" {
		threshold = min(threshold, 0.7) // x₁ ends there
		yours = Split{Feature: 0, Threshold: threshold}
	}
	rate(&yours, d, impurity)

	fig := planeFigure("Your question and the greedy one", "x₁", "x₂", planeWindow())
	fig.Size(480, 370)
	scatter(fig, d)
	if yours.Feature == 0 {
		fig.Line("your question", plotter.XYs{{X: threshold, Y: 0}, {X: threshold, Y: 1}}, figure.Accent)
		fig.Drag("t", "", threshold, 0.5)
	} else {
		fig.Line("your question", plotter.XYs{{X: 0, Y: threshold}, {X: 0.7, Y: threshold}}, figure.Accent)
		fig.Drag("", "t", 0.35, threshold)
	}
	if best.Feature == 0 {
		fig.VLine("greedy question", best.Threshold, figure.Ink)
	} else {
		fig.HLine("greedy question", best.Threshold, figure.Ink)
	}
	fig.Describe("Points of two classes, your question %s and the greedy question %s. "+
		"Yours gains %.3f, the greedy one %.3f.",
		yours.Question(d.Features), best.Question(d.Features), yours.Gain, best.Gain)
	nb.Show(fig)
	nb.Table(splitTable(d, []Split{best, yours}, name, impurity, "The greedy question and yours (blue:red on each side)"))
	nb.Say("%s", verdict(yours, best, name))
}

// rate fills in what a split does to all rows of d.
func rate(s *Split, d Data, impurity Impurity) {
	s.Left, s.Right = make([]int, len(d.Classes)), make([]int, len(d.Classes))
	for i, class := range d.Label {
		if s.yes(d.Features[s.Feature].Values[i]) {
			s.Left[class]++
		} else {
			s.Right[class]++
		}
	}
	s.Gain = max(0, impurity(d.counts(seq(len(d.Label))))-Weighted(impurity, s.Left, s.Right))
}
