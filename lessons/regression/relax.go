package regression

// Relax releases a line at start, where every point pulls on it by a spring
// with a force proportional to its residual, and returns the line after each
// of the steps, the start first. Each step covers the share pull of the move
// that would balance the height and of the turn that would balance the slope;
// 0 < pull < 1. The line comes to rest on the least-squares line. All x equal
// give ErrSingular. O(n·steps).
func Relax(x, y []float64, start Line, pull float64, steps int) ([]Line, error) {
	if _, err := FitLine(x, y); err != nil {
		return nil, err
	}
	middle := mean(x)
	centred := make([]float64, len(x))
	for i := range x {
		centred[i] = x[i] - middle
	}
	inertia := SumSquares(centred)
	path := []Line{start}
	for range steps {
		push, turn := Balances(centred, Residuals(x, y, start))
		height := start.At(middle) + pull*push/float64(len(x))
		start.Slope += pull * turn / inertia
		start.Intercept = height - start.Slope*middle
		path = append(path, start)
	}
	return path, nil
}
