package trees

import "abacus/lessons/dataset"

// scan shows visit every split of the rows in [lo, hi) that leaves enough rows
// on both sides. Its counts are overwritten after visit returns.
// O(d·m) for m rows, times the number of classes.
func (g *grower) scan(lo, hi int, visit func(Split)) {
	whole := g.data.counts(g.rows[lo:hi])
	before := g.options.Impurity(whole)
	offer := func(s Split) {
		if total(s.Left) >= g.options.MinLeaf && total(s.Right) >= g.options.MinLeaf {
			s.Gain = before - Weighted(g.options.Impurity, s.Left, s.Right)
			visit(s)
		}
	}
	for f := range g.data.Features {
		g.work.Visited += hi - lo
		if g.orders[f] != nil {
			g.scanNumbers(f, lo, hi, whole, offer)
		} else {
			g.scanNames(f, lo, hi, whole, offer)
		}
	}
}

func (g *grower) scanNumbers(f, lo, hi int, whole []int, offer func(Split)) {
	left, right := make([]int, len(whole)), make([]int, len(whole))
	copy(right, whole)
	scanThresholds(g.data.Features[f].Values, g.data.Label, g.orders[f][lo:hi], left, right,
		func(low, high float64) {
			offer(Split{Feature: f, Threshold: dataset.Halfway(low, high), Left: left, Right: right, low: low, high: high})
		})
}

func (g *grower) scanNames(f, lo, hi int, whole []int, offer func(Split)) {
	feature := g.data.Features[f]
	table := make([][]int, len(feature.Categories))
	for c := range table {
		table[c] = make([]int, len(whole))
	}
	for _, r := range g.rows[lo:hi] {
		table[int(feature.Values[r])][g.data.Label[r]]++
	}
	right := make([]int, len(whole))
	scanCategories(table, len(whole), func(yes []bool, left []int) {
		for class := range right {
			right[class] = whole[class] - left[class]
		}
		offer(Split{Feature: f, Yes: yes, Left: left, Right: right})
	})
}
