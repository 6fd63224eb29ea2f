package knn

import "slices"

// FullSort is the naive search: measure the distance to every training point
// and sort them all. O(n log n) for each query, O(n) memory.
type FullSort struct {
	points [][]float64
	p      float64
}

// NewFullSort searches the rows of points with the Minkowski distance of
// exponent p ≥ 1. The rows are kept, not copied.
func NewFullSort(points [][]float64, p float64) (*FullSort, error) {
	if err := checkPoints(points, p); err != nil {
		return nil, err
	}
	return &FullSort{points: points, p: p}, nil
}

// Len returns the number of points.
func (s *FullSort) Len() int { return len(s.points) }

// Nearest measures all n distances, sorts them and keeps the first k.
func (s *FullSort) Nearest(q []float64, k int) []Neighbour {
	all := make([]Neighbour, len(s.points))
	for i, x := range s.points {
		all[i] = Neighbour{Index: i, Distance: PowerSum(q, x, s.p)}
	}
	slices.SortFunc(all, byDistance)
	return takeRoots(all[:clampK(k, len(all))], s.p)
}

// takeRoots turns the power sums of the neighbours into distances, in place.
func takeRoots(nearest []Neighbour, p float64) []Neighbour {
	for i := range nearest {
		nearest[i].Distance = root(nearest[i].Distance, p)
	}
	return nearest
}

// clampK limits k to the range 0 to n.
func clampK(k, n int) int { return max(0, min(k, n)) }
