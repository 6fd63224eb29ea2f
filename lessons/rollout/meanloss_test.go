package rollout

import (
	"fmt"
	"math"
	"testing"
)

// Where the formulas hold, the mean loss is theirs.
func TestMeanLossKnowsTheFormulas(t *testing.T) {
	for _, replicas := range []int{1, 3, 7} {
		cfg := roomy()
		cfg.At = 200 // so that requests of any length are under way
		cfg.Replicas, cfg.EndpointLag, cfg.PreStop = replicas, 3, 1
		cfg.Duration = 500
		if got, want := mustRun(t, cfg).MeanLoss().Refused, ExpectedRefused(8, 3, 1); math.Abs(got-want) > 1e-9 {
			t.Errorf("%d replicas: %g refused, want %g", replicas, got, want)
		}
		cfg.EndpointLag, cfg.PreStop, cfg.Grace, cfg.Service = 1, 2, 6, 4
		if got, want := mustRun(t, cfg).MeanLoss().Cut, ExpectedCut(8, 1, 6, 4, cfg.Spread); math.Abs(got-want) > 1e-9 {
			t.Errorf("%d replicas: %g cut off, want %g", replicas, got, want)
		}
	}
}

func mustRun(t *testing.T, cfg Config) *Report {
	t.Helper()
	r, err := Run(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// With maxSurge 0 and maxUnavailable 1, the last pods carry more than their share.
func TestMeanLossWithPodsMissing(t *testing.T) {
	cfg := roomy()
	cfg.MaxSurge, cfg.MaxUnavailable = Pods(0), Pods(1)
	cfg.EndpointLag, cfg.PreStop, cfg.Duration = 3, 0, 120
	if got := mustRun(t, cfg).MeanLoss().Refused; math.Abs(got-32) > 1e-9 {
		t.Errorf("%g refused, want 8·3·(1/3 + 1/2 + 1/2) = 32", got)
	}
}

// The simulation, with other seeds than any page's, agrees with the mean loss for
// many strategies.
func TestClaimMeanLossMatchesSimulation(t *testing.T) {
	for _, tt := range []struct {
		replicas, surge, unavailable int
		lag, preStop, grace, service float64
		ignore                       bool
	}{
		{3, 0, 1, 3, 0, 30, 1, false},
		{3, 0, 1, 1, 2, 6, 4, false},
		{4, 1, 1, 2, 1, 5, 3, false},
		{5, 2, 2, 4, 1, 4, 4, false},
		{2, 0, 2, 2, 1, 20, 1, false},
		{3, 1, 0, 1, 2, 30, 3, true},
		{3, 0, 2, 3, 5, 3, 4, false},
	} {
		t.Run(fmt.Sprintf("%+v", tt), func(t *testing.T) {
			t.Parallel()
			cfg := roomy()
			cfg.Replicas, cfg.MaxSurge, cfg.MaxUnavailable = tt.replicas, Pods(tt.surge), Pods(tt.unavailable)
			cfg.EndpointLag, cfg.PreStop, cfg.Grace, cfg.Service = tt.lag, tt.preStop, tt.grace, tt.service
			cfg.IgnoreTerm, cfg.Duration = tt.ignore, 90
			mean := mustRun(t, cfg).MeanLoss()
			const n = 400
			var refused, cut, none, squares float64
			for seed := range uint64(n) {
				cfg.Seed = 7_000_000 + seed
				lost := mustRun(t, cfg).Reasons
				refused, cut, none = refused+float64(lost[Refused]), cut+float64(lost[Cut]), none+float64(lost[NoEndpoint])
				squares += math.Pow(float64(lost[Refused]+lost[Cut]+lost[NoEndpoint]), 2)
			}
			all := (refused + cut + none) / n
			e := math.Sqrt((squares/n-all*all)/n) + 1e-9
			for name, x := range map[string][2]float64{
				"refused": {refused / n, mean.Refused}, "cut off": {cut / n, mean.Cut}, "no endpoint": {none / n, mean.NoEndpoint},
			} {
				if math.Abs(x[0]-x[1]) > 5*e {
					t.Errorf("%s: %.3f ± %.3f, the mean is %.3f", name, x[0], e, x[1])
				}
			}
		})
	}
}

// Pods that are ending still take up machines.
func TestEndingPodsAreCounted(t *testing.T) {
	for replicas, want := range map[int][2]int{10: {13, 18}, 6: {8, 11}, 3: {4, 5}} {
		cfg := DefaultConfig()
		cfg.Replicas, cfg.MaxSurge, cfg.MaxUnavailable = replicas, Percent(25), Percent(25)
		cfg.Rate = 20
		r := mustRun(t, cfg)
		if got := [2]int{r.MostCounted(), r.MostRunning()}; got != want {
			t.Errorf("%d replicas: at most %v pods counted and running, want %v", replicas, got, want)
		}
	}
}
