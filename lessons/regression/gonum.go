package regression

import (
	"errors"
	"fmt"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

// GonumLine is FitLine by gonum. It does not report a singular design: when
// all x are equal both numbers are NaN (or noise). Columns of different
// lengths panic.
func GonumLine(x, y []float64) Line {
	intercept, slope := stat.LinearRegression(x, y, nil, false)
	return Line{Intercept: intercept, Slope: slope}
}

// GonumQR is SolveQR by gonum's matrix package. mat reports a nearly
// singular matrix as an error of type mat.Condition together with a result
// that should not be trusted; here that becomes ErrSingular.
func GonumQR(x [][]float64, y []float64) ([]float64, error) {
	if err := checkSystem(x, y); err != nil {
		return nil, err
	}
	n, p := len(x), len(x[0])
	a := mat.NewDense(n, p, nil)
	for i, row := range x {
		a.SetRow(i, row)
	}
	var qr mat.QR
	qr.Factorize(a)
	var beta mat.VecDense
	err := qr.SolveVecTo(&beta, false, mat.NewVecDense(n, y))
	var badly mat.Condition
	if errors.As(err, &badly) {
		return nil, fmt.Errorf("%w: %w", ErrSingular, badly)
	}
	return beta.RawVector().Data, err
}
