package knn

import "slices"

// Heap is brute force with a bounded heap: it looks at every training point
// but remembers only the k best. O(n + k log k log n) expected for points in
// random order, O(n log k) at worst, O(k) memory.
type Heap struct {
	points [][]float64
	p      float64
}

// NewHeap searches the rows of points with the Minkowski distance of exponent
// p ≥ 1. The rows are kept, not copied.
func NewHeap(points [][]float64, p float64) (*Heap, error) {
	if err := checkPoints(points, p); err != nil {
		return nil, err
	}
	return &Heap{points: points, p: p}, nil
}

// Len returns the number of points.
func (s *Heap) Len() int { return len(s.points) }

// Nearest looks at every point and keeps the k best in a heap.
func (s *Heap) Nearest(q []float64, k int) []Neighbour {
	k = clampK(k, len(s.points))
	best := make(maxHeap, 0, k)
	for i, x := range s.points {
		n := Neighbour{Index: i, Distance: PowerSum(q, x, s.p)}
		switch {
		case len(best) < k:
			best = append(best, n)
			best.up(len(best) - 1)
		case k > 0 && closer(n, best[0]):
			best[0] = n // the worst of the k best makes room
			best.down(0)
		}
	}
	slices.SortFunc(best, byDistance)
	return takeRoots(best, s.p)
}

// maxHeap is a binary heap with the farthest neighbour at position 0; the
// children of i are at 2i+1 and 2i+2.
type maxHeap []Neighbour

// up moves the element at i towards the top until its parent is farther.
func (h maxHeap) up(i int) {
	for i > 0 {
		parent := (i - 1) / 2
		if !closer(h[parent], h[i]) {
			return
		}
		h[parent], h[i] = h[i], h[parent]
		i = parent
	}
}

// down moves the element at i towards the leaves until its children are closer.
func (h maxHeap) down(i int) {
	for {
		farthest := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(h); child++ {
			if closer(h[farthest], h[child]) {
				farthest = child
			}
		}
		if farthest == i {
			return
		}
		h[farthest], h[i] = h[i], h[farthest]
		i = farthest
	}
}
