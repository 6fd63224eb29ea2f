package trees

import (
	"fmt"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// moved is how far a threshold may move before its question counts as changed.
const moved = 0.02

// Perturbed swaps a few points for fresh ones of the same kind, grows the tree
// again and marks what has changed.
func Perturbed(nb *notebook.Cell) {
	share := nb.Slider("share", "share of points replaced", 0.05, notebook.Steps(0, 0.3, 0.01))
	draw := nb.Int("draw", "draw", 1, 1, 30)
	depth := nb.Int("depth", "greatest depth", 3, 1, 3)
	d := Plane(200, 0.1, 1)
	other := Replace(d, Plane(200, 0.1, uint64(100+draw)), share, uint64(draw))
	before, err := Grow(d, Options{MaxDepth: depth})
	if err != nil {
		nb.Error(err)
		return
	}
	after, err := Grow(other, Options{MaxDepth: depth})
	if err != nil {
		nb.Error(err)
		return
	}
	changed := Changes(before, after, moved)
	nb.Row(func() {
		nb.Show(before.Draw(Look{Title: "Tree of the first data"}))
		nb.Show(after.Draw(Look{Title: "Tree after the swap", Strong: changed, Why: "changed"}))
	})
	nb.Row(func() {
		nb.Show(partition("Regions of the first tree", before, d))
		nb.Show(partition("Regions after the swap", after, other))
	})
	nodes := 0
	for range after.Nodes() {
		nodes++
	}
	swapped := fmt.Sprintf("%d of 200 points are new", int(share*200+0.5))
	nb.Say("%s, and %d of the %d nodes of the tree have changed. The two trees still agree on %.1f %% of the plane.",
		swapped, len(changed), nodes, 100*agreement(before, after))
	nb.Value("changed", "%d", len(changed))
	nb.Value("nodes", "%d", nodes)
	nb.Value("agree", "%.1f", 100*agreement(before, after))
}

func partition(title string, t *Tree, d Data) *figure.Figure {
	fig := planeFigure(title, "x₁", "x₂", planeWindow())
	regions(fig, t, planeWindow())
	scatter(fig, d)
	fig.Describe("Decision regions: %s, %d of %d points in the colour of their class.",
		plural(t.Leaves(), "rectangle", "rectangles"), len(d.Label)-t.Mistakes(d), len(d.Label))
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
