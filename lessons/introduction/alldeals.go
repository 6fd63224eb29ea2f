package introduction

import (
	"maps"
	"slices"
)

// Shares are the shares of mistakes on the two sides of a deal, from 0 to 1.
type Shares struct{ Training, Test float64 }

// AllDeals returns the mean shares of mistakes over all ways to deal n of the
// examples for training, for every n from 1 to one less than there are: the
// shares for n stand at index n. It is what LearnAndTest comes close to with many
// deals, and exact but for rounding.
//
// A deal counts by the cut that BestCut learns from it. Move a cut to the right
// past the lengths in the training set: each virginica it passes is one more
// mistake, each versicolor one less. The cut learnt stands where this walk is
// lowest for the first time, so that it is higher everywhere to the left and
// nowhere lower to the right. What can be drawn on either side is then
// independent, and the ways multiply. It takes O(l·m²) time and memory for m
// examples of l lengths.
func AllDeals(examples []Example) []Shares {
	total, at := len(examples), atLengths(examples)
	ways, shares := make([]float64, total+1), make([]Shares, total)
	after := make([]draws, len(at)+1) // to the right of a cut, from a length on
	for i := range after {
		after[i] = drawn(at[i:], total, func(height int) bool { return height >= 0 })
	}
	for left := range len(at) + 1 { // lengths to the left of the cut
		toTheLeft := slices.Clone(at[:left])
		slices.Reverse(toTheLeft)
		before := drawn(toTheLeft, total, func(height int) bool { return height < 0 })
		for right := left; right <= len(at); right++ { // lengths before the first one to its right
			if left == 0 && right == len(at) {
				continue // nothing is dealt
			}
			wrong := float64(Mistakes(examples, cutBetween(at, left, right)))
			for a, x := range before.ways {
				for b, y := range after[right].ways[:total+1-a] {
					learnt := before.virginica[a]*y + x*after[right].versicolor[b] // times the mistakes in training
					ways[a+b] += x * y
					if n := a + b; n > 0 && n < total {
						shares[n].Training += learnt / float64(n)
						shares[n].Test += (x*y*wrong - learnt) / float64(total-n)
					}
				}
			}
		}
	}
	for n := 1; n < total; n++ {
		shares[n].Training /= ways[n]
		shares[n].Test /= ways[n]
	}
	return shares
}

// atLength is how many examples of each species have one length.
type atLength struct {
	length                float64
	versicolor, virginica int
}

// atLengths counts the examples by length, in rising order.
func atLengths(examples []Example) []atLength {
	found := map[float64]*atLength{}
	for _, e := range examples {
		if found[e.Length] == nil {
			found[e.Length] = &atLength{length: e.Length}
		}
		if e.Virginica {
			found[e.Length].virginica++
		} else {
			found[e.Length].versicolor++
		}
	}
	var at []atLength
	for _, length := range slices.Sorted(maps.Keys(found)) {
		at = append(at, *found[length])
	}
	return at
}

// cutBetween returns the cut that BestCut makes if the training set has lengths
// left−1 and right, and none between them.
func cutBetween(at []atLength, left, right int) float64 {
	switch {
	case left == 0:
		return at[right].length - beyond
	case right == len(at):
		return at[left-1].length + beyond
	}
	return (at[left-1].length + at[right].length) / 2
}

// draws says in how many ways a number of examples can be drawn on one side of a
// cut; the number is the index. The other fields are sums over those ways.
type draws struct{ ways, virginica, versicolor []float64 }

// drawn draws from the lengths on one side, the nearest to the cut first, of
// which at least one is drawn. After each length, height, the number of virginica
// drawn less that of versicolor, must be allowed.
func drawn(side []atLength, total int, allowed func(height int) bool) draws {
	type state struct{ versicolor, virginica int }
	now := map[state]float64{{}: 1}
	for i, here := range side {
		next := map[state]float64{}
		for s, ways := range now {
			for a := range here.versicolor + 1 {
				for b := range here.virginica + 1 {
					then := state{s.versicolor + a, s.virginica + b}
					if nearest := i == 0; allowed(then.virginica-then.versicolor) && !(nearest && a+b == 0) {
						next[then] += ways * choose(here.versicolor, a) * choose(here.virginica, b)
					}
				}
			}
		}
		now = next
	}
	d := draws{make([]float64, total+1), make([]float64, total+1), make([]float64, total+1)}
	for s, ways := range now {
		n := s.versicolor + s.virginica
		d.ways[n] += ways
		d.virginica[n] += ways * float64(s.virginica)
		d.versicolor[n] += ways * float64(s.versicolor)
	}
	return d
}

// choose returns in how many ways k of n things can be chosen.
func choose(n, k int) float64 {
	ways := 1.0
	for i := range k {
		ways = ways * float64(n-i) / float64(i+1)
	}
	return ways
}
