package regression

import (
	"errors"
	"math"
	"testing"
)

// points and seed are those of the lesson's two-class example.
const (
	points = 1000
	seed   = 8 // as in the cells
)

// The curriculum's running example: a guess is right for about 77 %, a crude
// search a little better, least squares recovers the coefficients and is
// always right because there is no noise.
func TestTwoClassesWithoutNoise(t *testing.T) {
	s := TwoClasses(points, 0, seed)
	guess := Plane{X2: 0.8}
	if got := Classify(guess, s, Threshold).Accuracy(); got != 0.777 {
		t.Errorf("guess: %.3f right, want 0.777, as close to 1 − 0.15625/0.7 as 1000 points come", got)
	}
	path := CrudeSearch(s, guess, 10, 1)
	if got := Best(path).Accuracy; got <= path[0].Accuracy || got > 0.85 {
		t.Errorf("crude search: from %.3f to %.3f, want a little better", path[0].Accuracy, got)
	}
	p, err := FitPlane(s.X1, s.X2, s.Y)
	if err != nil {
		t.Fatal(err)
	}
	sameColumn(t, "plane", []float64{p.Intercept, p.X1, p.X2}, []float64{0, 0.5, 0.4}, 1e-12)
	if got := Classify(p, s, Threshold).Accuracy(); got != 1 {
		t.Errorf("least squares: %.4f right, want 1", got)
	}
	l, err := p.Boundary(Threshold)
	if err != nil {
		t.Fatal(err)
	}
	sameColumn(t, "decision line", []float64{l.Intercept, l.Slope}, []float64{1, -1.25}, 1e-11)
}

// With noise the residual standard error reads the noise back, the
// coefficients stay near the truth, and no plane gets everything right.
func TestTwoClassesWithNoise(t *testing.T) {
	for _, sd := range []float64{0.05, 0.1, 0.2} {
		s := TwoClasses(points, sd, seed)
		x, err := Design(s.X1, s.X2)
		if err != nil {
			t.Fatal(err)
		}
		f, err := OLS(x, s.Y)
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(f.RSE-sd) > 0.1*sd {
			t.Errorf("noise %g: residual standard error %.4g", sd, f.RSE)
		}
		sameColumn(t, "coefficients", f.Coef, []float64{0, 0.5, 0.4}, 5*sd/math.Sqrt(points)/0.2)
		best := Classify(Plane{X1: 0.5, X2: 0.4}, s, Threshold).Accuracy()
		got := Classify(Plane{f.Coef[0], f.Coef[1], f.Coef[2]}, s, Threshold).Accuracy()
		if best >= 1 || math.Abs(got-best) > 0.02 {
			t.Errorf("noise %g: least squares %.3f, the true plane %.3f", sd, got, best)
		}
	}
}

func TestConfusionCounts(t *testing.T) {
	s := Sample{X1: []float64{0, 1, 0, 1}, X2: make([]float64, 4), Red: []bool{true, true, false, false}}
	c := Classify(Plane{X1: 1}, s, 0.5)
	if want := (Confusion{1, 1, 1, 1}); c != want || c.Accuracy() != 0.5 {
		t.Errorf("Classify = %+v, %g; want %+v, 0.5", c, c.Accuracy(), want)
	}
	if got := (Confusion{}).Accuracy(); got != 0 {
		t.Errorf("accuracy of nothing = %g, want 0", got)
	}
}

func TestBoundaryOfUprightPlane(t *testing.T) {
	for _, p := range []Plane{{}, {X1: 1}, {Intercept: Threshold}} {
		if l, err := p.Boundary(Threshold); !errors.Is(err, ErrSingular) {
			t.Errorf("%+v: %v, %v; want ErrSingular", p, l, err)
		}
	}
}

func TestFitPlaneErrors(t *testing.T) {
	a := []float64{1, 2, 3, 4}
	if _, err := FitPlane(a, a, a); !errors.Is(err, ErrSingular) {
		t.Errorf("equal features: %v, want ErrSingular", err)
	}
	if _, err := FitPlane(a, a[:3], a); !errors.Is(err, ErrShape) {
		t.Errorf("lengths: %v, want ErrShape", err)
	}
	if _, err := FitPlane(nil, nil, nil); !errors.Is(err, ErrEmpty) {
		t.Errorf("nothing: %v, want ErrEmpty", err)
	}
}

func TestRelaxSettles(t *testing.T) {
	x, y := seedlings()
	want, err := FitLine(x, y)
	if err != nil {
		t.Fatal(err)
	}
	path, err := Relax(x, y, Line{8, -0.5}, 0.2, 200)
	if err != nil {
		t.Fatal(err)
	}
	end := path[len(path)-1]
	sameColumn(t, "rest", []float64{end.Intercept, end.Slope}, []float64{want.Intercept, want.Slope}, 1e-12)
	for i := range path[1:30] {
		if SumSquares(Residuals(x, y, path[i+1])) >= SumSquares(Residuals(x, y, path[i])) {
			t.Errorf("step %d does not shrink the squares", i)
		}
	}
	if _, err := Relax([]float64{1, 1}, []float64{1, 2}, Line{}, 0.2, 5); !errors.Is(err, ErrSingular) {
		t.Errorf("equal x: %v, want ErrSingular", err)
	}
}
