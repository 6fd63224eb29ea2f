package knn

import "math"

// Exponents of the two best-known Minkowski distances.
const (
	ManhattanP = 1.0
	EuclideanP = 2.0
)

// Euclidean returns the straight-line distance √Σ(aⱼ−bⱼ)² between two
// points, in the unit of the coordinates. It panics when b is shorter
// than a.
func Euclidean(a, b []float64) float64 {
	sum := 0.0
	for j := range a {
		d := a[j] - b[j]
		sum += d * d
	}
	return math.Sqrt(sum)
}

// Manhattan returns the distance Σ|aⱼ−bⱼ| along the axes, as a taxi drives
// through a grid of streets. It panics when b is shorter than a.
func Manhattan(a, b []float64) float64 {
	sum := 0.0
	for j := range a {
		sum += math.Abs(a[j] - b[j])
	}
	return sum
}

// Minkowski returns (Σ|aⱼ−bⱼ|ᵖ)^(1/p) for p > 0. p = 1 is Manhattan, p = 2 is
// Euclidean; the larger p, the more the largest coordinate difference decides.
// For p < 1 the triangle inequality fails. It panics when b is shorter than a.
func Minkowski(a, b []float64, p float64) float64 {
	return root(PowerSum(a, b, p), p)
}

// Hamming counts the positions at which a and b differ: the distance for
// categories, words and bits, where "how much" has no meaning. Positions that
// only one of the two has count as different.
func Hamming[T comparable](a, b []T) int {
	if len(a) > len(b) {
		a, b = b, a
	}
	count := len(b) - len(a)
	for j := range a {
		if a[j] != b[j] {
			count++
		}
	}
	return count
}

// PowerSum returns Σ|aⱼ−bⱼ|ᵖ, the Minkowski distance before its root. The root
// never changes which of two points is closer, so every search here ranks by
// the power sum and takes k roots at the end instead of n. It is +Inf when the
// sum overflows, and panics when b is shorter than a.
func PowerSum(a, b []float64, p float64) float64 {
	sum := 0.0
	for j := range a {
		sum += power(a[j]-b[j], p)
	}
	return sum
}

// power returns |d|ᵖ. The conversion keeps the product rounded on its own on
// every processor (no fused multiply-add), so that all searches agree to the
// last bit and the same ties arise everywhere.
func power(d, p float64) float64 {
	switch p {
	case ManhattanP:
		return math.Abs(d)
	case EuclideanP:
		return float64(d * d)
	}
	return math.Pow(math.Abs(d), p)
}

// root undoes power: it turns a power sum into a distance.
func root(sum, p float64) float64 {
	switch p {
	case ManhattanP:
		return sum
	case EuclideanP:
		return math.Sqrt(sum)
	}
	return math.Pow(sum, 1/p)
}
