package knn

import "math"

// shortlist keeps the k closest neighbours seen so far in sorted order. Adding
// costs O(k), to make room, but few candidates of a long list get in: about k·ln(n/k)+k of n
// in random order.
type shortlist struct {
	sorted []Neighbour
	k      int
	// worst is the distance a candidate must beat: +Inf while there is room
	// and below every distance when k is 0.
	worst float64
}

// newShortlist returns an empty list for k neighbours.
func newShortlist(k int) shortlist {
	s := shortlist{sorted: make([]Neighbour, 0, k), k: k, worst: math.Inf(1)}
	if k == 0 {
		s.worst = -1
	}
	return s
}

// add inserts n in the order of neighbours, and drops the last one if there
// are more than k.
func (s *shortlist) add(n Neighbour) {
	last := len(s.sorted)
	if last < s.k {
		s.sorted = append(s.sorted, n)
	} else if last--; last < 0 || !closer(n, s.sorted[last]) {
		return
	}
	i := s.place(n, last)
	copy(s.sorted[i+1:], s.sorted[i:last])
	s.sorted[i] = n
	if len(s.sorted) == s.k {
		s.worst = s.sorted[s.k-1].Distance
	}
}

// place returns how many of the first m neighbours come before n.
func (s *shortlist) place(n Neighbour, m int) int {
	low, high := 0, m
	for low < high {
		middle := (low + high) / 2
		if closer(s.sorted[middle], n) {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low
}
