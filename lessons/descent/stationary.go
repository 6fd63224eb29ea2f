package descent

// Stationary returns the points of the interval where the slope is zero, in
// ascending order. It cuts the interval into the given number of cells and
// bisects each one over which the slope changes sign, so it misses pairs of
// points that share a cell. Cost: cells + 60 evaluations per point.
func (c Curve) Stationary(cells int) []float64 {
	var points []float64
	width := (c.Hi - c.Lo) / float64(max(cells, 1))
	for i := range cells {
		lo, hi := c.Lo+float64(i)*width, c.Lo+float64(i+1)*width
		if (c.Slope(lo) < 0) != (c.Slope(hi) < 0) {
			points = append(points, bisect(c.Slope, lo, hi))
		}
	}
	return points
}

// bisect halves [lo, hi] until it is as narrow as a float64 can show, keeping
// the change of sign of f inside.
func bisect(f func(float64) float64, lo, hi float64) float64 {
	negative := f(lo) < 0
	for range 60 {
		mid := lo + (hi-lo)/2
		if (f(mid) < 0) == negative {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo + (hi-lo)/2
}
