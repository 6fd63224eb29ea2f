package knn

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"
)

// randomLabels returns n classes from 0 to 2.
func randomLabels(rng *rand.Rand, n int) []int {
	labels := make([]int, n)
	for i := range labels {
		labels[i] = rng.IntN(3)
	}
	return labels
}

func TestSixStepsEqualClassifier(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 0))
	for range 40 {
		points := gridPoints(rng, 1+rng.IntN(40), 2, 5)
		labels := randomLabels(rng, len(points))
		k := 1 + rng.IntN(12)
		for name, s := range searchers(t, points, ManhattanP) {
			c, err := NewClassifier(s, labels, k)
			if err != nil {
				t.Fatal(err)
			}
			for _, q := range gridPoints(rng, 10, 2, 5) {
				want, err := Classify(q, points, labels, k, Manhattan)
				if err != nil {
					t.Fatal(err)
				}
				if got := c.Predict(q); got != want {
					t.Fatalf("%s says %d, the six steps %d", name, got, want)
				}
			}
		}
	}
}

func TestGridEqualsClassifier(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 0))
	xs, ys := []float64{0, 0.5, 1, 2, 3.5, 4}, []float64{4, 3, 2.5, 2, 0}
	for _, p := range []float64{1, 1.7, 2, 6} {
		for range 20 {
			points := gridPoints(rng, 1+rng.IntN(60), 2, 5)
			labels := randomLabels(rng, len(points))
			k := 1 + rng.IntN(len(points)+2)
			got, err := ClassifyGrid(points, labels, k, p, xs, ys)
			if err != nil {
				t.Fatal(err)
			}
			s, err := NewFullSort(points, p)
			if err != nil {
				t.Fatal(err)
			}
			for j, y := range ys {
				for i, x := range xs {
					want := Vote(s.Nearest([]float64{x, y}, k), labels)
					if got[j*len(xs)+i] != want {
						t.Fatalf("p=%g k=%d at (%g, %g): got %d, want %d", p, k, x, y, got[j*len(xs)+i], want)
					}
				}
			}
		}
	}
}

func TestGridRefuses(t *testing.T) {
	one := [][]float64{{1, 2}}
	tests := []struct {
		points [][]float64
		labels []int
		k      int
		p      float64
		want   error
	}{
		{nil, nil, 1, 2, ErrEmpty},
		{[][]float64{{1, 2, 3}}, []int{0}, 1, 2, ErrShape},
		{one, []int{0, 1}, 1, 2, ErrLabels},
		{one, []int{-1}, 1, 2, ErrLabels},
		{one, []int{0}, 0, 2, ErrK},
		{one, []int{0}, 1, 0.5, ErrExponent},
	}
	for _, test := range tests {
		if _, err := ClassifyGrid(test.points, test.labels, test.k, test.p, nil, nil); !errors.Is(err, test.want) {
			t.Errorf("%+v: got error %v", test, err)
		}
	}
}

func TestClassifyRefuses(t *testing.T) {
	if _, err := Classify("a", nil, nil, 1, nil); !errors.Is(err, ErrEmpty) {
		t.Errorf("no examples: %v", err)
	}
	if _, err := Classify("a", []string{"b"}, []int{0}, 0, nil); !errors.Is(err, ErrK) {
		t.Errorf("k = 0: %v", err)
	}
	if _, err := NewClassifier(nil, nil, 3); !errors.Is(err, ErrEmpty) {
		t.Errorf("no labels: %v", err)
	}
	if _, err := NewClassifier(nil, []int{0}, 0); !errors.Is(err, ErrK) {
		t.Errorf("k = 0: %v", err)
	}
}

func TestErrorsByK(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 0))
	points, queries := gridPoints(rng, 25, 2, 6), gridPoints(rng, 15, 2, 6)
	labels, truth := randomLabels(rng, 25), randomLabels(rng, 15)
	s, err := NewColumns(points, EuclideanP)
	if err != nil {
		t.Fatal(err)
	}
	for i, got := range ErrorsByK(s, labels, queries, truth, 30) {
		c, err := NewClassifier(s, labels, i+1)
		if err != nil {
			t.Fatal(err)
		}
		if want := 1 - Accuracy(c.PredictAll(queries), truth); math.Abs(got-want) > 1e-12 {
			t.Errorf("k=%d: got %g, want %g", i+1, got, want)
		}
	}
}

func TestConfusion(t *testing.T) {
	got := Confusion([]int{0, 0, 1, 2, 2}, []int{0, 1, 1, 2, 0}, 3)
	want := [][]int{{1, 1, 0}, {0, 1, 0}, {1, 0, 1}}
	if !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestScalerEqualsGonum(t *testing.T) {
	points := gridPoints(rand.New(rand.NewPCG(9, 0)), 50, 3, 0)
	for i := range points {
		points[i][2] = 7 // constant
	}
	s, err := NewScaler(points)
	if err != nil {
		t.Fatal(err)
	}
	for j := range 3 {
		column := make([]float64, len(points))
		for i := range points {
			column[i] = points[i][j]
		}
		mean, deviation := stat.MeanStdDev(column, nil)
		if j == 2 {
			deviation = 1
		}
		if math.Abs(s.Mean[j]-mean) > 1e-12 || math.Abs(s.Deviation[j]-deviation) > 1e-12 {
			t.Errorf("feature %d: got %g and %g, gonum has %g and %g", j, s.Mean[j], s.Deviation[j], mean, deviation)
		}
	}
	for _, x := range s.Apply(points) {
		if math.Abs(x[2]) > 1e-12 || math.IsNaN(x[0]) {
			t.Fatalf("scaled to %v", x)
		}
	}
}
