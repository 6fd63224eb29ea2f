package rollout

import (
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
)

// checkRun simulates cfg and checks everything that must hold for every configuration.
func checkRun(t *testing.T, cfg Config) *Report {
	t.Helper()
	previous := Ledger{}
	r, err := Watch(cfg, func(l Ledger) {
		if !l.Balanced() {
			t.Fatalf("%+v: at %g s: %+v does not balance", cfg, l.Time, l)
		}
		back := l.Time < previous.Time || l.Arrived < previous.Arrived
		if back || l.Served < previous.Served || l.Dropped < previous.Dropped {
			t.Fatalf("%+v: the books went backwards: %+v, then %+v", cfg, previous, l)
		}
		previous = l
	})
	if err != nil {
		t.Fatalf("%+v: %v", cfg, err)
	}
	if !r.Ledger().Balanced() || r.Ledger() != previous {
		t.Fatalf("%+v: the report %+v differs from the last books %+v", cfg, r.Ledger(), previous)
	}
	checkRequests(t, r)
	checkPods(t, r)
	return r
}

// checkRequests counts the requests again, one by one.
func checkRequests(t *testing.T, r *Report) {
	t.Helper()
	fate, version := map[Fate]int{}, map[int]int{}
	for _, q := range r.Requests {
		fate[q.Fate]++
		if q.Fate == Served {
			version[r.Pods[q.Pod].Version]++
			if q.Arrived > q.Started || q.Started > q.Ended || q.Ended > r.Config.Duration {
				t.Fatalf("served request out of order: %+v", q)
			}
		}
		if q.Fate == Refused && r.Pods[q.Pod].Term < 0 {
			t.Fatalf("refused by a pod that never stopped: %+v", q)
		}
	}
	byVersion := version[1] == r.ServedV1 && version[2] == r.ServedV2
	if len(r.Requests) != r.Arrived || fate[InFlight] != r.InFlight || !byVersion {
		t.Fatalf("requests %v %v do not match the report %+v", fate, version, r.Ledger())
	}
	for why, n := range r.Reasons {
		if !why.Lost() || fate[why] != n {
			t.Fatalf("%d requests %v, the report has %d", fate[why], why, n)
		}
	}
	if math.IsNaN(r.P50) || math.IsNaN(r.P99) || r.P50 > r.P99 {
		t.Fatalf("p50 %g, p99 %g", r.P50, r.P99)
	}
}

// checkPods checks the promises of maxSurge, maxUnavailable and the grace period.
func checkPods(t *testing.T, r *Report) {
	t.Helper()
	cfg := r.Config
	surge, unavailable, _ := Limits(cfg.MaxSurge, cfg.MaxUnavailable, cfg.Replicas)
	for _, s := range r.Samples {
		if n := s.Starting + s.Available(); cfg.Change == Update && n > cfg.Replicas+surge {
			t.Fatalf("%+v: at %g s there are %d pods, more than %d + %d", cfg, s.Time, n, cfg.Replicas, surge)
		}
		if cfg.Change == Update && s.Available() < cfg.Replicas-unavailable {
			t.Fatalf("%+v: at %g s %d pods are available, fewer than %d - %d", cfg, s.Time, s.Available(), cfg.Replicas,
				unavailable)
		}
		if cfg.Change == Drain && s.Available() < min(cfg.MinAvailable, cfg.Replicas) {
			t.Fatalf("%+v: at %g s the drain left %d pods, the budget says %d", cfg, s.Time, s.Available(), cfg.MinAvailable)
		}
	}
	for _, p := range r.Pods {
		limit := max(cfg.Grace, min(cfg.PreStop, cfg.Grace)+minWindow)
		if p.Gone >= 0 && p.Gone > p.Told+limit+1e-9 {
			t.Fatalf("%+v: pod %+v outlived its grace period", cfg, p)
		}
	}
}

// anyConfig makes a valid configuration out of random numbers, the odd corners included.
func anyConfig(rng *rand.Rand) Config {
	seconds := func(most float64) float64 {
		if rng.IntN(5) == 0 {
			return 0
		}
		return most * rng.Float64()
	}
	amount := func() Amount { return Amount{rng.IntN(101), rng.IntN(2) == 0} }
	cfg := Config{
		Replicas: 1 + rng.IntN(8), MaxSurge: amount(), MaxUnavailable: amount(),
		ReadyDelay: seconds(10), EndpointLag: seconds(5), PreStop: seconds(20), Grace: seconds(20),
		IgnoreTerm: rng.IntN(4) == 0,
		Rate:       seconds(20), Service: 0.01 + seconds(5), Spread: seconds(1.5),
		Workers: 1 + rng.IntN(6), Backlog: rng.IntN(10),
		Change: Change(rng.IntN(3)), At: seconds(10), BadImage: rng.IntN(4) == 0, Deadline: seconds(20),
		Nodes: 2 + rng.IntN(3), MinAvailable: rng.IntN(10),
		Duration: 1 + seconds(50), Seed: rng.Uint64(),
	}
	if rng.IntN(3) == 0 {
		cfg.UndoAt = cfg.At + seconds(20)
	}
	if cfg.MaxSurge.Value == 0 && cfg.MaxUnavailable.Value == 0 {
		cfg.MaxSurge = Pods(1)
	}
	return cfg
}

func TestConservation(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 0))
	seen := map[Fate]bool{}
	for range 600 {
		for why := range checkRun(t, anyConfig(rng)).Reasons {
			seen[why] = true
		}
	}
	for why := Refused; why < fates; why++ {
		if !seen[why] {
			t.Errorf("no configuration dropped a request as %q: the test is too tame", why)
		}
	}
}

func FuzzConservation(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed, 0.0, 1.0)
	}
	f.Fuzz(func(t *testing.T, seed uint64, grace, lag float64) {
		cfg := anyConfig(rand.New(rand.NewPCG(seed, 1)))
		cfg.Grace, cfg.EndpointLag = grace, lag
		if cfg.Validate() != nil {
			t.Skip("not a valid configuration")
		}
		checkRun(t, cfg)
	})
}

func TestSameSeedSameReport(t *testing.T) {
	a, b := checkRun(t, DefaultConfig()), checkRun(t, DefaultConfig())
	if !reflect.DeepEqual(a, b) {
		t.Error("two runs of the same configuration differ")
	}
}

// TestSameRequests checks that configurations can be compared: the same seed
// brings the same requests whatever happens to the pods.
func TestSameRequests(t *testing.T) {
	cfg := DefaultConfig()
	a := checkRun(t, cfg)
	cfg.Grace, cfg.PreStop, cfg.IgnoreTerm = 1, 0, true
	b := checkRun(t, cfg)
	if a.Arrived != b.Arrived {
		t.Fatalf("%d and %d requests", a.Arrived, b.Arrived)
	}
	for i := range a.Requests {
		p, q := a.Requests[i], b.Requests[i]
		if p.Arrived != q.Arrived || p.service != q.service {
			t.Fatalf("request %d differs: %+v, %+v", i, p, q)
		}
	}
}
