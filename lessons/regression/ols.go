package regression

import "math"

// Fit is a fitted linear model ŷ = Σ Coef[j]·x[j] and what it is worth on
// its own data.
type Fit struct {
	Coef      []float64 // one coefficient for each column of X
	Fitted    []float64 // ŷ for each row
	Residuals []float64 // y − ŷ for each row
	RSS       float64   // residual sum of squares
	R2        float64   // share of y's squared deviations explained; 0 if y is constant
	Freedom   int       // rows minus columns: what is left to judge the fit by
	RSE       float64   // √(RSS/Freedom), in the unit of y; 0 if Freedom is 0
}

// OLS fits y by ordinary least squares on the columns of x: n rows of p
// columns, y of n values, n ≥ p. R2 is meant for designs with a column of
// ones. Dependent columns give ErrSingular. O(n·p²), by Householder QR.
func OLS(x [][]float64, y []float64) (*Fit, error) {
	coef, err := SolveQR(x, y)
	if err != nil {
		return nil, err
	}
	f := &Fit{Coef: coef, Freedom: len(x) - len(coef)}
	var total float64
	average := mean(y)
	for i, row := range x {
		yhat := dot(coef, row)
		f.Fitted = append(f.Fitted, yhat)
		f.Residuals = append(f.Residuals, y[i]-yhat)
		total += (y[i] - average) * (y[i] - average)
	}
	f.RSS = SumSquares(f.Residuals)
	if total > 0 {
		f.R2 = 1 - f.RSS/total
	}
	if f.Freedom > 0 {
		f.RSE = math.Sqrt(f.RSS / float64(f.Freedom))
	}
	if !finite(f.RSS, total, f.R2) {
		return nil, ErrNotFinite
	}
	return f, nil
}

// Predict returns ŷ for one row, which must have as many values as there are
// coefficients (a leading 1 included); otherwise the error is ErrShape.
func (f *Fit) Predict(row []float64) (float64, error) {
	if len(row) != len(f.Coef) {
		return 0, ErrShape
	}
	return dot(f.Coef, row), nil
}
