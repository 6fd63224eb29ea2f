package descent

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// A Sample is a table for linear regression: row i has the features X[i] and
// the target Y[i]. All rows have the same number of features.
type Sample struct {
	X [][]float64
	Y []float64
}

// TwoFeatures draws n rows of the model of the regression lesson,
// y = 0.5·x₁ + 0.4·x₂ plus normal noise of the given standard deviation, with
// x₁ ~ U(0, 0.7) and x₂ ~ U(0, 1). Equal seeds give equal samples. A size below
// 2 or a noise that is negative or not finite is [ErrInput].
func TwoFeatures(n int, noise float64, seed uint64) (Sample, error) {
	if n < 2 || !(0 <= noise && noise <= math.MaxFloat64) {
		return Sample{}, fmt.Errorf("%w: %d rows, noise %g", ErrInput, n, noise)
	}
	rng := rand.New(rand.NewPCG(seed, 0))
	s := Sample{X: make([][]float64, n), Y: make([]float64, n)}
	for i := range n {
		x1, x2 := 0.7*rng.Float64(), rng.Float64()
		s.X[i] = []float64{x1, x2}
		s.Y[i] = 0.5*x1 + 0.4*x2 + noise*rng.NormFloat64()
	}
	return s, nil
}

// Loss is the mean squared error of the prediction Σ βⱼxⱼ as a function of β.
// It is a quadratic bowl; one evaluation costs a pass over the table.
func (s Sample) Loss() Loss {
	all := make([]int, len(s.X))
	for i := range all {
		all[i] = i
	}
	return Loss{
		Dim:   s.width(),
		Value: s.meanSquare,
		Grad:  func(dst, beta []float64) { s.gradient(dst, beta, all) },
	}
}

func (s Sample) width() int {
	if len(s.X) == 0 {
		return 0
	}
	return len(s.X[0])
}

func (s Sample) meanSquare(beta []float64) float64 {
	sum := 0.0
	for i := range s.X {
		r := s.residual(i, beta)
		sum += r * r
	}
	return sum / float64(len(s.X))
}

// residual is prediction minus target for row i.
func (s Sample) residual(i int, beta []float64) float64 {
	r := -s.Y[i]
	for j, x := range s.X[i] {
		r += beta[j] * x
	}
	return r
}

// gradient averages 2·residual·x over the given rows.
func (s Sample) gradient(dst, beta []float64, rows []int) {
	clear(dst)
	for _, i := range rows {
		r := 2 * s.residual(i, beta) / float64(len(rows))
		for j, x := range s.X[i] {
			dst[j] += r * x
		}
	}
}

// bounded reports whether every number of the table is finite and at most
// [Limit] in size.
func (s Sample) bounded() bool {
	for i, row := range s.X {
		if !bounded(s.Y[i]) || !allBounded(row) {
			return false
		}
	}
	return true
}
