package descent

import (
	"math"
	"testing"
)

// The solutions are right by other means than their own: measured, or found
// by the lesson's own code.
func TestSolutionsAgreeWithTheLesson(t *testing.T) {
	ripple := func(x float64) float64 { return math.Sin(2*math.Pi*x) / x }
	const h = 1e-5
	for _, x := range []float64{0.1, 0.3, 0.5, 1.1} {
		near(t, "slope", rippleSlope(x), (ripple(x+h)-ripple(x-h))/(2*h), 1e-5)
	}
	run, err := Minimise(Bowl(10), &Momentum{Rate: 0.05, Beta: 0.6}, []float64{1}, 7)
	if err != nil {
		t.Fatal(err)
	}
	last, _ := run.Last()
	near(t, "ball", rollBall(10, 1, 0.05, 0.6, 7), last[0], 1e-12)

	limit := rateLimit([]float64{2, 10, 5})
	for _, test := range []struct {
		rate      float64
		converges bool
	}{{0.99 * limit, true}, {1.01 * limit, false}} {
		steps, err := CountSteps(Bowl(2, 10, 5), &Plain{Rate: test.rate}, []float64{1, 1, 1}, 1e-6, 5000)
		if converges := err == nil && steps < 5000; converges != test.converges {
			t.Errorf("rate %g: converges is %v after %d steps (%v)", test.rate, converges, steps, err)
		}
	}
}

// What the explanation says about each walk is what happens to it.
func TestFatesAreAsExplained(t *testing.T) {
	for i, walk := range []struct {
		start, rate float64
		want        Fate
	}{{0.64, 0.001, Global}, {0.66, 0.001, Local}, {0.6, 0.005, Global}, {0.3, 0.009, Restless}, {0.1, 0.005, Local}} {
		if got, err := WaveFate(walk.start, walk.rate); err != nil || got != walk.want {
			t.Errorf("from %g with rate %g: %v (%v), want %v", walk.start, walk.rate, got, err, walk.want)
		}
		if option := fates().Options[i]; option.Right != (walk.want == Global) {
			t.Errorf("%s is taken for right: %v", option.Text, option.Right)
		}
	}
	near(t, "first step from 0.1", -0.005*waveSlope(0.1), 0.675, 0.0005)
}
