package regression

import "math/rand/v2"

// seedlings returns the tray of eight seedlings of the live figures: age in weeks and height in
// centimetres. The numbers are made up.
func seedlings() (weeks, height []float64) {
	return []float64{1, 2, 3, 4, 5, 6, 7, 8}, []float64{1.6, 3.4, 2.7, 5.1, 4.6, 6.9, 6.2, 8.5}
}

// nearCopy returns 40 rows (1, a, a + gap·noise) and y = 1 + 2a + 3(a + gap·noise), exactly: the
// third column is a copy of the second but for the gap. The coefficients are 1, 2 and 3.
func nearCopy(gap float64) (x [][]float64, y []float64) {
	rng := rand.New(rand.NewPCG(7, 0))
	for range 40 {
		a := rng.Float64()
		b := a + gap*(rng.Float64()-0.5)
		x = append(x, []float64{1, a, b})
		y = append(y, 1+2*a+3*b)
	}
	return x, y
}
