package trees

import (
	"cmp"
	"math"
	"slices"
)

// scanThresholds tries every threshold of a numeric feature on the rows in
// order, which must be sorted by value. right holds the class counts of all
// rows and left only zeros; both change as rows move. try is called with every
// two different neighbouring values, between which a threshold may lie. One pass: O(m) for m rows, plus
// the calls.
func scanThresholds(values []float64, label, order, left, right []int,
	try func(low, high float64)) {
	for i := 0; i+1 < len(order); i++ {
		class := label[order[i]]
		left[class]++
		right[class]--
		if low, high := values[order[i]], values[order[i+1]]; low < high {
			try(low, high)
		}
	}
}

// scanCategories tries the useful ways to split the categories of a feature in
// two. table[c] holds the class counts of category c among the node's rows.
// Categories without rows answer no.
func scanCategories(table [][]int, classes int, try func(yes []bool, left []int)) {
	var present []int
	for c := range table {
		if total(table[c]) > 0 {
			present = append(present, c)
		}
	}
	switch {
	case len(present) < 2:
	case classes == 2:
		scanShares(present, table, try)
	default:
		scanOneByOne(present, table, try)
	}
}

// scanShares serves two classes. The best of all 2^(L−1)−1 ways to split L
// categories is among L−1 of them: sort them by their share of the second
// class and cut that order (Breiman et al. 1984, theorem 4.5). Whichever end
// it comes from, the side with the first category is called yes.
func scanShares(present []int, table [][]int, try func(yes []bool, left []int)) {
	first := present[0]
	sortByShare(present, table)
	for cut := 1; cut < len(present); cut++ {
		side := present[:cut]
		if !slices.Contains(side, first) {
			side = present[cut:]
		}
		yes, left := make([]bool, len(table)), make([]int, 2)
		for _, c := range side {
			yes[c] = true
			add(left, table[c])
		}
		try(yes, left)
	}
}

// scanOneByOne tries each category against all others; with two categories
// once is enough. For three classes or more no order finds the best split.
func scanOneByOne(present []int, table [][]int, try func(yes []bool, left []int)) {
	if len(present) == 2 {
		present = present[:1]
	}
	for _, c := range present {
		yes := make([]bool, len(table))
		yes[c] = true
		try(yes, table[c])
	}
}

// sortByShare orders categories by the share of class 1, ties by index.
func sortByShare(categories []int, table [][]int) {
	slices.SortStableFunc(categories, func(i, j int) int {
		a, b := table[i], table[j]
		return cmp.Compare(a[1]*total(b), b[1]*total(a)) // a/na against b/nb, in whole numbers
	})
}

func add(to, from []int) {
	for i, c := range from {
		to[i] += c
	}
}

// Candidates lists every split of all rows of the data that leaves at least
// minLeaf rows on both sides, the best first, ties in the order of the
// columns. It sorts every numeric feature: O(d·n log n).
func Candidates(d Data, impurity Impurity, minLeaf int) ([]Split, error) {
	g, err := newGrower(d, Options{Impurity: impurity, MinLeaf: minLeaf})
	if err != nil {
		return nil, err
	}
	var all []Split
	g.scan(0, len(g.rows), func(s Split) {
		s.Left, s.Right = slices.Clone(s.Left), slices.Clone(s.Right)
		all = append(all, s)
	})
	slices.SortStableFunc(all, func(a, b Split) int {
		return cmp.Compare(math.Round(b.Gain/tie), math.Round(a.Gain/tie))
	})
	return all, nil
}
