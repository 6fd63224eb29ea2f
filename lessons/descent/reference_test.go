package descent

import (
	"errors"
	"math"
	"testing"

	"gonum.org/v1/gonum/optimize"
)

func TestWithGonumRefusesTheFarAway(t *testing.T) {
	for _, start := range [][]float64{{math.NaN(), 0}, {math.Inf(1), 0}, {1e300, 0}, {1e9, -1e9}} {
		if got, err := WithGonum(Rosenbrock(), &optimize.BFGS{}, start, 10); !errors.Is(err, ErrDiverged) {
			t.Errorf("start %v: %v, %v; want ErrDiverged", start, got, err)
		}
	}
}

// Whatever the start, gonum's answers are finite or an error.
func FuzzWithGonum(f *testing.F) {
	f.Add(false, -1.2, 1.0)
	f.Add(true, 100.0, -100.0)
	f.Fuzz(func(t *testing.T, bfgs bool, x, y float64) {
		var m optimize.Method = &optimize.GradientDescent{}
		if bfgs {
			m = &optimize.BFGS{}
		}
		got, err := WithGonum(Rosenbrock(), m, []float64{x, y}, 50)
		if err != nil {
			if !errors.Is(err, ErrDiverged) {
				t.Fatal(err)
			}
			return
		}
		for _, p := range append(got.Path, got.X) {
			if !allBounded(p) {
				t.Fatalf("a point at %v", p)
			}
		}
		if !bounded(got.Value) || got.Value > Rosenbrock().Value([]float64{x, y}) {
			t.Fatalf("the loss went from %g to %g", Rosenbrock().Value([]float64{x, y}), got.Value)
		}
	})
}
