package trees

import (
	"math"
	"math/rand/v2"
)

// Replace returns a copy of d in which a share of the rows, chosen at random,
// is taken from fresh instead.
func Replace(d, fresh Data, share float64, seed uint64) Data {
	out := d.Pick(seq(len(d.Label)))
	rng := rand.New(rand.NewPCG(seed, 0))
	swap := int(math.Round(share * float64(len(d.Label))))
	for _, i := range rng.Perm(min(len(d.Label), len(fresh.Label)))[:min(swap, len(d.Label), len(fresh.Label))] {
		out.Label[i] = fresh.Label[i]
		for f := range out.Features {
			out.Features[f].Values[i] = fresh.Features[f].Values[i]
		}
	}
	return out
}

// Changes compares two trees position by position and returns the nodes of b
// that differ from a: a different feature, a threshold that moved by more than
// tolerance, a question instead of a leaf, or a leaf of another class. Nodes
// at a position that a does not have also differ.
func Changes(a, b *Tree, tolerance float64) map[*Node]bool {
	changed := map[*Node]bool{}
	var compare func(x, y *Node)
	compare = func(x, y *Node) {
		if y == nil {
			return
		}
		if x == nil {
			x = &Node{} // no such position: its class and question are new
			changed[y] = true
		} else if differ(x, y, tolerance) {
			changed[y] = true
		}
		compare(x.Yes, y.Yes)
		compare(x.No, y.No)
	}
	compare(a.Root, b.Root)
	return changed
}

func differ(x, y *Node, tolerance float64) bool {
	if x.Leaf() || y.Leaf() {
		return x.Leaf() != y.Leaf() || x.Class() != y.Class()
	}
	return x.Split.Feature != y.Split.Feature || math.Abs(x.Split.Threshold-y.Split.Threshold) > tolerance
}
