package trees

import (
	"math"
	"testing"
)

func TestAlphaPathRises(t *testing.T) {
	for seed := range uint64(10) {
		tree := mustGrow(t, randomData(120, 3, 4, seed), Options{})
		path := tree.Path()
		if path[0].Alpha != 0 || path[len(path)-1].Leaves != 1 {
			t.Fatalf("seed %d: the path runs from %+v to %+v", seed, path[0], path[len(path)-1])
		}
		if last := path[len(path)-1]; math.Abs(last.Impurity-tree.Root.Impurity) > 1e-12 {
			t.Errorf("seed %d: the root alone has impurity %v, not %v", seed, tree.Root.Impurity, last.Impurity)
		}
		for i, s := range path {
			if got := tree.Prune(s.Alpha); got.Leaves() != s.Leaves {
				t.Errorf("seed %d: alpha %v leaves %d leaves, the path says %d", seed, s.Alpha, got.Leaves(), s.Leaves)
			}
			if i > 0 && (s.Alpha <= path[i-1].Alpha || s.Leaves >= path[i-1].Leaves || s.Impurity < path[i-1].Impurity) {
				t.Errorf("seed %d: %+v follows %+v", seed, s, path[i-1])
			}
		}
	}
}

// The pruned tree must be as cheap as the cheapest of all subtrees, which for
// small trees can be listed.
func TestPrunedTreeIsCheapest(t *testing.T) {
	for seed := range uint64(10) {
		tree := mustGrow(t, randomData(30, 2, 3, seed), Options{MaxDepth: 4})
		rows := float64(tree.Root.Rows())
		for _, alpha := range []float64{0, 0.001, 0.01, 0.02, 0.05, 0.1, 0.3, 1} {
			want := math.Inf(1)
			for _, cost := range costs(tree.Root, rows, alpha) {
				want = min(want, cost)
			}
			got := 0.0
			for n := range tree.Prune(alpha).Nodes() {
				if n.Leaf() {
					got += n.Impurity*float64(n.Rows())/rows + alpha
				}
			}
			if math.Abs(got-want) > 1e-9 {
				t.Errorf("seed %d, alpha %v: pruned tree costs %v, the cheapest %v", seed, alpha, got, want)
			}
		}
	}
}

// costs lists the cost of every subtree with the root n.
func costs(n *Node, rows, alpha float64) []float64 {
	all := []float64{n.Impurity*float64(n.Rows())/rows + alpha}
	if n.Leaf() {
		return all
	}
	no := costs(n.No, rows, alpha)
	for _, y := range costs(n.Yes, rows, alpha) {
		for _, x := range no {
			all = append(all, y+x)
		}
	}
	return all
}

func TestPruneLeavesTheTreeAlone(t *testing.T) {
	tree := mustGrow(t, randomData(100, 2, 3, 1), Options{})
	before := tree.Leaves()
	if got := tree.Prune(1).Leaves(); got != 1 {
		t.Errorf("alpha 1 leaves %d leaves", got)
	}
	if tree.Leaves() != before {
		t.Error("pruning changed the tree it was given")
	}
	// Both splits of exclusive or are needed, although the first gains nothing.
	if got := mustGrow(t, xor(), Options{}).Prune(0).Leaves(); got != 4 {
		t.Errorf("alpha 0 leaves %d leaves of exclusive or", got)
	}
}
