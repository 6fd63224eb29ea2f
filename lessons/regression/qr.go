package regression

import "math"

// SolveQR returns the least-squares coefficients through the factorisation X
// = Q·R with Householder reflections. x has n rows of p columns, y has n
// values; neither is changed.
//
// Each reflection turns one column until only its first remaining entry is not
// zero, and turns the other columns and y with it. A reflection changes no
// length, so the sum of squares stays the same, but what is left is a
// triangle, solved from the bottom up. XᵀX is never formed, and so adds no
// errors of its own. Columns that depend on each other give ErrSingular.
// O(n·p²). Source: Golub and Van Loan, Matrix Computations, §5.3.2.
func SolveQR(x [][]float64, y []float64) ([]float64, error) {
	if err := checkSystem(x, y); err != nil {
		return nil, err
	}
	col, length := unitColumns(x)
	rhs := append([]float64(nil), y...)
	diag := make([]float64, len(col))
	for k := range col {
		v, corner := householder(col[k][k:])
		if math.Abs(corner) <= tiny {
			return nil, dependent(k)
		}
		diag[k] = corner
		for j := k + 1; j < len(col); j++ {
			reflect(v, col[j][k:])
		}
		reflect(v, rhs[k:])
	}
	beta := solveTriangle(col, diag, rhs)
	for j := range beta {
		beta[j] /= length[j]
	}
	if !finite(beta...) || !finite(length...) {
		return nil, ErrNotFinite
	}
	return beta, nil
}

// householder turns the column u into the vector v of a reflection u → u −
// (v·u)v that leaves only the first entry of u, called corner. The result
// overwrites u. A column of zeros stays unchanged.
func householder(u []float64) (v []float64, corner float64) {
	// With the sign opposite to u[0] the subtraction below cancels nothing.
	corner = -math.Copysign(math.Sqrt(dot(u, u)), u[0])
	if corner == 0 {
		return u, 0
	}
	u[0] -= corner
	scale := math.Sqrt(-corner * u[0]) // makes v·v = 2: no factor later
	for i := range u {
		u[i] /= scale
	}
	return u, corner
}

// reflect replaces u by its mirror image u − (v·u)v.
func reflect(v, u []float64) {
	d := dot(v, u)
	for i, vi := range v {
		u[i] -= d * vi
	}
}

// solveTriangle solves R·β = rhs from the last unknown up. The entries of R
// above the diagonal are col[k][i], i < k; its diagonal is diag.
func solveTriangle(col [][]float64, diag, rhs []float64) []float64 {
	beta := make([]float64, len(diag))
	for i := len(diag) - 1; i >= 0; i-- {
		sum := rhs[i]
		for k := i + 1; k < len(diag); k++ {
			sum -= col[k][i] * beta[k]
		}
		beta[i] = sum / diag[i]
	}
	return beta
}

// unitColumns copies the columns of x, each divided by its length, so that
// the test for dependent columns does not depend on the units they are
// measured in. A column of zeros stays zero.
func unitColumns(x [][]float64) (col [][]float64, length []float64) {
	n, p := len(x), len(x[0])
	col, length = make([][]float64, p), make([]float64, p)
	for j := range p {
		var largest, sum float64
		for i := range n {
			largest = math.Max(largest, math.Abs(x[i][j]))
		}
		if largest == 0 {
			largest = 1
		}
		col[j] = make([]float64, n)
		for i := range n {
			col[j][i] = x[i][j] / largest // keeps the squares in range
			sum += col[j][i] * col[j][i]
		}
		root := math.Max(math.Sqrt(sum), tiny)
		for i := range n {
			col[j][i] /= root
		}
		length[j] = largest * root
	}
	return col, length
}
