package regression

// NormalEquations returns the p×p matrix XᵀX and the p values Xᵀy for x with
// n rows of p columns and y with n values: entry (j, k) of the first is
// column j times column k, entry j of the second column j times y. All rows
// must have the length of the first. O(n·p²).
func NormalEquations(x [][]float64, y []float64) (xtx [][]float64, xty []float64) {
	if len(x) == 0 {
		return nil, nil
	}
	p := len(x[0])
	xtx, xty = square(p), make([]float64, p)
	for i, row := range x {
		for j := range p {
			xty[j] += row[j] * y[i]
			for k := range p {
				xtx[j][k] += row[j] * row[k]
			}
		}
	}
	return xtx, xty
}

// SolveNormal returns the least-squares coefficients by solving (XᵀX)β = Xᵀy
// with Cholesky's method. x has n rows of p columns, y has n values.
// Squaring the columns doubles the digits lost to nearly dependent columns:
// it gives up with ErrSingular where SolveQR still has an answer. O(n·p² +
// p³).
func SolveNormal(x [][]float64, y []float64) ([]float64, error) {
	if err := checkSystem(x, y); err != nil {
		return nil, err
	}
	xtx, xty := NormalEquations(x, y)
	for _, row := range xtx {
		if !finite(row...) {
			return nil, ErrNotFinite
		}
	}
	l, err := Cholesky(xtx)
	if err != nil {
		return nil, err
	}
	beta := backward(l, forward(l, xty))
	if !finite(beta...) {
		return nil, ErrNotFinite
	}
	return beta, nil
}

// square returns a p×p matrix of zeros.
func square(p int) [][]float64 {
	m := make([][]float64, p)
	for i := range m {
		m[i] = make([]float64, p)
	}
	return m
}
