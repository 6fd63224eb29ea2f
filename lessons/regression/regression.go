// Package regression is the lesson on linear regression: fitting a line, a
// plane or any weighted sum of columns to data by least squares.
//
// The files go from small to large: a line through a few points (line.go,
// loss.go), several columns at once (design.go, normal.go, cholesky.go, qr.go,
// ols.go), how good the fit is (ols.go, leverage.go), the same fit used to
// separate two classes (plane.go, search.go), and gonum's answer to each
// (gonum.go). The files cells_*.go are the live figures.
package regression

import (
	"errors"
	"fmt"
	"math"
)

// The reasons why a fit can have no answer. Functions wrap them with the
// reason; compare with errors.Is.
var (
	// ErrEmpty reports that there are no data.
	ErrEmpty = errors.New("regression: no data")
	// ErrShape reports columns or rows of different lengths.
	ErrShape = errors.New("regression: lengths differ")
	// ErrNotFinite reports a value that is NaN or infinite, or so large that
	// its square is.
	ErrNotFinite = errors.New("regression: a value is not finite or too large to square")
	// ErrSingular reports columns of which one is a weighted sum of the
	// others (or points too few to tell): many coefficients fit equally
	// well, so there is no one best answer.
	ErrSingular = errors.New("regression: singular design")
)

// tiny is the share of a column's length below which what is left of it,
// once the other columns are taken out, counts as rounding noise rather than
// information.
const tiny = 1e-12

// checkPair reports why x and y cannot be the two columns of one data set,
// or nil.
func checkPair(x, y []float64) error {
	if len(x) != len(y) {
		return fmt.Errorf("%w: %d x values, %d y values", ErrShape, len(x), len(y))
	}
	if len(x) == 0 {
		return ErrEmpty
	}
	if !finite(x...) || !finite(y...) {
		return ErrNotFinite
	}
	return nil
}

// dependent is the error for a column that adds nothing new.
func dependent(column int) error {
	return fmt.Errorf("%w: column %d is a weighted sum of earlier columns", ErrSingular, column)
}

// finite reports whether no value is NaN or infinite.
func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}
