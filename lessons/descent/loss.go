package descent

// A Gradient writes into dst the gradient at x: one partial derivative for
// each variable. The lengths of dst and x are equal; they share no memory.
type Gradient func(dst, x []float64)

// A Loss is a function of Dim variables that we want to make small.
type Loss struct {
	Dim   int
	Value func(x []float64) float64
	Grad  Gradient
}

// Bowl is the quadratic ½ Σ λᵢxᵢ², with its minimum 0 at the origin. The
// curvatures λ are its second derivatives along the axes.
func Bowl(curvatures ...float64) Loss {
	return Loss{
		Dim: len(curvatures),
		Value: func(x []float64) float64 {
			sum := 0.0
			for i, c := range curvatures {
				sum += c * x[i] * x[i] / 2
			}
			return sum
		},
		Grad: func(dst, x []float64) {
			for i, c := range curvatures {
				dst[i] = c * x[i]
			}
		},
	}
}

// Rosenbrock is (1 − x)² + 100(y − x²)²: a flat, curved valley with steep sides
// and its minimum 0 at (1, 1). Source: Rosenbrock 1960, The Computer Journal 3.
func Rosenbrock() Loss {
	return Loss{
		Dim: 2,
		Value: func(p []float64) float64 {
			a, b := 1-p[0], p[1]-p[0]*p[0]
			return a*a + 100*b*b
		},
		Grad: func(dst, p []float64) {
			x, y := p[0], p[1]
			b := y - x*x
			dst[0] = -2*(1-x) - 400*x*b
			dst[1] = 200 * b
		},
	}
}
