package knn

import "math"

// Scaler brings every feature to mean 0 and standard deviation 1, so that no
// feature counts more merely because of its unit.
type Scaler struct {
	Mean, Deviation []float64 // of each feature, in its own unit
}

// NewScaler learns the mean and the sample standard deviation (divisor n−1) of
// every column of points. A constant column gets deviation 1: it carries no
// distance before scaling and none after. Learn from the training points only
// and apply the same numbers to everything else.
func NewScaler(points [][]float64) (*Scaler, error) {
	if err := checkPoints(points, EuclideanP); err != nil {
		return nil, err
	}
	d := len(points[0])
	s := &Scaler{Mean: make([]float64, d), Deviation: make([]float64, d)}
	for j := range d {
		for _, x := range points {
			s.Mean[j] += x[j] / float64(len(points))
		}
		squares := 0.0
		for _, x := range points {
			squares += (x[j] - s.Mean[j]) * (x[j] - s.Mean[j])
		}
		s.Deviation[j] = math.Sqrt(squares / float64(max(1, len(points)-1)))
		if s.Deviation[j] == 0 {
			s.Deviation[j] = 1
		}
	}
	return s, nil
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
