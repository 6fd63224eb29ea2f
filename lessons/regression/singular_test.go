package regression

import (
	"encoding/binary"
	"errors"
	"math"
	"math/rand/v2"
	"testing"
)

func TestFitLineErrors(t *testing.T) {
	for _, c := range []struct {
		name string
		x, y []float64
		want error
	}{
		{"nothing", nil, nil, ErrEmpty},
		{"lengths", []float64{1, 2}, []float64{1}, ErrShape},
		{"one point", []float64{1}, []float64{1}, ErrSingular},
		{"all x equal", []float64{0.1, 0.1, 0.1}, []float64{1, 2, 3}, ErrSingular},
		{"x equal to rounding", []float64{1, 1 + 1e-15, 1}, []float64{1, 2, 3}, ErrSingular},
		{"NaN", []float64{1, math.NaN()}, []float64{1, 2}, ErrNotFinite},
		{"infinite", []float64{1, 2}, []float64{1, math.Inf(1)}, ErrNotFinite},
		{"too large", []float64{1e200, 2e200}, []float64{1, 2}, ErrNotFinite},
	} {
		if l, err := FitLine(c.x, c.y); !errors.Is(err, c.want) || l != (Line{}) {
			t.Errorf("%s: %v, %v; want %v", c.name, l, err, c.want)
		}
	}
}

// solvers are the three ways to the same coefficients.
func solvers() map[string]func([][]float64, []float64) ([]float64, error) {
	return map[string]func([][]float64, []float64) ([]float64, error){
		"normal": SolveNormal, "QR": SolveQR, "gonum": GonumQR,
	}
}

func TestSolverErrors(t *testing.T) {
	for _, c := range []struct {
		name string
		x    [][]float64
		y    []float64
		want error
	}{
		{"nothing", nil, nil, ErrEmpty},
		{"no columns", [][]float64{{}}, []float64{1}, ErrEmpty},
		{"lengths", [][]float64{{1}, {2}}, []float64{1}, ErrShape},
		{"ragged", [][]float64{{1, 2}, {2}}, []float64{1, 2}, ErrShape},
		{"NaN", [][]float64{{1}, {math.NaN()}}, []float64{1, 2}, ErrNotFinite},
		{"few rows", [][]float64{{1, 2, 3}, {4, 5, 7}}, []float64{1, 2}, ErrSingular},
		{"twice", [][]float64{{1, 2, 2}, {1, 3, 3}, {1, 5, 5}}, []float64{1, 2, 3}, ErrSingular},
		{"constant feature", [][]float64{{1, 0.1}, {1, 0.1}, {1, 0.1}}, []float64{1, 2, 3}, ErrSingular},
		{"other unit", [][]float64{{1, 2, 2e6}, {1, 3, 3e6}, {1, 5, 5e6}, {1, 1, 1e6}}, []float64{1, 2, 3, 4}, ErrSingular},
		{"dummy trap", [][]float64{{1, 1, 0}, {1, 0, 1}, {1, 1, 0}, {1, 0, 1}}, []float64{1, 2, 3, 4}, ErrSingular},
		{"zeros", [][]float64{{1, 0}, {1, 0}}, []float64{1, 2}, ErrSingular},
	} {
		for name, solve := range solvers() {
			if beta, err := solve(c.x, c.y); !errors.Is(err, c.want) || beta != nil {
				t.Errorf("%s, %s: %v, %v; want %v", c.name, name, beta, err, c.want)
			}
		}
	}
}

// TestDependentColumns adds random weighted sums of columns, in any unit and
// at any place: each must be detected.
func TestDependentColumns(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 0))
	for trial := range 200 {
		x, y := randomSystem(rng, 20+rng.IntN(200), 3, 1)
		unit := math.Pow(10, float64(rng.IntN(13)-6))
		a, b, c := rng.NormFloat64(), rng.NormFloat64(), rng.NormFloat64()
		for i := range x {
			x[i] = append(x[i], unit*(a+b*x[i][1]+c*x[i][2]))
		}
		for _, solve := range []func([][]float64, []float64) ([]float64, error){SolveNormal, SolveQR} {
			if beta, err := solve(x, y); !errors.Is(err, ErrSingular) {
				t.Errorf("trial %d: %v, %v; want ErrSingular", trial, beta, err)
			}
		}
	}
}

// TestQRSeesFurther is the lesson's claim: with columns a millionth apart
// and less, the normal equations give up or lose most digits while QR still
// finds the coefficients.
func TestQRSeesFurther(t *testing.T) {
	x, y := nearCopy(1e-7)
	if _, err := SolveNormal(x, y); !errors.Is(err, ErrSingular) {
		t.Errorf("normal equations: %v, want ErrSingular", err)
	}
	beta, err := SolveQR(x, y)
	if err != nil {
		t.Fatal(err)
	}
	sameColumn(t, "QR", beta, []float64{1, 2, 3}, 1e-7)
}

// FuzzSolvers feeds raw numbers: never a panic, never NaN, and no method may
// find a smaller sum of squares than another by more than rounding.
func FuzzSolvers(f *testing.F) {
	f.Add(make([]byte, 64), uint8(2))
	seed := make([]byte, 0, 96)
	for _, v := range []float64{1, 2, 3, 1, 3, 5, 1, 5, 4, 1, 7, 9} {
		seed = binary.LittleEndian.AppendUint64(seed, math.Float64bits(v))
	}
	f.Add(seed, uint8(2))
	f.Fuzz(func(t *testing.T, data []byte, columns uint8) {
		p := 1 + int(columns%4)
		var x [][]float64
		var y []float64
		for ; len(data) >= 8*(p+1) && len(x) < 50; data = data[8*(p+1):] {
			row := make([]float64, p+1)
			for j := range row {
				row[j] = math.Float64frombits(binary.LittleEndian.Uint64(data[8*j:]))
			}
			x, y = append(x, row[:p]), append(y, row[p])
		}
		for name, solve := range solvers() {
			beta, err := solve(x, y)
			if name != "gonum" && err == nil && !finite(beta...) {
				t.Errorf("%s: %v without an error", name, beta)
			}
		}
		fit, err := OLS(x, y)
		if err == nil && !finite(fit.RSS, fit.R2, fit.RSE) {
			t.Errorf("OLS: %+v", fit)
		}
		if p == 2 {
			a, b := make([]float64, len(x)), make([]float64, len(x))
			for i, row := range x {
				a[i], b[i] = row[0], row[1]
			}
			if l, err := FitLine(a, b); err == nil && !finite(l.Intercept, l.Slope) {
				t.Errorf("FitLine: %v", l)
			}
		}
	})
}
