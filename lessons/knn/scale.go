package knn

import "math"

// Scaler gives every feature mean 0 and standard deviation 1, so that no
// feature counts more merely because of its unit.
type Scaler struct {
	Mean, Deviation []float64 // of each feature, in its own unit
}

// NewScaler learns the mean and the sample standard deviation (divisor n−1) of
// every column of points. A constant column gets deviation 1: it adds no
// distance before scaling and none after. Learn from the training points only
// and apply the same numbers to everything else.
func NewScaler(points [][]float64) (*Scaler, error) {
	if err := checkPoints(points, EuclideanP); err != nil {
		return nil, err
	}
	d := len(points[0])
	s := &Scaler{Mean: make([]float64, d), Deviation: make([]float64, d)}
	for j := range d {
		s.Mean[j], s.Deviation[j] = meanDeviation(points, j)
	}
	return s, nil
}

// meanDeviation returns the mean and the sample standard deviation of column j,
// with 1 in place of a deviation of zero.
func meanDeviation(points [][]float64, j int) (mean, deviation float64) {
	constant := true
	for _, x := range points {
		mean += x[j]
		constant = constant && x[j] == points[0][j]
	}
	if constant { // rounding would leave a deviation of some 1e-16 to divide by
		return points[0][j], 1
	}
	mean /= float64(len(points))
	squares := 0.0
	for _, x := range points {
		squares += (x[j] - mean) * (x[j] - mean)
	}
	return mean, math.Sqrt(squares / float64(len(points)-1))
}

// Apply returns the points in standard deviations from the mean.
func (s *Scaler) Apply(points [][]float64) [][]float64 {
	scaled := make([][]float64, len(points))
	for i, x := range points {
		scaled[i] = make([]float64, len(x))
		for j := range x {
			scaled[i][j] = (x[j] - s.Mean[j]) / s.Deviation[j]
		}
	}
	return scaled
}
