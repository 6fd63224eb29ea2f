package entropy

import (
	"cmp"
	"slices"

	"abacus/lessons/dataset"
)

// A Reading is a number measured on somebody (a temperature, in °F) and the
// class the person belongs to.
type Reading struct {
	Temperature float64
	StayHome    bool
}

// A Cut is a split of readings at a threshold: temperatures up to At go under,
// the others over. Counts are (stay home, go out).
type Cut struct {
	At          float64
	Under, Over []int
	Gain        float64 // bits
}

// CutAt splits the readings at threshold t. O(n).
func CutAt(readings []Reading, t float64) Cut {
	under, over := make([]int, 2), make([]int, 2)
	for _, r := range readings {
		if r.Temperature <= t {
			under[class(r)]++
		} else {
			over[class(r)]++
		}
	}
	return Cut{t, under, over, Gain([][]int{under, over})}
}

// Cuts returns every split that some threshold can make, from low to high. The
// split changes only where a reading lies, so one threshold half-way between
// each pair of neighbouring different temperatures stands for all. Sorting once
// and moving one reading at a time from over to under costs O(n log n).
func Cuts(readings []Reading) []Cut {
	sorted := slices.SortedFunc(slices.Values(readings), func(a, b Reading) int {
		return cmp.Compare(a.Temperature, b.Temperature)
	})
	under, over := make([]int, 2), make([]int, 2)
	for _, r := range sorted {
		over[class(r)]++
	}
	var cuts []Cut
	for i, r := range sorted {
		if i > 0 && sorted[i-1].Temperature < r.Temperature {
			cut := Cut{At: dataset.Halfway(sorted[i-1].Temperature, r.Temperature)}
			cut.Under, cut.Over = slices.Clone(under), slices.Clone(over)
			cut.Gain = Gain([][]int{under, over})
			cuts = append(cuts, cut)
		}
		under[class(r)]++
		over[class(r)]--
	}
	return cuts
}

// Best returns the cut with the largest gain, the lowest threshold among
// equals, and false when there is no cut at all.
func Best(cuts []Cut) (Cut, bool) {
	if len(cuts) == 0 {
		return Cut{}, false
	}
	return slices.MaxFunc(cuts, func(a, b Cut) int { return cmp.Compare(a.Gain, b.Gain) }), true
}

// class is the index of a reading's class in counts.
func class(r Reading) int {
	if r.StayHome {
		return 0
	}
	return 1
}
