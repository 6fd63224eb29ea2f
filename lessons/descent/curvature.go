package descent

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

// Hessian returns the matrix of second derivatives of the loss, (2/n)XᵀX. It
// is the same everywhere: the loss is a quadratic bowl. An empty table or a
// number beyond [Limit] is [ErrInput].
func (s Sample) Hessian() (*mat.SymDense, error) {
	n, d := len(s.X), s.width()
	if d == 0 || !s.bounded() {
		return nil, fmt.Errorf("%w: an empty table or a number beyond %g", ErrInput, Limit)
	}
	h := mat.NewSymDense(d, nil)
	for _, row := range s.X {
		h.SymRankOne(h, 2/float64(n), mat.NewVecDense(d, row))
	}
	return h, nil
}

// Curvatures returns the eigenvalues of the [Sample.Hessian] in ascending
// order. The last one, λ_max, limits the rate: beyond 2/λ_max descent diverges.
// The ratio of the last to the first is the condition number.
func (s Sample) Curvatures() ([]float64, error) {
	h, err := s.Hessian()
	if err != nil {
		return nil, err
	}
	var eigen mat.EigenSym
	if !eigen.Factorize(h, false) {
		return nil, fmt.Errorf("%w: no eigenvalues", ErrInput)
	}
	return eigen.Values(nil), nil
}

// BestRate is the rate with which plain descent on a quadratic bowl with these
// curvatures (ascending, positive) converges fastest, 2/(λ_min + λ_max): the
// flattest and the steepest direction then shrink equally fast.
func BestRate(curvatures []float64) float64 {
	return 2 / (curvatures[0] + curvatures[len(curvatures)-1])
}

// Standardise returns a copy of the sample in which every feature has mean 0
// and standard deviation 1 and the target has mean 0. Afterwards all features
// are measured in the same unit. A feature that never changes is [ErrInput]:
// it has no scale.
func (s Sample) Standardise() (Sample, error) {
	n, d := len(s.X), s.width()
	if !s.bounded() {
		return Sample{}, fmt.Errorf("%w: a number beyond %g", ErrInput, Limit)
	}
	out := Sample{X: make([][]float64, n), Y: make([]float64, n)}
	column, level := make([]float64, n), stat.Mean(s.Y, nil)
	for i := range out.X {
		out.X[i] = make([]float64, d)
		out.Y[i] = s.Y[i] - level
	}
	for j := range d {
		for i, row := range s.X {
			column[i] = row[j]
		}
		mean, sd := stat.PopMeanStdDev(column, nil)
		if !(sd > 0) || math.IsInf(sd, 1) {
			return Sample{}, fmt.Errorf("%w: constant feature %d", ErrInput, j+1)
		}
		for i, v := range column {
			out.X[i][j] = (v - mean) / sd
		}
	}
	return out, nil
}

// Rescale returns a copy of the sample with feature j measured in different
// units: its numbers are multiplied by factor. A bad j or a factor that is not
// positive and finite is [ErrInput].
func (s Sample) Rescale(j int, factor float64) (Sample, error) {
	if j < 0 || j >= s.width() || !validRate(factor) {
		return Sample{}, fmt.Errorf("%w: feature %d times %g", ErrInput, j, factor)
	}
	out := Sample{X: make([][]float64, len(s.X)), Y: s.Y}
	for i, row := range s.X {
		out.X[i] = append([]float64(nil), row...)
		out.X[i][j] *= factor
	}
	return out, nil
}

// LeastSquares solves the regression exactly with gonum's QR factorisation. It
// is the point that every descent on [Sample.Loss] must reach. A table with
// fewer rows than columns or dependent columns is an error.
func (s Sample) LeastSquares() ([]float64, error) {
	n, d := len(s.X), s.width()
	if d == 0 || n < d || !s.bounded() {
		return nil, fmt.Errorf("%w: %d rows for %d coefficients, or a number beyond %g", ErrInput, n, d, Limit)
	}
	x := mat.NewDense(n, d, nil)
	for i, row := range s.X {
		x.SetRow(i, row)
	}
	var qr mat.QR
	qr.Factorize(x)
	beta := mat.NewVecDense(d, nil)
	if err := qr.SolveVecTo(beta, false, mat.NewVecDense(n, s.Y)); err != nil {
		return nil, fmt.Errorf("descent: least squares: %w", err)
	}
	return beta.RawVector().Data, nil
}
