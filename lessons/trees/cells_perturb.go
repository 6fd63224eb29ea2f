package trees

import (
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// moved is how far a threshold may move before its question counts as changed.
const moved = 0.02

// draws is how many samples Perturbed offers.
const draws = 20

// Perturbed replaces a few points with fresh ones of the same kind, grows the
// tree again and marks what has changed.
func Perturbed(nb *notebook.Cell) {
	share := nb.Slider("share", "share of points replaced", 0.05, notebook.Steps(0, 0.3, 0.01))
	draw := nb.Int("draw", "draw", 7, 1, draws)
	depth := nb.Int("depth", "greatest depth", 3, 1, 3)
	d, options := usualPlane(), Options{MaxDepth: depth}
	before, err := Grow(d, options)
	if err != nil {
		nb.Error(err)
		return
	}
	other := redraw(d, share, draw)
	after, err := Grow(other, options)
	if err != nil {
		nb.Error(err)
		return
	}
	changed := Changes(before, after, moved)
	nb.Row(func() {
		nb.Show(before.Draw(Look{Title: "Tree of the first data", Strong: Changes(after, before, moved), Why: "changes"}))
		nb.Show(after.Draw(Look{Title: "Tree after the swap", Strong: changed, Why: "changed"}))
	})
	nb.Row(func() {
		nb.Show(partition("Regions of the first tree", before, d))
		nb.Show(partition("Regions after the swap", after, other))
	})
	nodes, agree := 2*after.Leaves()-1, 100*agreement(before, after)
	nb.Say("%.0f of 200 points are new. %d of the %d nodes of the tree have changed; "+
		"both trees agree on %.1f %% of the plane.",
		200*share, len(changed), nodes, agree)
	nb.Value("changed", "%d", len(changed))
	nb.Value("nodes", "%d", nodes)
	nb.Value("agree", "%.1f", agree)
	anywhere, root, err := unstable(d, before, share, options)
	if err != nil {
		nb.Error(err)
		return
	}
	nb.Say("Over all %d draws: %d change some node, %d ask about another feature first.", draws, anywhere, root)
	nb.Value("anywhere", "%d", anywhere)
	nb.Value("root", "%d", root)
}

// redraw replaces a share of the points; every draw is a separate sample.
func redraw(d Data, share float64, draw int) Data {
	return Replace(d, Plane(len(d.Label), 0.1, uint64(100+draw)), share, uint64(draw))
}

// unstable counts the draws that change any node of the tree, and those after
// which the root asks about another feature.
func unstable(d Data, before *Tree, share float64, o Options) (anywhere, root int, err error) {
	for draw := 1; draw <= draws; draw++ {
		after, err := Grow(redraw(d, share, draw), o)
		if err != nil {
			return 0, 0, err
		}
		if len(Changes(before, after, moved)) > 0 {
			anywhere++
		}
		if !after.Root.Leaf() && !before.Root.Leaf() && after.Root.Split.Feature != before.Root.Split.Feature {
			root++
		}
	}
	return anywhere, root, nil
}

func partition(title string, t *Tree, d Data) *figure.Figure {
	fig := planeFigure(title, "x₁", "x₂", planeWindow())
	regions(fig, t, planeWindow())
	scatter(fig, d)
	fig.Describe("Decision regions: %s, %d of %d points in the colour of their class.",
		notebook.Count(t.Leaves(), "rectangle", "rectangles"), len(d.Label)-t.Mistakes(d), len(d.Label))
	return fig
}

// agreement is the share of a 70 by 100 grid over the plane on which two trees
// predict the same class.
func agreement(a, b *Tree) float64 {
	same := 0
	row := make([]float64, 2)
	for i := range 70 {
		for j := range 100 {
			row[0], row[1] = (float64(i)+0.5)/100, (float64(j)+0.5)/100
			if a.Descend(row).Class() == b.Descend(row).Class() {
				same++
			}
		}
	}
	return float64(same) / (70 * 100)
}
