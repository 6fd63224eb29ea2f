package knn

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/floats"
)

func TestDistances(t *testing.T) {
	a, b := []float64{0, 0}, []float64{3, 4}
	tests := []struct {
		name      string
		got, want float64
	}{
		{"Euclidean", Euclidean(a, b), 5},
		{"Manhattan", Manhattan(a, b), 7},
		{"Minkowski 1", Minkowski(a, b, 1), 7},
		{"Minkowski 2", Minkowski(a, b, 2), 5},
		{"Minkowski 3", Minkowski(a, b, 3), math.Cbrt(27 + 64)},
		{"Minkowski 100 is nearly the largest difference", Minkowski(a, b, 100), 4},
		{"no coordinates", Euclidean(nil, nil), 0},
	}
	for _, test := range tests {
		if math.Abs(test.got-test.want) > 1e-10 {
			t.Errorf("%s: got %g, want %g", test.name, test.got, test.want)
		}
	}
}

// gonum's floats.Distance is the same family of distances.
func TestMinkowskiEqualsGonum(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 0))
	for range 200 {
		points := gridPoints(rng, 2, 1+rng.IntN(6), 0)
		for _, p := range []float64{1, 1.5, 2, 3, 10} {
			got, want := Minkowski(points[0], points[1], p), floats.Distance(points[0], points[1], p)
			if math.Abs(got-want) > 1e-12*want {
				t.Fatalf("p=%g: got %g, gonum has %g", p, got, want)
			}
		}
	}
}

// A metric is symmetric, zero only for equal points, and has no short cuts.
func TestMinkowskiIsMetricFromOne(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 0))
	for range 500 {
		x := gridPoints(rng, 3, 3, 6)
		for _, p := range []float64{1, 1.5, 2, 5} {
			ab, bc, ac := Minkowski(x[0], x[1], p), Minkowski(x[1], x[2], p), Minkowski(x[0], x[2], p)
			if ab != Minkowski(x[1], x[0], p) || ac > ab+bc+1e-12 {
				t.Fatalf("p=%g: not a metric on %v", p, x)
			}
		}
	}
	// Below 1 the triangle inequality fails: two steps of 1 against one of 4.
	straight := Minkowski([]float64{0, 0}, []float64{1, 1}, 0.5)
	if math.Abs(straight-4) > 1e-12 {
		t.Errorf("p=0.5: (0,0) to (1,1) is %g, want 4", straight)
	}
}

func TestHamming(t *testing.T) {
	tests := []struct {
		a, b string
		want int
	}{
		{"karolin", "kathrin", 3}, {"1011101", "1001001", 2}, {"same", "same", 0}, {"", "", 0}, {"ab", "abcd", 2},
	}
	for _, test := range tests {
		if got := Hamming([]byte(test.a), []byte(test.b)); got != test.want {
			t.Errorf("Hamming(%q, %q) = %d, want %d", test.a, test.b, got, test.want)
		}
	}
}
