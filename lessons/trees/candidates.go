package trees

import (
	"cmp"
	"math"
	"slices"
)

// A node's candidate splits come from two scanners that share one idea: move
// rows from the right side to the left in a clever order, keep the class
// counts up to date, and report after every move that makes a new question.

// scanThresholds tries every threshold of a numeric feature on the rows in
// order, which must be sorted by value. right holds the class counts of all
// rows and left only zeros; both change as rows move. try is called between
// every two different neighbouring values. One pass: O(m) for m rows, plus
// the calls.
func scanThresholds(values []float64, label, order, left, right []int, try func(threshold float64)) {
	for i := 0; i+1 < len(order); i++ {
		class := label[order[i]]
		left[class]++
		right[class]--
		if low, high := values[order[i]], values[order[i+1]]; low < high {
			try(middle(low, high))
		}
	}
}

// scanCategories tries the useful ways to part the categories of a feature in
// two. table[c] holds the class counts of category c among the node's rows.
//
// With two classes the best of all 2^(L−1)−1 partings is found among L−1: sort
// the categories by their share of the second class and cut that order
// (Breiman et al. 1984, theorem 4.5). With more classes no such order exists,
// and each category is tried against all others.
func scanCategories(table [][]int, classes int, try func(yes []bool, left []int)) {
	var present []int
	for c := range table {
		if total(table[c]) > 0 {
			present = append(present, c)
		}
	}
	if len(present) < 2 {
		return
	}
	if classes == 2 {
		sortByShare(present, table)
	}
	yes, left := make([]bool, len(table)), make([]int, classes)
	for _, c := range present[:len(present)-1] {
		if classes != 2 {
			clear(yes)
			clear(left)
		}
		yes[c] = true
		add(left, table[c])
		try(yes, left)
	}
	// One against the rest: the last category is new only if there are three.
	if last := present[len(present)-1]; classes != 2 && len(present) > 2 {
		clear(yes)
		yes[last] = true
		try(yes, table[last])
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
		s.Yes, s.Left, s.Right = slices.Clone(s.Yes), slices.Clone(s.Left), slices.Clone(s.Right)
		all = append(all, s)
	})
	slices.SortStableFunc(all, func(a, b Split) int {
		return cmp.Compare(math.Round(b.Gain/tie), math.Round(a.Gain/tie))
	})
	return all, nil
}
