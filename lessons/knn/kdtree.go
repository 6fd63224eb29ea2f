package knn

import (
	"math"
	"slices"
)

// leafSize is the largest number of points in a leaf: below it, scanning costs
// less than branching.
const leafSize = 8

// slack widens a search by less than a billionth, because math.Pow may round
// one ulp the wrong way and must not lose a tie by that.
const slack = 1 - 1e-12

// KDTree cuts the space into boxes of few points, so that a query only needs
// to look into the boxes near it. Building costs O(n log² n); a query costs
// about O(log n) in few dimensions and O(n) in many. Source: J. L. Bentley,
// "Multidimensional binary search trees used for associative searching",
// Communications of the ACM 18 (1975).
type KDTree struct {
	points [][]float64
	order  []int // the points, so that those of each node are neighbours
	nodes  []kdNode
	p      float64
}

// kdNode is a box with the points order[lo:hi]. A leaf has no children
// (left = 0). Otherwise points of the left child have coordinate axis ≤ split
// and those of the right child ≥ split.
type kdNode struct {
	lo, hi      int
	axis        int
	split       float64
	left, right int
}

// NewKDTree builds a tree over the rows of points for the Minkowski distance
// of exponent p ≥ 1. The rows are kept, not copied.
func NewKDTree(points [][]float64, p float64) (*KDTree, error) {
	if err := checkPoints(points, p); err != nil {
		return nil, err
	}
	t := &KDTree{points: points, p: p, order: make([]int, len(points))}
	for i := range t.order {
		t.order[i] = i
	}
	t.build(0, len(points))
	return t, nil
}

// build makes the node of order[lo:hi] and everything below it, and
// returns its place in nodes.
func (t *KDTree) build(lo, hi int) int {
	at := len(t.nodes)
	t.nodes = append(t.nodes, kdNode{lo: lo, hi: hi})
	if hi-lo <= leafSize {
		return at
	}
	axis := t.widestAxis(t.order[lo:hi])
	slices.SortFunc(t.order[lo:hi], func(a, b int) int {
		switch {
		case t.points[a][axis] < t.points[b][axis]:
			return -1
		case t.points[a][axis] > t.points[b][axis]:
			return 1
		}
		return a - b
	})
	middle := (lo + hi) / 2
	split := t.points[t.order[middle]][axis]
	left := t.build(lo, middle)
	right := t.build(middle, hi)
	t.nodes[at].axis, t.nodes[at].split = axis, split
	t.nodes[at].left, t.nodes[at].right = left, right
	return at
}

// widestAxis returns the coordinate in which the points spread most.
func (t *KDTree) widestAxis(members []int) int {
	best, widest := 0, -1.0
	for axis := range t.points[0] {
		low, high := math.Inf(1), math.Inf(-1)
		for _, i := range members {
			low = min(low, t.points[i][axis])
			high = max(high, t.points[i][axis])
		}
		if high-low > widest {
			best, widest = axis, high-low
		}
	}
	return best
}

// Len returns the number of points.
func (t *KDTree) Len() int { return len(t.points) }

// Nearest looks only into the boxes that can hold one of the k nearest.
func (t *KDTree) Nearest(q []float64, k int) []Neighbour {
	nearest, _ := t.NearestCounted(q, k)
	return nearest
}

// NearestCounted is Nearest and also returns how many distances it measured,
// the work that brute force does n times.
func (t *KDTree) NearestCounted(q []float64, k int) ([]Neighbour, int) {
	s := kdSearch{tree: t, q: q, best: newShortlist(clampK(k, len(t.points)))}
	s.visit(0)
	return takeRoots(s.best.sorted, t.p), s.measured
}

// kdSearch is one walk down the tree.
type kdSearch struct {
	tree     *KDTree
	q        []float64
	best     shortlist
	measured int
	visited  func(node int) // called for each leaf looked into, when not nil
}

// visit looks into the child on the query's own side first. The other side is
// skipped when even its border is farther away than the worst neighbour held;
// at an equal distance it could hold a tie with a smaller index.
func (s *kdSearch) visit(at int) {
	node := &s.tree.nodes[at]
	if node.left == 0 {
		s.scan(at)
		return
	}
	gap := s.q[node.axis] - node.split
	near, far := node.left, node.right
	if gap > 0 {
		near, far = far, near
	}
	s.visit(near)
	if slack*power(gap, s.tree.p) <= s.best.worst {
		s.visit(far)
	}
}

// scan measures the distance to every point of a leaf.
func (s *kdSearch) scan(leaf int) {
	node := &s.tree.nodes[leaf]
	for _, i := range s.tree.order[node.lo:node.hi] {
		sum := PowerSum(s.q, s.tree.points[i], s.tree.p)
		if sum <= s.best.worst {
			s.best.add(Neighbour{Index: i, Distance: sum})
		}
	}
	s.measured += node.hi - node.lo
	if s.visited != nil {
		s.visited(leaf)
	}
}
