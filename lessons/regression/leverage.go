package regression

import "fmt"

// Leverage returns for each point the share with which its own y pulls the
// line there: raise y[i] by 1 and the fitted value at x[i] rises by h[i] =
// 1/n + (x[i] − mean)²/Sxx. It depends on the x values alone, lies between
// 1/n and 1, and sums to 2. All x equal give ErrSingular. O(n).
func Leverage(x []float64) ([]float64, error) {
	if _, err := FitLine(x, x); err != nil {
		return nil, fmt.Errorf("leverage: %w", err)
	}
	m := mean(x)
	var sxx float64
	for _, xi := range x {
		sxx += (xi - m) * (xi - m)
	}
	h := make([]float64, len(x))
	for i, xi := range x {
		h[i] = 1/float64(len(x)) + (xi-m)*(xi-m)/sxx
	}
	return h, nil
}
