// Package entropy is the lesson on entropy and information gain: how many
// yes/no questions an answer is worth, and how much a split of the data tells
// you.
//
// Everything is measured in bits (logarithms to base 2). gonum's stat.Entropy
// uses natural logarithms; its results are smaller by the factor ln 2.
//
// Source: C. E. Shannon, "A Mathematical Theory of Communication", Bell System
// Technical Journal 27, 1948, §6.
package entropy

import "math"

// Surprise returns log₂(1/p), the bits learnt when an event of probability p
// happens, for p in (0, 1]. Surprise(0) is +Inf: the impossible happened. A
// negative p is not a probability and gives NaN.
func Surprise(p float64) float64 {
	return math.Log2(1 / p)
}

// Entropy returns the mean surprise −Σ pᵢ·log₂ pᵢ, in bits, of a distribution
// p: shares that are not negative and add up to 1. An outcome that never
// happens adds nothing: 0·log₂ 0 counts as 0. The result lies between 0 (one
// outcome is certain) and log₂ len(p) (all are equally likely). Entries that
// are negative or NaN are skipped, so the result is never NaN. O(len(p)).
func Entropy(p []float64) float64 {
	bits := 0.0
	for _, share := range p {
		if share > 0 {
			bits -= share * math.Log2(share)
		}
	}
	return bits
}

// Binary returns the entropy, in bits, of a coin that shows heads with
// probability p in [0, 1].
func Binary(p float64) float64 {
	return Entropy([]float64{p, 1 - p})
}

// Shares turns counts into a distribution: counts[i] divided by their sum. A
// negative count counts as 0. If nothing was counted, every share is 0.
func Shares(counts []int) []float64 {
	total := Size(counts)
	shares := make([]float64, len(counts))
	for i, n := range counts {
		if n > 0 {
			shares[i] = float64(n) / float64(total)
		}
	}
	return shares
}

// Size returns how many items were counted; negative counts count as 0.
func Size(counts []int) int {
	total := 0
	for _, n := range counts {
		total += max(n, 0)
	}
	return total
}
