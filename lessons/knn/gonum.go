package knn

import (
	"container/heap"

	"gonum.org/v1/gonum/spatial/kdtree"
)

// Gonum searches with gonum's k-d tree. Its own keeper of the k nearest drops
// any one of several points at the same distance, depending on the shape of
// the tree, which is random; tieKeeper adds our rule that the smaller index
// stays. Euclidean distance only: the tree compares squared distances.
type Gonum struct {
	tree *kdtree.Tree
	n    int
}

// NewGonum builds gonum's tree over the rows of points.
func NewGonum(points [][]float64) (*Gonum, error) {
	if err := checkPoints(points, EuclideanP); err != nil {
		return nil, err
	}
	list := make(indexedPoints, len(points))
	for i, x := range points {
		list[i] = indexedPoint{Point: x, index: i}
	}
	return &Gonum{tree: kdtree.New(list, false), n: len(points)}, nil
}

// Len returns the number of points.
func (s *Gonum) Len() int { return s.n }

// Nearest walks gonum's tree; the keeper collects the k nearest and
// settles ties.
func (s *Gonum) Nearest(q []float64, k int) []Neighbour {
	k = clampK(k, s.n)
	if k == 0 {
		return []Neighbour{}
	}
	keeper := tieKeeper{kdtree.NewNKeeper(k).Heap}
	s.tree.NearestSet(&keeper, indexedPoint{Point: q})
	nearest := make([]Neighbour, len(keeper.Heap))
	for i, c := range keeper.Heap {
		point := c.Comparable.(indexedPoint)
		nearest[i] = Neighbour{Index: point.index, Distance: c.Dist}
	}
	return takeRoots(nearest, EuclideanP)
}

// indexedPoint is a gonum point that remembers its row.
type indexedPoint struct {
	kdtree.Point
	index int
}

// Compare returns the signed distance from the plane through c.
func (p indexedPoint) Compare(c kdtree.Comparable, d kdtree.Dim) float64 {
	return p.Point[d] - c.(indexedPoint).Point[d]
}

// Distance returns the squared Euclidean distance, as gonum's tree expects it.
func (p indexedPoint) Distance(c kdtree.Comparable) float64 {
	return PowerSum(p.Point, c.(indexedPoint).Point, EuclideanP)
}

// indexedPoints is the list that gonum's tree is built from.
type indexedPoints []indexedPoint

func (p indexedPoints) Index(i int) kdtree.Comparable         { return p[i] }
func (p indexedPoints) Len() int                              { return len(p) }
func (p indexedPoints) Slice(start, end int) kdtree.Interface { return p[start:end] }
func (p indexedPoints) Pivot(d kdtree.Dim) int                { return plane{p, d}.pivot() }

// plane lets gonum find the median of the points in one dimension.
type plane struct {
	indexedPoints
	dim kdtree.Dim
}

// sampled is the number of points whose median gonum takes as the pivot.
const sampled = 100

func (p plane) pivot() int { return kdtree.Partition(p, kdtree.MedianOfRandoms(p, sampled)) }

func (p plane) Less(i, j int) bool {
	return p.indexedPoints[i].Point[p.dim] < p.indexedPoints[j].Point[p.dim]
}

func (p plane) Swap(i, j int) {
	p.indexedPoints[i], p.indexedPoints[j] = p.indexedPoints[j], p.indexedPoints[i]
}

func (p plane) Slice(start, end int) kdtree.SortSlicer {
	p.indexedPoints = p.indexedPoints[start:end]
	return p
}

// tieKeeper is gonum's NKeeper with ties decided by index. As in gonum, a nil
// entry at distance +Inf is a placeholder for neighbours still to be found.
type tieKeeper struct{ kdtree.Heap }

// Less puts the neighbour to be dropped next first.
func (k *tieKeeper) Less(i, j int) bool { return worse(k.Heap[i], k.Heap[j]) }

// Keep adds c if there is room or it beats the worst neighbour held.
func (k *tieKeeper) Keep(c kdtree.ComparableDist) {
	switch {
	case !worse(k.Heap[0], c):
	case len(k.Heap) < cap(k.Heap):
		heap.Push(k, c)
	default:
		k.Heap[0] = c
		heap.Fix(k, 0)
	}
}

// worse reports whether a is behind b in the order of neighbours.
func worse(a, b kdtree.ComparableDist) bool {
	if a.Comparable == nil || b.Comparable == nil {
		return a.Comparable == nil && b.Comparable != nil
	}
	if a.Dist != b.Dist {
		return a.Dist > b.Dist
	}
	return a.Comparable.(indexedPoint).index > b.Comparable.(indexedPoint).index
}
