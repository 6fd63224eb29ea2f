package descent

import (
	"errors"
	"math"
	"testing"

	"gonum.org/v1/gonum/diff/fd"
)

// The stationary points and the values there are the curriculum's.
func TestStationaryPoints(t *testing.T) {
	want := []struct{ x, f float64 }{
		{0.296917981, -3.171517111},
		{0.649484846, 1.519538425},
		{0.988656338, -1.005698714},
	}
	c := Wave()
	got := c.Stationary(100)
	if len(got) != len(want) {
		t.Fatalf("%d stationary points %v, want %d", len(got), got, len(want))
	}
	for i, w := range want {
		near(t, "x", got[i], w.x, 1e-9)
		near(t, "f(x)", c.F(got[i]), w.f, 1e-9)
		near(t, "slope", c.Slope(got[i]), 0, 1e-9)
	}
	near(t, "GlobalMinimum", GlobalMinimum, got[0], 1e-9)
	near(t, "LocalMaximum", LocalMaximum, got[1], 1e-9)
	near(t, "LocalMinimum", LocalMinimum, got[2], 1e-9)
}

func TestStationaryOfFlatAndOfNothing(t *testing.T) {
	line := Curve{Slope: func(float64) float64 { return 1 }, Lo: 0, Hi: 1}
	if got := line.Stationary(10); len(got) != 0 {
		t.Errorf("a line has stationary points %v", got)
	}
	if got := Wave().Stationary(0); len(got) != 0 {
		t.Errorf("no cells, yet points %v", got)
	}
}

// The slope is the derivative: central differences say the same.
func TestWaveSlope(t *testing.T) {
	c := Wave()
	for x := 0.1; x <= 1.1; x += 0.01 {
		want := fd.Derivative(c.F, x, &fd.Settings{Formula: fd.Central})
		near(t, "slope", c.Slope(x), want, 1e-5*(1+math.Abs(want)))
	}
}

func TestDescendFates(t *testing.T) {
	tests := []struct {
		name        string
		start, rate float64
		steps       int
		want        []float64 // the first and the last positions
		err         error
		fate        Fate
	}{
		{"global", 0.1, 0.001, 25, []float64{0.1, 0.2969}, nil, Global},
		{"local", 0.7, 0.001, 200, []float64{0.7, 0.9887}, nil, Local},
		{"left", 0.5, 0.02, 25, []float64{0.5, 2.0561}, ErrLeft, Left},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			walk, err := Wave().Descend(test.start, test.rate, test.steps)
			if !errors.Is(err, test.err) {
				t.Fatalf("error %v, want %v", err, test.err)
			}
			near(t, "start", walk[0], test.want[0], 0)
			near(t, "end", walk[len(walk)-1], test.want[1], 5e-5)
			fate, err := WaveFate(test.start, test.rate)
			if err != nil || fate != test.fate {
				t.Errorf("fate %v (%v), want %v", fate, err, test.fate)
			}
		})
	}
}

func TestRestlessFate(t *testing.T) {
	// 2/f″ at the global minimum is 0.0071: a longer rate cannot settle there.
	if fate, err := WaveFate(0.3, 0.0075); err != nil || fate != Restless {
		t.Errorf("fate %v (%v), want %v", fate, err, Restless)
	}
	if fate, err := WaveFate(0.3, 0.0065); err != nil || fate != Global {
		t.Errorf("fate %v (%v), want %v", fate, err, Global)
	}
}

// The fate map is what a patient walk finds: 20 000 steps instead of 300, and
// a stop only where the steps have all but vanished.
func TestFatesAreFinal(t *testing.T) {
	c := Wave()
	patient := func(x, rate float64) Fate {
		for range 20_000 {
			step := rate * c.Slope(x)
			x -= step
			if !c.contains(x) {
				return Left
			}
			if math.Abs(step) < 1e-9 && math.Abs(rate*c.Slope(x)) <= math.Abs(step) {
				return valley(x)
			}
		}
		return Restless
	}
	for i := range 40 {
		for j := range 30 {
			x, rate := 0.1+(float64(i)+0.5)/40, 0.001*(float64(j)+0.5)
			if got, err := WaveFate(x, rate); err != nil || got != patient(x, rate) {
				t.Errorf("from %.4f with rate %.4f: %v (%v), in the end %v", x, rate, got, err, patient(x, rate))
			}
		}
	}
}

// With a rate below 1/max|f″| of the region every step goes down.
func TestSmallStepsAlwaysDescend(t *testing.T) {
	c := Wave()
	for start := 0.25; start <= 1.05; start += 0.01 {
		walk, err := c.Descend(start, 0.001, 60)
		if err != nil {
			t.Fatalf("start %g: %v", start, err)
		}
		for i := 1; i < len(walk); i++ {
			if c.F(walk[i]) > c.F(walk[i-1])+1e-12 {
				t.Fatalf("start %g: step %d goes up", start, i)
			}
		}
	}
}

func TestDescendRejects(t *testing.T) {
	for _, test := range []struct {
		start, rate float64
		steps       int
	}{
		{-0.1, 0.001, 5}, {2, 0.001, 5}, {math.NaN(), 0.001, 5}, {0.5, 0, 5}, {0.5, -1, 5},
		{0.5, math.NaN(), 5}, {0.5, math.Inf(1), 5}, {0.5, 0.001, -1},
	} {
		if _, err := Wave().Descend(test.start, test.rate, test.steps); !errors.Is(err, ErrInput) {
			t.Errorf("Descend(%g, %g, %d): %v, want ErrInput", test.start, test.rate, test.steps, err)
		}
		if test.steps < 0 {
			continue
		}
		if _, err := WaveFate(test.start, test.rate); !errors.Is(err, ErrInput) {
			t.Errorf("WaveFate(%g, %g): %v, want ErrInput", test.start, test.rate, err)
		}
	}
}

// A walk holds only finite positions, all but the last inside the interval.
func FuzzDescend(f *testing.F) {
	f.Add(0.1, 0.001, 25)
	f.Add(0.5, 0.02, 25)
	f.Add(0.5, 1e308, 3)
	f.Fuzz(func(t *testing.T, start, rate float64, steps int) {
		walk, err := Wave().Descend(start, rate, min(steps, 300))
		for i, x := range walk {
			inside := 0.1 <= x && x <= 1.1
			last := i == len(walk)-1
			if math.IsNaN(x) || math.IsInf(x, 0) || (!inside && !(last && errors.Is(err, ErrLeft))) {
				t.Fatalf("position %d of %d is %g (%v)", i, len(walk), x, err)
			}
		}
		if err == nil && len(walk) != min(steps, 300)+1 {
			t.Fatalf("%d positions for %d steps", len(walk), steps)
		}
	})
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s = %.12g, want %.12g ± %g", what, got, want, tolerance)
	}
}
