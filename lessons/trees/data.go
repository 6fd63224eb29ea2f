package trees

import (
	"errors"
	"fmt"
	"math"
)

// Errors of a data set that a tree cannot be grown on.
var (
	ErrEmpty = errors.New("no rows or no features")
	ErrShape = errors.New("the columns do not match")
	ErrValue = errors.New("a value is not allowed")
)

// A Feature is one input column. With Categories nil it is numeric; otherwise
// every value is the index of a category: 0, 1, 2, …
type Feature struct {
	Name       string
	Values     []float64 // one per row
	Categories []string
}

// Data is a training set of n rows: d features of n values each, and the
// class of every row as an index into Classes.
type Data struct {
	Features []Feature
	Label    []int
	Classes  []string
}

// Check returns an error unless every column has one value per row, every
// number is finite and every category and class exists. O(d·n).
func (d Data) Check() error {
	n := len(d.Label)
	if n == 0 || len(d.Features) == 0 || len(d.Classes) == 0 {
		return fmt.Errorf("trees: %w", ErrEmpty)
	}
	for i, class := range d.Label {
		if class < 0 || class >= len(d.Classes) {
			return fmt.Errorf("trees: %w: row %d has class %d of %d", ErrValue, i, class, len(d.Classes))
		}
	}
	for _, f := range d.Features {
		if len(f.Values) != n {
			return fmt.Errorf("trees: %w: %s has %d values for %d rows", ErrShape, f.Name, len(f.Values), n)
		}
		for i, x := range f.Values {
			if err := f.check(x); err != nil {
				return fmt.Errorf("trees: row %d: %w", i, err)
			}
		}
	}
	return nil
}

// check returns an error when x is not a value the feature may have.
func (f Feature) check(x float64) error {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0):
		return fmt.Errorf("%w: %s is %v", ErrValue, f.Name, x)
	case f.Categories != nil && (x != math.Trunc(x) || x < 0 || x >= float64(len(f.Categories))):
		return fmt.Errorf("%w: %s is %v of %d categories", ErrValue, f.Name, x, len(f.Categories))
	}
	return nil
}

// Row returns the values of row i, one per feature.
func (d Data) Row(i int) []float64 {
	row := make([]float64, len(d.Features))
	for f := range d.Features {
		row[f] = d.Features[f].Values[i]
	}
	return row
}

// Pick returns the rows named by the indexes, in that order, as a new data set.
func (d Data) Pick(rows []int) Data {
	out := Data{Classes: d.Classes, Label: make([]int, len(rows))}
	for i, r := range rows {
		out.Label[i] = d.Label[r]
	}
	for _, f := range d.Features {
		values := make([]float64, len(rows))
		for i, r := range rows {
			values[i] = f.Values[r]
		}
		out.Features = append(out.Features, Feature{f.Name, values, f.Categories})
	}
	return out
}

// counts returns the number of rows of every class among the given rows.
func (d Data) counts(rows []int) []int {
	counts := make([]int, len(d.Classes))
	for _, r := range rows {
		counts[d.Label[r]]++
	}
	return counts
}
