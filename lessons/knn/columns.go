package knn

import "math"

// blockSize is the number of distances worked on at once: 2 KB, which fits in
// the processor's fastest cache.
const blockSize = 256

// Columns is brute force laid out for the machine: the data as one slice for
// each coordinate instead of one for each point, so that the inner loop walks
// straight through memory, and a shortlist of the k best instead of a heap.
// It is the counterpart of "vectorised" R or Python. O(n) expected for small k
// and points in random order, O(n·k) at worst, O(k) memory.
type Columns struct {
	columns [][]float64 // columns[j][i] is coordinate j of point i
	p       float64
}

// NewColumns searches the rows of points with the Minkowski distance of
// exponent p ≥ 1. The numbers are copied.
func NewColumns(points [][]float64, p float64) (*Columns, error) {
	if err := checkPoints(points, p); err != nil {
		return nil, err
	}
	columns := make([][]float64, len(points[0]))
	for j := range columns {
		columns[j] = make([]float64, len(points))
		for i, x := range points {
			columns[j][i] = x[j]
		}
	}
	return &Columns{columns: columns, p: p}, nil
}

// Len returns the number of points.
func (s *Columns) Len() int { return len(s.columns[0]) }

// Nearest adds up the distances column by column, a block of points at
// a time, and keeps the k best in a short sorted list.
func (s *Columns) Nearest(q []float64, k int) []Neighbour {
	n := len(s.columns[0])
	best := newShortlist(clampK(k, n))
	var block [blockSize]float64
	for start := 0; start < n; start += blockSize {
		sums := block[:min(blockSize, n-start)]
		clear(sums)
		for j, column := range s.columns {
			addPowers(sums, column[start:], q[j], s.p)
		}
		for i, sum := range sums {
			if sum <= best.worst { // add settles ties by index
				best.add(Neighbour{Index: start + i, Distance: sum})
			}
		}
	}
	return takeRoots(best.sorted, s.p)
}

// addPowers adds |xs[i]−q|ᵖ to sums[i]. One loop for each kind of p keeps the
// decision out of the loop.
func addPowers(sums, xs []float64, q, p float64) {
	xs = xs[:len(sums)] // tells the compiler that no index check is needed
	switch p {
	case ManhattanP:
		for i := range sums {
			sums[i] += math.Abs(q - xs[i])
		}
	case EuclideanP:
		for i := range sums {
			d := q - xs[i]
			sums[i] += float64(d * d)
		}
	default:
		for i := range sums {
			sums[i] += math.Pow(math.Abs(q-xs[i]), p)
		}
	}
}
