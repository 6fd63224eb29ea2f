package descent

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/diff/fd"
	"gonum.org/v1/gonum/optimize"
)

func sample(t testing.TB, n int, noise float64) Sample {
	t.Helper()
	s, err := TwoFeatures(n, noise, 1)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func methods(rate float64) map[string]Method {
	return map[string]Method{
		"plain": &Plain{Rate: rate}, "momentum": &Momentum{Rate: rate, Beta: 0.9},
		"Nesterov": &Nesterov{Rate: rate, Beta: 0.9}, "Adam": &Adam{Rate: rate},
	}
}

// Every gradient agrees with central differences at random points.
func TestGradients(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 0))
	losses := map[string]Loss{
		"bowl": Bowl(1, 25), "Rosenbrock": Rosenbrock(), "regression": sample(t, 50, 0.1).Loss(),
	}
	for name, loss := range losses {
		for range 50 {
			x := []float64{4*rng.Float64() - 2, 4*rng.Float64() - 2}
			got := make([]float64, 2)
			loss.Grad(got, x)
			want := fd.Gradient(nil, loss.Value, x, &fd.Settings{Formula: fd.Central})
			for j := range got {
				near(t, name, got[j], want[j], 1e-4*(1+math.Abs(want[j])))
			}
		}
	}
}

// All methods and gonum's reach the least-squares solution.
func TestEverybodyFindsLeastSquares(t *testing.T) {
	s := sample(t, 200, 0.1)
	want, err := s.LeastSquares()
	if err != nil {
		t.Fatal(err)
	}
	for name, m := range methods(0.1) {
		run, err := Minimise(s.Loss(), m, []float64{0, 0.8}, 4000)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got, _ := run.Last()
		near(t, name+" β₁", got[0], want[0], 1e-6)
		near(t, name+" β₂", got[1], want[1], 1e-6)
	}
	for name, m := range map[string]optimize.Method{
		"GradientDescent": &optimize.GradientDescent{},
		"BFGS":            &optimize.BFGS{},
	} {
		got, err := WithGonum(s.Loss(), m, []float64{0, 0.8}, 1000)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		near(t, name+" β₁", got.X[0], want[0], 1e-6)
		near(t, name+" β₂", got.X[1], want[1], 1e-6)
	}
}

func TestRosenbrockAgreesWithGonum(t *testing.T) {
	start := []float64{-1.2, 1}
	rates := map[string]float64{"plain": 0.0015, "momentum": 0.0005, "Nesterov": 0.0005, "Adam": 0.05}
	for name, rate := range rates {
		run, err := Minimise(Rosenbrock(), methods(rate)[name], start, 40000)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got, value := run.Last()
		near(t, name+" x", got[0], 1, 1e-5)
		near(t, name+" y", got[1], 1, 1e-5)
		near(t, name+" loss", value, 0, 1e-9)
	}
	bfgs, err := WithGonum(Rosenbrock(), &optimize.BFGS{}, start, 1000)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "BFGS x", bfgs.X[0], 1, 1e-6)
	near(t, "BFGS y", bfgs.X[1], 1, 1e-6)
	if bfgs.Iterations > 60 || len(bfgs.Path) < bfgs.Iterations || len(bfgs.Path) > bfgs.Iterations+1 {
		t.Errorf("BFGS took %d iterations and recorded %d", bfgs.Iterations, len(bfgs.Path))
	}
	if !slices.Equal(bfgs.Path[0], start) || !slices.Equal(bfgs.Path[len(bfgs.Path)-1], bfgs.X) {
		t.Errorf("the path runs from %v to %v", bfgs.Path[0], bfgs.Path[len(bfgs.Path)-1])
	}
	gd, err := WithGonum(Rosenbrock(), &optimize.GradientDescent{}, start, 50000)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "GradientDescent x", gd.X[0], 1, 1e-4)
}

// Below 2/λ_max plain descent shrinks, above it explodes: on random bowls.
func TestRateLimit(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 0))
	for range 100 {
		low := 0.1 + rng.Float64()
		high := low * (1 + 20*rng.Float64())
		bowl, start := Bowl(low, high), []float64{1, 1}
		below, err := Minimise(bowl, &Plain{Rate: 0.98 * 2 / high}, start, 6000)
		if err != nil {
			t.Fatal(err)
		}
		if _, value := below.Last(); value > 1e-9 {
			t.Errorf("λ %g, %g: loss %g just below the limit", low, high, value)
		}
		_, err = Minimise(bowl, &Plain{Rate: 1.02 * 2 / high}, start, 6000)
		if !errors.Is(err, ErrDiverged) {
			t.Errorf("λ %g, %g: %v just above the limit", low, high, err)
		}
	}
}

// Momentum moves the limit by the factor 1+β, Nesterov by (1+β)/(1+2β): both
// follow from the roots of the two-step recurrence on a bowl.
func TestRateLimitWithMomentum(t *testing.T) {
	for _, beta := range []float64{0.3, 0.6, 0.9} {
		for name, at := range map[string]func(rate float64) (Method, float64){
			"momentum": func(r float64) (Method, float64) { return &Momentum{Rate: r, Beta: beta}, 1 + beta },
			"Nesterov": func(r float64) (Method, float64) {
				return &Nesterov{Rate: r, Beta: beta}, (1 + beta) / (1 + 2*beta)
			},
		} {
			_, factor := at(1)
			limit := factor * 2 / 10
			below, _ := at(0.98 * limit)
			if run, err := Minimise(Bowl(1, 10), below, []float64{1, 1}, 5000); err != nil || run.Values[5000] > 1e-9 {
				t.Errorf("%s β=%g: does not converge below its limit (%v)", name, beta, err)
			}
			above, _ := at(1.02 * limit)
			if _, err := Minimise(Bowl(1, 10), above, []float64{1, 1}, 5000); !errors.Is(err, ErrDiverged) {
				t.Errorf("%s β=%g: does not diverge above its limit (%v)", name, beta, err)
			}
		}
	}
}

// The same limit holds for a regression, with λ_max from gonum's eigenvalues.
func TestRateLimitOfRegression(t *testing.T) {
	s := sample(t, 100, 0.1)
	curvatures, err := s.Curvatures()
	if err != nil {
		t.Fatal(err)
	}
	limit := 2 / curvatures[1]
	if _, err := Minimise(s.Loss(), &Plain{Rate: 0.99 * limit}, []float64{0, 0.8}, 5000); err != nil {
		t.Errorf("below the limit: %v", err)
	}
	if _, err := Minimise(s.Loss(), &Plain{Rate: 1.01 * limit}, []float64{0, 0.8}, 5000); !errors.Is(err, ErrDiverged) {
		t.Errorf("above the limit: %v", err)
	}
}

// On a bowl each coordinate is multiplied by 1 − rate·λ in every step.
func TestPlainOnABowlIsGeometric(t *testing.T) {
	run, err := Minimise(Bowl(1, 4), &Plain{Rate: 0.1}, []float64{3, -2}, 20)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range run.Points {
		near(t, "x", p[0], 3*math.Pow(0.9, float64(i)), 1e-12)
		near(t, "y", p[1], -2*math.Pow(0.6, float64(i)), 1e-12)
	}
}

// Without memory, momentum and Nesterov are plain descent.
func TestNoMomentumIsPlain(t *testing.T) {
	start := []float64{-1, 1}
	want, err := Minimise(Rosenbrock(), &Plain{Rate: 0.001}, start, 100)
	if err != nil {
		t.Fatal(err)
	}
	for name, m := range map[string]Method{"momentum": &Momentum{Rate: 0.001}, "Nesterov": &Nesterov{Rate: 0.001}} {
		got, err := Minimise(Rosenbrock(), m, start, 100)
		if err != nil {
			t.Fatal(err)
		}
		x, _ := got.Last()
		w, _ := want.Last()
		near(t, name, x[0], w[0], 1e-12)
		near(t, name, x[1], w[1], 1e-12)
	}
}

// Adam's first step has the length of its rate in every coordinate, however
// steep the slope.
func TestAdamFirstStep(t *testing.T) {
	run, err := Minimise(Bowl(0.01, 1000), &Adam{Rate: 0.1}, []float64{5, -5}, 1)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "x", run.Points[1][0], 4.9, 1e-6)
	near(t, "y", run.Points[1][1], -4.9, 1e-6)
}

// A method may be used twice: Start wipes its memory.
func TestMethodsForget(t *testing.T) {
	for name, m := range methods(0.01) {
		first, _ := Minimise(Bowl(1, 9), m, []float64{1, 1}, 30)
		second, _ := Minimise(Bowl(1, 9), m, []float64{1, 1}, 30)
		if _, v := first.Last(); v != second.Values[30] {
			t.Errorf("%s: %g the first time, %g the second", name, v, second.Values[30])
		}
	}
}

// CountSteps agrees with the record of Minimise.
func TestCountSteps(t *testing.T) {
	start := []float64{1, 1}
	for _, rate := range []float64{0.01, 0.05, 0.15, 0.19} {
		run, err := Minimise(Bowl(1, 10), &Plain{Rate: rate}, start, 600)
		if err != nil {
			t.Fatal(err)
		}
		want := 0
		for want < 600 && run.Values[want] > 1e-4 {
			want++
		}
		got, err := CountSteps(Bowl(1, 10), &Plain{Rate: rate}, start, 1e-4, 600)
		if err != nil || got != want {
			t.Errorf("rate %g: %d steps (%v), want %d", rate, got, err, want)
		}
	}
	if _, err := CountSteps(Bowl(1, 10), &Plain{Rate: 0.3}, start, 1e-4, 600); !errors.Is(err, ErrDiverged) {
		t.Errorf("rate beyond the limit: %v", err)
	}
	for name, err := range map[string]error{
		"start": second(CountSteps(Bowl(1), &Plain{Rate: 1}, start, 1, 1)),
		"rate":  second(CountSteps(Bowl(1, 1), &Plain{Rate: -1}, start, 1, 1)),
	} {
		if !errors.Is(err, ErrInput) {
			t.Errorf("%s: %v, want ErrInput", name, err)
		}
	}
}
