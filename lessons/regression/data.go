package regression

import (
	"math/rand/v2"

	"abacus/lessons/dataset"
)

// Threshold is the height above which a point of the two-class example is
// red.
const Threshold = 0.4

// Sample is the two-class example: features X1 and X2, the quantity Y, and
// whether the label made from it is red. The columns have equal lengths.
type Sample struct {
	X1, X2, Y []float64
	Red       []bool
}

// TwoClasses draws the n points of dataset.TwoClass with y = 0.5·x₁ + 0.4·x₂
// plus normal noise of standard deviation noise (0 for none), red where y >
// Threshold. Equal seeds give equal points, and more noise only magnifies the
// same deviations.
func TwoClasses(n int, noise float64, seed uint64) Sample {
	table := dataset.TwoClass(n, seed)
	s := Sample{X1: table.Column(0), X2: table.Column(1)}
	mishap := rand.New(rand.NewPCG(seed, 1)) // its own stream
	for i := range s.X1 {
		y := dataset.Score(s.X1[i], s.X2[i]) + noise*mishap.NormFloat64()
		s.Y, s.Red = append(s.Y, y), append(s.Red, y > Threshold)
	}
	return s
}

// seedlings returns the tray of eight seedlings of the live figures: age in
// weeks and height in centimetres. The numbers are made up.
func seedlings() (weeks, height []float64) {
	return []float64{1, 2, 3, 4, 5, 6, 7, 8},
		[]float64{1.6, 3.4, 2.7, 5.1, 4.6, 6.9, 6.2, 8.5}
}

// nearCopy returns 40 rows (1, a, b) and y = 1 + 2a + 3b, exactly. The third
// column b is a copy of a from 0 to 1 except for differences of at most gap/2.
// The coefficients are 1, 2 and 3.
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
