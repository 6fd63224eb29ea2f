package regression

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

func BenchmarkSolve(b *testing.B) {
	for _, n := range []int{1_000, 20_000} {
		x, y := randomSystem(rand.New(rand.NewPCG(1, 0)), n, 5, 1)
		for name, solve := range solvers() {
			b.Run(fmt.Sprintf("%s/n=%d", name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, err := solve(x, y); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func BenchmarkLine(b *testing.B) {
	s := TwoClasses(1000, 0.1, 1)
	b.Run("ours", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := FitLine(s.X1, s.Y); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("gonum", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			GonumLine(s.X1, s.Y)
		}
	})
}
