package regression

import "math"

// Cholesky factorises a symmetric positive definite p×p matrix as a = L·Lᵀ
// with L lower triangular. Only the lower half of a is read, and a is not
// changed.
//
// The pivot of column j is what is left of a[j][j] once the earlier columns
// are taken out. If that is no more than rounding noise, column j adds nothing
// new and the error is ErrSingular. O(p³). Source: Golub and Van Loan, Matrix
// Computations, §4.2.
func Cholesky(a [][]float64) ([][]float64, error) {
	l := square(len(a))
	for j := range a {
		pivot := a[j][j] - dot(l[j][:j], l[j][:j])
		if !(pivot > tiny*a[j][j]) { // also true for NaN
			return nil, dependent(j)
		}
		l[j][j] = math.Sqrt(pivot)
		for i := j + 1; i < len(a); i++ {
			l[i][j] = (a[i][j] - dot(l[i][:j], l[j][:j])) / l[j][j]
		}
	}
	return l, nil
}

// forward solves L·z = b from the first unknown down. O(p²).
func forward(l [][]float64, b []float64) []float64 {
	z := make([]float64, len(b))
	for i := range z {
		z[i] = (b[i] - dot(l[i][:i], z[:i])) / l[i][i]
	}
	return z
}

// backward solves Lᵀ·β = z from the last unknown up. O(p²).
func backward(l [][]float64, z []float64) []float64 {
	beta := make([]float64, len(z))
	for i := len(z) - 1; i >= 0; i-- {
		sum := z[i]
		for k := i + 1; k < len(z); k++ {
			sum -= l[k][i] * beta[k]
		}
		beta[i] = sum / l[i][i]
	}
	return beta
}

// dot returns the sum of the products of two columns of equal length.
func dot(a, b []float64) float64 {
	var sum float64
	for i, ai := range a {
		sum += ai * b[i]
	}
	return sum
}
