package descent

import (
	"testing"

	"gonum.org/v1/gonum/optimize"
)

func BenchmarkWalk(b *testing.B) {
	for b.Loop() {
		if _, err := Wave().Descend(0.1, 0.001, 25); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRosenbrock(b *testing.B) {
	start := []float64{-1.2, 1}
	for name, m := range methods(0.0005) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := Minimise(Rosenbrock(), m, start, 1000); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("gonum BFGS", func(b *testing.B) {
		for b.Loop() {
			if _, err := WithGonum(Rosenbrock(), &optimize.BFGS{}, start, 1000); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// One epoch over 1000 rows: many small steps or one large one.
func BenchmarkEpoch(b *testing.B) {
	s := sample(b, 1000, 0.1)
	for name, size := range map[string]int{"batch 10": 10, "batch 100": 100, "all rows": 1000} {
		loss, err := s.Stochastic(size, 1)
		if err != nil {
			b.Fatal(err)
		}
		g, beta := make([]float64, 2), []float64{0, 0.8}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				for range 1000 / size {
					loss.Grad(g, beta)
				}
			}
		})
	}
}
