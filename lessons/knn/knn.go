// Package knn is the lesson on k nearest neighbours: to label a new point, look
// at the k training points closest to it and let them vote.
//
// Two rules make every answer of this package deterministic, whichever search
// finds the neighbours:
//
//   - Of two points at the same distance the one with the smaller index is the
//     closer one.
//   - Of two classes with the same number of votes the one whose first
//     neighbour is closer wins.
//
// Source: T. Cover and P. Hart, "Nearest neighbor pattern classification",
// IEEE Transactions on Information Theory 13 (1967).
package knn

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// Errors of the constructors and classifiers.
var (
	ErrEmpty    = errors.New("knn: no training points")
	ErrShape    = errors.New("knn: rows differ in length")
	ErrValue    = errors.New("knn: coordinates must be finite numbers")
	ErrExponent = errors.New("knn: the exponent p must be at least 1 and finite")
	ErrK        = errors.New("knn: k must be at least 1")
	ErrLabels   = errors.New("knn: one label of 0 or more is needed for each point")
)

// Neighbour is a training point as seen from a query.
type Neighbour struct {
	Index    int     // row of the training data
	Distance float64 // from the query, in the unit of the coordinates
}

// Searcher finds neighbours. All implementations in this package return the
// same neighbours in the same order.
type Searcher interface {
	// Nearest returns the min(k, n) training points closest to q, closest
	// first, equal distances by smaller index. q needs the dimension of the
	// training points; k below 1 gives no neighbours.
	Nearest(q []float64, k int) []Neighbour
}

// Classify is k nearest neighbours in six plain steps, for examples of any
// type T with any distance. It costs O(n log n) per query, because of the
// sort.
func Classify[T any](
	query T, train []T, labels []int, k int, distance func(a, b T) float64,
) (int, error) {
	// 1. Take training examples whose labels are known.
	if err := checkLabels(labels, len(train)); err != nil {
		return 0, err
	}
	// 2. Choose k, the number of neighbours asked.
	if k < 1 {
		return 0, ErrK
	}
	// 3. Measure the distance from the query to every example.
	all := make([]Neighbour, len(train))
	for i, example := range train {
		all[i] = Neighbour{Index: i, Distance: distance(query, example)}
	}
	// 4. Sort the examples by that distance.
	slices.SortFunc(all, byDistance)
	// 5. Keep the first k.
	nearest := all[:min(k, len(all))]
	// 6. Let them vote.
	return Vote(nearest, labels), nil
}

// byDistance is the order of neighbours: closer first, ties by smaller index.
func byDistance(a, b Neighbour) int {
	switch {
	case a.Distance < b.Distance:
		return -1
	case a.Distance > b.Distance:
		return 1
	}
	return a.Index - b.Index
}

// closer reports whether a comes before b in the order of neighbours.
func closer(a, b Neighbour) bool {
	return a.Distance < b.Distance || a.Distance == b.Distance && a.Index < b.Index
}

// checkPoints makes sure that points are a non-empty table of finite numbers
// and p is a usable exponent.
func checkPoints(points [][]float64, p float64) error {
	if len(points) == 0 || len(points[0]) == 0 {
		return ErrEmpty
	}
	if math.IsNaN(p) || p < 1 || math.IsInf(p, 1) {
		return fmt.Errorf("%w: p = %g", ErrExponent, p)
	}
	for i, x := range points {
		if len(x) != len(points[0]) {
			return fmt.Errorf("%w: row %d has %d numbers, row 0 has %d", ErrShape, i, len(x), len(points[0]))
		}
		for _, v := range x {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return fmt.Errorf("%w: row %d has %g", ErrValue, i, v)
			}
		}
	}
	return nil
}

// checkLabels makes sure that there are n labels, at least one, none negative.
func checkLabels(labels []int, n int) error {
	if n == 0 {
		return ErrEmpty
	}
	if len(labels) != n {
		return fmt.Errorf("%w: %d points, %d labels", ErrLabels, n, len(labels))
	}
	if slices.Min(labels) < 0 {
		return fmt.Errorf("%w: found label %d", ErrLabels, slices.Min(labels))
	}
	return nil
}
