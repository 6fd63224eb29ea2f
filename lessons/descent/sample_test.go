package descent

import (
	"errors"
	"math"
	"testing"

	"gonum.org/v1/gonum/floats"
)

func TestLeastSquaresRecoversTheModel(t *testing.T) {
	beta, err := sample(t, 1000, 0).LeastSquares()
	if err != nil {
		t.Fatal(err)
	}
	near(t, "β₁", beta[0], 0.5, 1e-12)
	near(t, "β₂", beta[1], 0.4, 1e-12)
}

// The mini-batches of one epoch use every row once: their gradients, weighted
// by size, average to the full gradient.
func TestOneEpochIsTheWholeTable(t *testing.T) {
	s := sample(t, 103, 0.1)
	beta, full, part := []float64{0.1, 0.9}, make([]float64, 2), make([]float64, 2)
	s.Loss().Grad(full, beta)
	for _, size := range []int{1, 10, 50, 103} {
		loss, err := s.Stochastic(size, 7)
		if err != nil {
			t.Fatal(err)
		}
		for epoch := range 3 {
			sum := make([]float64, 2)
			for left := 103; left > 0; left -= size {
				loss.Grad(part, beta)
				floats.AddScaled(sum, float64(min(size, left))/103, part)
			}
			if !floats.EqualApprox(sum, full, 1e-12) {
				t.Errorf("size %d, epoch %d: %v, want %v", size, epoch, sum, full)
			}
		}
	}
}

// A batch of everything is plain descent.
func TestFullBatchIsPlain(t *testing.T) {
	s := sample(t, 60, 0.1)
	loss, err := s.Stochastic(60, 3)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Minimise(loss, &Plain{Rate: 0.5}, []float64{0, 0}, 50)
	if err != nil {
		t.Fatal(err)
	}
	want, err := Minimise(s.Loss(), &Plain{Rate: 0.5}, []float64{0, 0}, 50)
	if err != nil {
		t.Fatal(err)
	}
	for i := range got.Values {
		near(t, "loss", got.Values[i], want.Values[i], 1e-12)
	}
}

// Batches four times as large halve the noise, as for any mean of a sample.
func TestNoiseFallsWithTheRoot(t *testing.T) {
	s := sample(t, 4096, 0.1)
	beta := []float64{0, 0.8}
	for _, size := range []int{1, 4, 16, 64} {
		small, err := s.GradientNoise(beta, size, 2, 1)
		if err != nil {
			t.Fatal(err)
		}
		large, err := s.GradientNoise(beta, 4*size, 2, 1)
		if err != nil {
			t.Fatal(err)
		}
		near(t, "ratio", small/large, 2, 0.5)
	}
	if all, err := s.GradientNoise(beta, 4096, 2, 1); err != nil || all > 1e-12 {
		t.Errorf("noise of the full batch: %g, %v", all, err)
	}
}

// Same seed, same run; another seed, another run.
func TestStochasticIsReproducible(t *testing.T) {
	s := sample(t, 100, 0.1)
	end := func(seed uint64) float64 {
		loss, err := s.Stochastic(5, seed)
		if err != nil {
			t.Fatal(err)
		}
		run, err := Minimise(loss, &Plain{Rate: 0.3}, []float64{0, 0.8}, 40)
		if err != nil {
			t.Fatal(err)
		}
		_, v := run.Last()
		return v
	}
	if end(1) != end(1) || end(1) == end(2) {
		t.Errorf("runs end at %g, %g and %g", end(1), end(1), end(2))
	}
}

func TestStandardise(t *testing.T) {
	s := sample(t, 300, 0.1)
	raw, err := s.Rescale(0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	scaled, err := raw.Standardise()
	if err != nil {
		t.Fatal(err)
	}
	again, err := scaled.Standardise()
	if err != nil {
		t.Fatal(err)
	}
	for i := range scaled.X {
		if !floats.EqualApprox(scaled.X[i], again.X[i], 1e-9) {
			t.Fatalf("row %d changes when standardised twice", i)
		}
	}
	if before, after := condition(t, raw), condition(t, scaled); before < 1e5 || after > 1.5 {
		t.Errorf("condition number %g before, %g after", before, after)
	}
}

func condition(t *testing.T, s Sample) float64 {
	t.Helper()
	c, err := s.Curvatures()
	if err != nil {
		t.Fatal(err)
	}
	return c[len(c)-1] / c[0]
}

// With the best rate on a bowl the error shrinks by (κ−1)/(κ+1) a step, and no
// other rate does better.
func TestBestRate(t *testing.T) {
	c := []float64{1, 9}
	worst := func(rate float64) float64 {
		return math.Max(math.Abs(1-rate*c[0]), math.Abs(1-rate*c[1]))
	}
	best := BestRate(c)
	near(t, "factor", worst(best), 0.8, 1e-12)
	for rate := 0.001; rate < 0.3; rate += 0.001 {
		if worst(rate) < worst(best)-1e-12 {
			t.Errorf("rate %g is better than %g", rate, best)
		}
	}
}

func TestSampleRejects(t *testing.T) {
	constant := Sample{X: [][]float64{{1, 2}, {1, 3}, {1, 4}}, Y: []float64{1, 2, 3}}
	huge := Sample{X: [][]float64{{1e300, 2}, {1, 3}}, Y: []float64{1, 2}}
	s := sample(t, 10, 0)
	for name, err := range map[string]error{
		"rows":            second(TwoFeatures(1, 0, 1)),
		"noise":           second(TwoFeatures(10, math.NaN(), 1)),
		"batch":           second(s.Stochastic(11, 1)),
		"no batch":        second(s.GradientNoise([]float64{0, 0}, 0, 1, 1)),
		"no epoch":        second(s.GradientNoise([]float64{0, 0}, 1, 0, 1)),
		"constant":        second(constant.Standardise()),
		"huge":            second(huge.Standardise()),
		"huge curvature":  second(huge.Curvatures()),
		"huge squares":    second(huge.LeastSquares()),
		"empty curvature": second(Sample{}.Curvatures()),
		"empty squares":   second(Sample{}.LeastSquares()),
		"feature":         second(s.Rescale(2, 1)),
		"factor":          second(s.Rescale(0, 0)),
		"empty loss":      second(Minimise(Sample{}.Loss(), &Plain{Rate: 1}, nil, 1)),
	} {
		if !errors.Is(err, ErrInput) {
			t.Errorf("%s: %v, want ErrInput", name, err)
		}
	}
	same := Sample{X: [][]float64{{1, 1}, {2, 2}, {3, 3}}, Y: []float64{1, 2, 3}}
	if _, err := same.LeastSquares(); err == nil {
		t.Error("two equal columns have a unique solution")
	}
}
