package regression

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat"
)

// closeTo reports whether got and want agree to tol, relative to want once
// it is larger than 1.
func closeTo(got, want, tol float64) bool {
	return math.Abs(got-want) <= tol*math.Max(1, math.Abs(want))
}

// sameColumn fails the test unless the two columns agree to tol.
func sameColumn(t *testing.T, name string, got, want []float64, tol float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d values, want %d", name, len(got), len(want))
	}
	for i := range got {
		if !closeTo(got[i], want[i], tol) {
			t.Errorf("%s[%d] = %.12g, want %.12g", name, i, got[i], want[i])
		}
	}
}

// randomSystem draws n rows of a 1 and p−1 normal features, and y with noise
// of size sd.
func randomSystem(rng *rand.Rand, n, p int, sd float64) (x [][]float64, y []float64) {
	for range n {
		row := []float64{1}
		sum := 0.3
		for j := 1; j < p; j++ {
			row = append(row, rng.NormFloat64()*float64(j)+float64(j))
			sum += float64(j) * row[j]
		}
		x, y = append(x, row), append(y, sum+sd*rng.NormFloat64())
	}
	return x, y
}

// By hand: means 2 and 4, Sxx = 2, Sxy = 5; see the lesson.
func TestThreeSeedlings(t *testing.T) {
	x, y := []float64{1, 2, 3}, []float64{2, 3, 7}
	for _, c := range []struct {
		name       string
		line       Line
		squares    float64
		push, turn float64
	}{
		{"flat", Line{4, 0}, 14, 0, 5},
		{"guess", Line{0, 2}, 2, 0, 1},
		{"least squares", Line{-1, 2.5}, 1.5, 0, 0},
	} {
		r := Residuals(x, y, c.line)
		push, turn := Balances(x, r)
		if SumSquares(r) != c.squares || push != c.push || turn != c.turn {
			t.Errorf("%s: squares %g, push %g, turn %g; want %g, %g, %g",
				c.name, SumSquares(r), push, turn, c.squares, c.push, c.turn)
		}
	}
	l, err := FitLine(x, y)
	if err != nil || !closeTo(l.Intercept, -1, 1e-14) || !closeTo(l.Slope, 2.5, 1e-14) {
		t.Errorf("FitLine = %v, %v; want -1, 2.5", l, err)
	}
	if got := MSE(Residuals(x, y, l)); !closeTo(got, 0.5, 1e-14) {
		t.Errorf("MSE = %g, want 0.5", got)
	}
}

func TestFitThreeSeedlings(t *testing.T) {
	x, err := Design([]float64{1, 2, 3})
	if err != nil {
		t.Fatal(err)
	}
	y := []float64{2, 3, 7}
	xtx, xty := NormalEquations(x, y)
	sameColumn(t, "XᵀX row 0", xtx[0], []float64{3, 6}, 0)
	sameColumn(t, "XᵀX row 1", xtx[1], []float64{6, 14}, 0)
	sameColumn(t, "Xᵀy", xty, []float64{12, 29}, 0)
	f, err := OLS(x, y)
	if err != nil {
		t.Fatal(err)
	}
	sameColumn(t, "coefficients", f.Coef, []float64{-1, 2.5}, 1e-13)
	sameColumn(t, "residuals", f.Residuals, []float64{0.5, -1, 0.5}, 1e-13)
	sameColumn(t, "RSS, R², RSE", []float64{f.RSS, f.R2, f.RSE},
		[]float64{1.5, 1 - 1.5/14, math.Sqrt(1.5)}, 1e-13)
	if got, err := f.Predict([]float64{1, 4}); err != nil || !closeTo(got, 9, 1e-13) {
		t.Errorf("Predict(4) = %g, %v; want 9", got, err)
	}
	if _, err := f.Predict([]float64{4}); !errors.Is(err, ErrShape) {
		t.Errorf("Predict of a short row: %v, want ErrShape", err)
	}
}

func TestLineAgainstGonum(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 0))
	for range 300 {
		n := 2 + rng.IntN(60)
		x, y := make([]float64, n), make([]float64, n)
		shift, scale := 20*rng.NormFloat64(), math.Pow(10, float64(rng.IntN(7)-3))
		for i := range x {
			x[i] = scale * (rng.NormFloat64() + shift)
			y[i] = 3 - 2*x[i] + rng.NormFloat64()
		}
		got, err := FitLine(x, y)
		if err != nil {
			t.Fatal(err)
		}
		want := GonumLine(x, y)
		sameColumn(t, "line", []float64{got.Intercept, got.Slope}, []float64{want.Intercept, want.Slope}, 1e-8)
		design, err := Design(x)
		if err != nil {
			t.Fatal(err)
		}
		f, err := OLS(design, y)
		if err != nil {
			t.Fatal(err)
		}
		sameColumn(t, "OLS", f.Coef, []float64{want.Intercept, want.Slope}, 1e-8)
		if r2 := stat.RSquared(x, y, nil, want.Intercept, want.Slope); !closeTo(f.R2, r2, 1e-8) {
			t.Errorf("R² = %g, gonum %g", f.R2, r2)
		}
	}
}

func TestSolversAgree(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 0))
	for range 200 {
		p := 1 + rng.IntN(7)
		x, y := randomSystem(rng, p+3+rng.IntN(80), p, 1)
		want, err := GonumQR(x, y)
		if err != nil {
			t.Fatal(err)
		}
		qr, err := SolveQR(x, y)
		if err != nil {
			t.Fatal(err)
		}
		sameColumn(t, "QR", qr, want, 1e-9)
		normal, err := SolveNormal(x, y)
		if err != nil {
			t.Fatal(err)
		}
		sameColumn(t, "normal equations", normal, want, 1e-7)
	}
}

// TestNothingIsBetter checks that least squares is least: every nudge of the
// coefficients makes the sum of squares larger, and the residuals are at right
// angles to every column.
func TestNothingIsBetter(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 0))
	for range 100 {
		x, y := randomSystem(rng, 40, 4, 2)
		f, err := OLS(x, y)
		if err != nil {
			t.Fatal(err)
		}
		for j := range f.Coef {
			var along, length float64
			for i := range x {
				along += x[i][j] * f.Residuals[i]
				length += x[i][j] * x[i][j]
			}
			if math.Abs(along) > 1e-9*length {
				t.Errorf("column %d: Xᵀr = %g, want 0", j, along)
			}
			for _, nudge := range []float64{-0.01, 0.01} {
				var rss float64
				for i := range x {
					r := f.Residuals[i] - nudge*x[i][j]
					rss += r * r
				}
				if rss <= f.RSS {
					t.Errorf("nudging coefficient %d by %g lowers RSS from %g to %g", j, nudge, f.RSS, rss)
				}
			}
		}
	}
}

func TestCholesky(t *testing.T) {
	a := [][]float64{{4, 12, -16}, {12, 37, -43}, {-16, -43, 98}} // the usual worked example
	l, err := Cholesky(a)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range [][]float64{{2, 0, 0}, {6, 1, 0}, {-8, 5, 3}} {
		sameColumn(t, "L", l[i], want, 1e-13)
	}
	if _, err := Cholesky([][]float64{{1, 2}, {2, 1}}); !errors.Is(err, ErrSingular) {
		t.Errorf("indefinite matrix: %v, want ErrSingular", err)
	}
}

// TestLeverage checks h against its meaning: the sum, and the residual a
// point would have had if the line had been fitted without it, r/(1 − h).
func TestLeverage(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 0))
	x, y := make([]float64, 12), make([]float64, 12)
	for i := range x {
		x[i], y[i] = 10*rng.Float64(), rng.NormFloat64()
	}
	h, err := Leverage(x)
	if err != nil {
		t.Fatal(err)
	}
	if sum := mean(h) * 12; !closeTo(sum, 2, 1e-12) {
		t.Errorf("leverages sum to %g, want 2", sum)
	}
	all, err := FitLine(x, y)
	if err != nil {
		t.Fatal(err)
	}
	for i := range x {
		without, err := FitLine(append(append([]float64{}, x[:i]...), x[i+1:]...),
			append(append([]float64{}, y[:i]...), y[i+1:]...))
		if err != nil {
			t.Fatal(err)
		}
		got := (y[i] - all.At(x[i])) / (1 - h[i])
		if want := y[i] - without.At(x[i]); !closeTo(got, want, 1e-10) {
			t.Errorf("point %d: r/(1-h) = %g, left out %g", i, got, want)
		}
	}
	if _, err := Leverage([]float64{2, 2}); !errors.Is(err, ErrSingular) {
		t.Errorf("equal x: %v, want ErrSingular", err)
	}
}
