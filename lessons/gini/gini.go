// Package gini is the lesson on Gini impurity: how often two people drawn from
// a group would disagree, and how a split makes groups that disagree less.
//
// Impurities are probabilities, numbers without a unit between 0 (everybody is
// alike) and 1.
//
// Source: L. Breiman, J. H. Friedman, R. A. Olshen and C. J. Stone,
// "Classification and Regression Trees", 1984, §4.3.
package gini

import (
	"slices"

	"abacus/lessons/entropy"
)

// Gini returns Σ pᵢ(1−pᵢ), which equals 1 − Σ pᵢ², for a distribution p: shares
// that are not negative and add up to 1. It is the probability that two members
// drawn independently belong to different classes, and lies between 0 and
// 1 − 1/len(p). A NaN in p makes the result NaN. O(len(p)).
func Gini(p []float64) float64 {
	differ := 0.0
	for _, share := range p {
		differ += share * (1 - share)
	}
	return differ
}

// Misclassification returns 1 − max pᵢ: how often the guess "the commonest
// class" is wrong. With no classes it is 0.
func Misclassification(p []float64) float64 {
	if len(p) == 0 {
		return 0
	}
	return 1 - slices.Max(p)
}

// HalfEntropy returns half the entropy in bits, so that a fair coin gets ½, as
// with Gini and Misclassification.
func HalfEntropy(p []float64) float64 {
	return entropy.Entropy(p) / 2
}

// An Impurity says how mixed a distribution is: 0 if one class has everything,
// largest if all classes are equally common. Gini, Misclassification and
// HalfEntropy are impurities.
type Impurity func(p []float64) float64

// Weighted returns the mean impurity of the parts of a split, each weighted by
// its share of all members; parts[i][c] counts class c in part i. Lower is
// better. Empty parts have no weight. O(parts × classes).
func Weighted(parts [][]int, impurity Impurity) float64 {
	total := entropy.Size(entropy.Parent(parts))
	mean := 0.0
	for _, counts := range parts {
		if n := entropy.Size(counts); n > 0 {
			weight := float64(n) / float64(total)
			mean += weight * impurity(entropy.Shares(counts))
		}
	}
	return mean
}
