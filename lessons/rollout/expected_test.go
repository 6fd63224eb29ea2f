package rollout

import (
	"math"
	"testing"
)

// meanLoss averages a loss over many updates that differ in their requests only.
func meanLoss(t *testing.T, cfg Config, why Fate) (mean, standardError float64) {
	t.Helper()
	const n = 400
	sum, squares := 0.0, 0.0
	for seed := range uint64(n) {
		cfg.Seed = seed
		r, err := Run(cfg)
		if err != nil {
			t.Fatal(err)
		}
		lost := float64(r.Reasons[why])
		sum, squares = sum+lost, squares+lost*lost
	}
	mean = sum / n
	return mean, math.Sqrt((squares/n-mean*mean)/n) + 1e-9
}

// TestFormulasMatchSimulation compares the two formulas with the simulation,
// which knows nothing of them, to within four standard errors.
func TestFormulasMatchSimulation(t *testing.T) {
	for _, tt := range []struct{ lag, preStop float64 }{{3, 0}, {3, 1}, {2, 2}, {1, 4}} {
		cfg := roomy()
		cfg.EndpointLag, cfg.PreStop = tt.lag, tt.preStop
		got, e := meanLoss(t, cfg, Refused)
		if want := ExpectedRefused(cfg.Rate, tt.lag, tt.preStop); math.Abs(got-want) > 4*e {
			t.Errorf("lag %g, preStop %g: %.3f ± %.3f refused, the formula says %.3f", tt.lag, tt.preStop, got, e, want)
		}
	}
	for _, tt := range []struct{ grace, mean, spread float64 }{
		{4, 4, 0.6}, {8, 4, 0.6}, {12, 4, 0.6}, {6, 2, 1}, {5, 8, 0.3},
	} {
		cfg := roomy()
		cfg.PreStop, cfg.Grace, cfg.Service, cfg.Spread, cfg.At = 2, tt.grace, tt.mean, tt.spread, 60
		cfg.Duration = 110
		got, e := meanLoss(t, cfg, Cut)
		if want := ExpectedCut(cfg.Rate, cfg.EndpointLag, tt.grace, tt.mean, tt.spread); math.Abs(got-want) > 4*e {
			t.Errorf("%+v: %.3f ± %.3f cut off, the formula says %.3f", tt, got, e, want)
		}
	}
}

// TestWorkedNumbers are the numbers that the lesson works by hand.
func TestWorkedNumbers(t *testing.T) {
	if got := ExpectedRefused(8, 3, 1); got != 16 {
		t.Errorf("8 requests/s, lag 3 s, sleep 1 s: %g refused, want 16", got)
	}
	// Requests of exactly 4 s (spread to almost nothing), grace 3 s, lag 1 s: 8 × (4 − 2) = 16.
	if got := ExpectedCut(8, 1, 3, 4, 1e-9); math.Abs(got-16) > 1e-6 {
		t.Errorf("%g cut off, want 16", got)
	}
	if got := ExpectedCut(8, 1, 5, 4, 1e-9); math.Abs(got) > 1e-6 {
		t.Errorf("a grace period as long as lag and request: %g cut off, want 0", got)
	}
	if got := ExpectedCut(8, 3, 1, 4, 0.6); got != 8*6 {
		t.Errorf("grace below lag: %g cut off, want 48", got)
	}
}
