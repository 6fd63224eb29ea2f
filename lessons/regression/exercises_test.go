package regression

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// The solution by means agrees with the lesson's own line, failures included.
func TestLineByMeans(t *testing.T) {
	rng := rand.New(rand.NewPCG(17, 0))
	for range 500 {
		p := randomCloud(rng, 1+rng.IntN(6))
		got, err := lineByMeans(p.x, p.y)
		want, wantErr := FitLine(p.x, p.y)
		if errors.Is(err, ErrSingular) != errors.Is(wantErr, ErrSingular) ||
			math.Abs(got.Slope-want.Slope) > 1e-9 || math.Abs(got.Intercept-want.Intercept) > 1e-9 {
			t.Errorf("%v: got %v (%v), want %v (%v)", p, got, err, want, wantErr)
		}
	}
}

// The explanations quote the answers of the two questions.
func TestQuestionsOfThePlane(t *testing.T) {
	if got := redBegins().Want; math.Abs(got-0.3) > 1e-12 {
		t.Errorf("red begins at %v, want 0.3", got)
	}
	if got := allBlue().Want; got <= 0.55 {
		t.Errorf("calling all points blue is right for %v, want clearly more than half", got)
	}
}

// The explanation of YourInfluential: without a point the fitted value there
// moves by h·r/(1−h).
func TestLeftOutPoint(t *testing.T) {
	weeks, height := seedlings()
	all, err := FitLine(weeks, height)
	if err != nil {
		t.Fatal(err)
	}
	h, err := Leverage(weeks)
	if err != nil {
		t.Fatal(err)
	}
	r := Residuals(weeks, height, all)
	for i, change := range slopeChanges(cloud{weeks, height}) {
		x, y := slices.Concat(weeks[:i], weeks[i+1:]), slices.Concat(height[:i], height[i+1:])
		without, err := FitLine(x, y)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := all.At(weeks[i])-without.At(weeks[i]), h[i]*r[i]/(1-h[i]); math.Abs(got-want) > 1e-9 {
			t.Errorf("point %d: the fitted value moves by %v, want %v", i, got, want)
		}
		if math.Abs(change-(without.Slope-all.Slope)) > 1e-12 {
			t.Errorf("point %d: the slope changes by %v, not %v", i, without.Slope-all.Slope, change)
		}
	}
}
