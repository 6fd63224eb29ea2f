package regression

import (
	"fmt"
	"math"
)

// Line is the model ŷ = Intercept + Slope·x. The intercept has the unit of
// y, the slope the unit of y per unit of x.
type Line struct{ Intercept, Slope float64 }

// At returns the line's prediction for x.
func (l Line) At(x float64) float64 { return l.Intercept + l.Slope*x }

// FitLine returns the line with the smallest sum of squared residuals over
// the points (x[i], y[i]).
//
// The slope is Sxy / Sxx, where Sxy sums the products of the deviations of x
// and y from their means and Sxx the squared deviations of x; the line
// passes through the point of means. When all x agree (to rounding) a steep
// line is as good as a flat one and the error is ErrSingular. O(n).
func FitLine(x, y []float64) (Line, error) {
	if err := checkPair(x, y); err != nil {
		return Line{}, err
	}
	meanX, meanY := mean(x), mean(y)
	var sxx, sxy, largest float64
	for i := range x {
		dx := x[i] - meanX
		sxx += dx * dx
		sxy += dx * (y[i] - meanY)
		largest = max(largest, math.Abs(x[i]))
	}
	if spread := math.Sqrt(sxx / float64(len(x))); spread <= tiny*largest {
		return Line{}, fmt.Errorf("%w: every x is %.6g", ErrSingular, meanX)
	}
	slope := sxy / sxx
	l := Line{Intercept: meanY - slope*meanX, Slope: slope}
	if !finite(sxx, sxy, l.Intercept, l.Slope) {
		return Line{}, ErrNotFinite
	}
	return l, nil
}

// mean returns the average of a column that is not empty. It averages the
// distances to the first value, so that equal values have exactly that value
// as their mean.
func mean(v []float64) float64 {
	var sum float64
	for _, vi := range v {
		sum += vi - v[0]
	}
	return v[0] + sum/float64(len(v))
}
