package regression

import "fmt"

// Design builds the design matrix X of a model with an intercept: row i is
// 1, a[i], b[i], … for the feature columns a, b, …. The leading 1 makes the
// intercept an ordinary coefficient. The result has n rows and
// 1+len(features) columns. O(n·p).
func Design(features ...[]float64) ([][]float64, error) {
	if len(features) == 0 || len(features[0]) == 0 {
		return nil, ErrEmpty
	}
	n := len(features[0])
	for j, f := range features {
		if len(f) != n {
			return nil, fmt.Errorf("%w: column %d has %d values, the first has %d", ErrShape, j+1, len(f), n)
		}
	}
	x := make([][]float64, n)
	for i := range x {
		x[i] = make([]float64, 1, 1+len(features))
		x[i][0] = 1
		for _, f := range features {
			x[i] = append(x[i], f[i])
		}
	}
	return x, nil
}

// checkSystem reports why x (n rows of p columns) and y (n values) have no
// computable least-squares fit, or nil. Fewer rows than columns are a singular
// design.
func checkSystem(x [][]float64, y []float64) error {
	if len(x) == 0 || len(x[0]) == 0 {
		return ErrEmpty
	}
	if len(x) != len(y) {
		return fmt.Errorf("%w: %d rows, %d y values", ErrShape, len(x), len(y))
	}
	for i, row := range x {
		if len(row) != len(x[0]) {
			return fmt.Errorf("%w: row %d has %d columns, row 0 has %d", ErrShape, i, len(row), len(x[0]))
		}
		if !finite(row...) || !finite(y[i]) {
			return fmt.Errorf("%w: row %d", ErrNotFinite, i)
		}
	}
	if len(x) < len(x[0]) {
		return fmt.Errorf("%w: %d points cannot determine %d coefficients", ErrSingular, len(x), len(x[0]))
	}
	return nil
}
