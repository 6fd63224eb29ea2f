package gini

import (
	"cmp"
	"math"
	"slices"

	"abacus/lessons/dataset"
)

// A Cut splits people at a threshold: temperatures up to At go under, the
// others over. Counts are (stay home, go out).
type Cut struct {
	At          float64 // °F
	Under, Over []int
	Impurity    float64 // mean of the two sides, weighted by size
}

// CutAt splits people at threshold t. O(n).
func CutAt(people []Person, t float64, impurity Impurity) Cut {
	under, over := make([]int, 2), make([]int, 2)
	for _, p := range people {
		if p.Temperature <= t {
			under[class(p)]++
		} else {
			over[class(p)]++
		}
	}
	return Cut{t, under, over, Weighted([][]int{under, over}, impurity)}
}

// Cuts returns the splits that thresholds can make, from low to high: one
// threshold half-way between each pair of neighbouring temperatures. Counting
// afresh for each is simple and costs O(n²); the entropy lesson sweeps once,
// in O(n log n).
func Cuts(people []Person, impurity Impurity) []Cut {
	var temperatures []float64
	for _, p := range people {
		temperatures = append(temperatures, p.Temperature)
	}
	slices.Sort(temperatures)
	temperatures = slices.Compact(temperatures)

	var cuts []Cut
	for i := 1; i < len(temperatures); i++ {
		threshold := dataset.Halfway(temperatures[i-1], temperatures[i])
		cuts = append(cuts, CutAt(people, threshold, impurity))
	}
	return cuts
}

// Rank returns the cuts from best to worst: lower impurity first and, among
// equals, lower threshold first. Differences below 1e-12 are rounding, not
// rank.
func Rank(cuts []Cut) []Cut {
	// Rounding first gives an order; "nearly equal" is not transitive.
	rounded := func(c Cut) float64 { return math.Round(c.Impurity * 1e12) }
	return slices.SortedStableFunc(slices.Values(cuts), func(a, b Cut) int {
		return cmp.Or(cmp.Compare(rounded(a), rounded(b)), cmp.Compare(a.At, b.At))
	})
}
