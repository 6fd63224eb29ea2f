package regression

// Residuals returns the residual at each point: observed minus predicted, in
// the unit of y. A point above the line has a positive residual. Only the
// first min(len(x), len(y)) points count. O(n).
func Residuals(x, y []float64, l Line) []float64 {
	r := make([]float64, min(len(x), len(y)))
	for i := range r {
		r[i] = y[i] - l.At(x[i])
	}
	return r
}

// SumSquares returns the sum of the squared residuals, in squared units of
// y: 0 for none. O(n).
func SumSquares(r []float64) float64 {
	var sum float64
	for _, ri := range r {
		sum += ri * ri
	}
	return sum
}

// MSE returns the mean squared error: the size of the average square, 0 when
// there are no residuals. O(n).
func MSE(r []float64) float64 {
	if len(r) == 0 {
		return 0
	}
	return SumSquares(r) / float64(len(r))
}

// Balances returns Σr, the push of the residuals on the line, and Σx·r,
// their turning force about x = 0. Both are zero exactly at the
// least-squares line: these are the two normal equations of a line. It stops
// at the shorter of the two columns. O(n).
func Balances(x, r []float64) (push, turn float64) {
	for i := range min(len(x), len(r)) {
		push += r[i]
		turn += x[i] * r[i]
	}
	return push, turn
}
