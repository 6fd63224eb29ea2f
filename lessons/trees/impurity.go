package trees

import "math"

// An Impurity says how mixed a group is, from the number of rows of every
// class: 0 when all rows are of one class, largest when all classes are
// equally common. It gives 0 for an empty group.
type Impurity func(counts []int) float64

// Gini is the chance that two rows drawn with replacement differ in class:
// 1 − Σ p². It lies in [0, 1 − 1/K] for K classes. Source: Breiman, Friedman,
// Olshen and Stone, Classification and Regression Trees, 1984, §4.3.
func Gini(counts []int) float64 {
	n, squares := 0.0, 0.0
	for _, c := range counts {
		n += float64(c)
		squares += float64(c) * float64(c)
	}
	if n == 0 {
		return 0
	}
	return 1 - squares/(n*n)
}

// Entropy is the least number of bits that a row's class takes on average: −Σ
// p log₂ p, in [0, log₂ K] for K classes. Source: Shannon 1948.
func Entropy(counts []int) float64 {
	n := 0.0
	for _, c := range counts {
		n += float64(c)
	}
	bits := 0.0
	for _, c := range counts {
		if c > 0 {
			p := float64(c) / n
			bits -= p * math.Log2(p)
		}
	}
	return bits
}

// Weighted is the average impurity of two groups, each weighted by its share
// of the rows. It is what a split leaves behind; smaller is better.
func Weighted(impurity Impurity, left, right []int) float64 {
	nl, nr := float64(total(left)), float64(total(right))
	if nl+nr == 0 {
		return 0
	}
	return (nl*impurity(left) + nr*impurity(right)) / (nl + nr)
}

// total adds up class counts.
func total(counts []int) int {
	n := 0
	for _, c := range counts {
		n += c
	}
	return n
}

// majority is the class with the largest count, the first in a tie.
func majority(counts []int) int {
	best := 0
	for class, c := range counts {
		if c > counts[best] {
			best = class
		}
	}
	return best
}
