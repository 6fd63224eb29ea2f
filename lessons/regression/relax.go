package regression

// Relax lets a line go from start while every point pulls on it with a
// spring as strong as its residual is long, and returns the line after each
// of the steps, the start first. A step takes the share pull of the way that
// would settle the height, and of the turn that would settle the slope; 0 <
// pull < 1. The line comes to rest on the least-squares line. All x equal
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
