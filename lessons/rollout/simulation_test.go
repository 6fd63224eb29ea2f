package rollout

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func run(t *testing.T, change func(*Config)) *Report {
	t.Helper()
	cfg := DefaultConfig()
	change(&cfg)
	return checkRun(t, cfg)
}

func TestDefaultUpdateLosesNothing(t *testing.T) {
	r := run(t, func(*Config) {})
	if r.Dropped != 0 || r.ServedV1 == 0 || r.ServedV2 == 0 {
		t.Errorf("served %d and %d, dropped %v", r.ServedV1, r.ServedV2, r.Reasons)
	}
	// 3 pods, one after the other, 6 s each until ready.
	if r.Finished != 10+3*6 {
		t.Errorf("finished at %g s, want 28", r.Finished)
	}
	if r.LeastAvailable() != 3 || len(r.Pods) != 6 {
		t.Errorf("%d pods, at least %d available; want 6 and 3", len(r.Pods), r.LeastAvailable())
	}
}

// TestStoppingInParallel checks the two halves of a pod's end, which do not
// wait for each other: without a preStop sleep the list is out of date for as
// long as the news travels.
func TestStoppingInParallel(t *testing.T) {
	r := run(t, func(c *Config) { c.PreStop, c.EndpointLag = 0, 2 })
	if r.Reasons[Refused] == 0 || r.Dropped != r.Reasons[Refused] {
		t.Errorf("dropped %v, want refused ones only", r.Reasons)
	}
	r = run(t, func(c *Config) { c.PreStop, c.EndpointLag = 2, 2 })
	if r.Dropped != 0 {
		t.Errorf("a preStop sleep as long as the lag still dropped %v", r.Reasons)
	}
}

// TestGraceIncludesPreStop: SIGKILL comes one grace period after the order to
// stop, whether or not a preStop hook used some of it.
func TestGraceIncludesPreStop(t *testing.T) {
	endless := func(c *Config) { c.Service, c.Spread, c.Duration = 1000, 0, 200 }
	tests := []struct{ preStop, grace, term, gone float64 }{
		{0, 30, 0, 30},
		{10, 30, 10, 30},
		{29, 30, 29, 31}, // at least 2 s between SIGTERM and SIGKILL
		{50, 30, 30, 32}, // the hook is given up when the grace period is over
		{5, 0, 0, 2},     // no grace, no hook
	}
	for _, tt := range tests {
		r := run(t, func(c *Config) { endless(c); c.PreStop, c.Grace = tt.preStop, tt.grace })
		p := r.Pods[0]
		if got := p.Term - p.Told; got != tt.term {
			t.Errorf("preStop %g, grace %g: SIGTERM after %g s, want %g", tt.preStop, tt.grace, got, tt.term)
		}
		if got := p.Gone - p.Told; got != tt.gone {
			t.Errorf("preStop %g, grace %g: gone after %g s, want %g", tt.preStop, tt.grace, got, tt.gone)
		}
		if r.Reasons[Cut] == 0 {
			t.Errorf("preStop %g, grace %g: nothing was cut off", tt.preStop, tt.grace)
		}
	}
}

func TestIgnoringTermCutsRequests(t *testing.T) {
	r := run(t, func(c *Config) { c.IgnoreTerm, c.Service = true, 3 })
	if r.Reasons[Cut] == 0 {
		t.Error("no request was cut off")
	}
	for _, p := range r.Pods {
		if p.Told >= 0 && p.Gone != p.Term {
			t.Errorf("pod %+v outlived SIGTERM", p)
		}
	}
}

func TestBadImageStalls(t *testing.T) {
	stuck := run(t, func(c *Config) { c.BadImage, c.Deadline = true, 30 })
	if stuck.Stalled != 40 || stuck.Finished != -1 {
		t.Errorf("stalled at %g s, finished at %g; want 40 and never", stuck.Stalled, stuck.Finished)
	}
	if stuck.Dropped != 0 || stuck.ServedV2 != 0 || stuck.LeastAvailable() != 3 {
		t.Errorf("dropped %v, %d served by version 2, %d pods left", stuck.Reasons, stuck.ServedV2, stuck.LeastAvailable())
	}
	undone := run(t, func(c *Config) { c.BadImage, c.Deadline, c.UndoAt = true, 30, 50 })
	if undone.Stalled != 40 || undone.Finished != 50 {
		t.Errorf("stalled at %g s, undone at %g; want 40 and 50", undone.Stalled, undone.Finished)
	}
	// With one pod allowed to be missing, the capacity that was given up comes back.
	undone = run(t, func(c *Config) {
		c.BadImage, c.UndoAt, c.MaxUnavailable = true, 50, Pods(1)
	})
	if undone.LeastAvailable() != 2 || undone.Finished != 56 || undone.Dropped != 0 {
		t.Errorf("least %d, finished %g, dropped %v; want 2, 56, none", undone.LeastAvailable(), undone.Finished,
			undone.Reasons)
	}
}

func TestUndoOfGoodUpdate(t *testing.T) {
	r := run(t, func(c *Config) { c.UndoAt = 20 })
	last := r.Samples[len(r.Samples)-1]
	if last.Ready != [3]int{0, 3, 0} || r.Dropped != 0 || r.ServedV2 == 0 {
		t.Errorf("ended with %+v, dropped %v, version 2 served %d", last, r.Reasons, r.ServedV2)
	}
}

func TestDrain(t *testing.T) {
	base := func(c *Config) {
		c.Change, c.Replicas, c.Nodes, c.ReadyDelay = Drain, 6, 2, 10
	}
	free := run(t, base)
	if free.LeastAvailable() != 3 || free.Drained < 0 {
		t.Errorf("without a budget: least %d, empty at %g s; want 3, some time", free.LeastAvailable(), free.Drained)
	}
	kept := run(t, func(c *Config) { base(c); c.MinAvailable = 5 })
	if kept.LeastAvailable() != 5 || kept.Drained < free.Drained {
		t.Errorf("with a budget: least %d, empty at %g s", kept.LeastAvailable(), kept.Drained)
	}
	stuck := run(t, func(c *Config) { base(c); c.MinAvailable = 6 })
	if stuck.LeastAvailable() != 6 || stuck.Drained != -1 {
		t.Errorf("with a budget of all: least %d, empty at %g s; want 6, never", stuck.LeastAvailable(), stuck.Drained)
	}
	for _, p := range kept.Pods[6:] {
		if p.Node == 0 {
			t.Errorf("pod %+v was put on the node that is drained", p)
		}
	}
}

// TestQueueingTheory compares a single pod with a single worker with the
// formula of Pollaczek and Khinchine for the mean wait.
func TestQueueingTheory(t *testing.T) {
	const rate, service = 0.5, 1.0
	cfg := Config{Replicas: 1, MaxSurge: Pods(1), Rate: rate, Service: service, Spread: 0.5,
		Workers: 1, Backlog: 10_000, Nodes: 1, Duration: 3600, Seed: 3}
	wait, n := 0.0, 0
	for seed := range uint64(20) {
		cfg.Seed = seed
		for _, q := range checkRun(t, cfg).Requests {
			if q.Fate == Served {
				wait += q.Started - q.Arrived
				n++
			}
		}
	}
	secondMoment := service * service * math.Exp(0.5*0.5) // of the lognormal service time
	want := rate * secondMoment / (2 * (1 - rate*service))
	if got := wait / float64(n); math.Abs(got-want) > 0.05*want {
		t.Errorf("mean wait %.4f s, theory says %.4f s", got, want)
	}
}

func TestValidate(t *testing.T) {
	tests := []struct {
		change func(*Config)
		want   string
	}{
		{func(c *Config) { c.MaxSurge, c.MaxUnavailable = Pods(0), Percent(0) }, "may not be 0"},
		{func(c *Config) { c.Replicas = 0 }, "Replicas is 0"},
		{func(c *Config) { c.Grace = -1 }, "Grace is -1"},
		{func(c *Config) { c.Rate = math.NaN() }, "Rate is NaN"},
		{func(c *Config) { c.Duration = math.Inf(1) }, "Duration is +Inf"},
		{func(c *Config) { c.Service = 0 }, "must be above 0"},
		{func(c *Config) { c.UndoAt = 5 }, "before the update"},
		{func(c *Config) { c.Rate, c.Duration = 10_000, 3600 }, "the limit is"},
		{func(c *Config) { c.Change, c.Nodes = Drain, 1 }, "at least 2 nodes"},
		{func(c *Config) { c.Change = 9 }, "Change is 9"},
	}
	for _, tt := range tests {
		cfg := DefaultConfig()
		tt.change(&cfg)
		if _, err := Run(cfg); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("got error %v, want one about %q", err, tt.want)
		}
	}
}

func TestAgendaInOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 0))
	var a agenda
	for range 500 {
		a.plan(float64(rng.IntN(50)), nil)
	}
	var got []event
	for e, ok := a.next(); ok; e, ok = a.next() {
		got = append(got, e)
	}
	if len(got) != 500 || !slices.IsSortedFunc(got, func(a, b event) int {
		if a.before(b) {
			return -1
		}
		return 1
	}) {
		t.Errorf("%d events, not in order of time and planning", len(got))
	}
}

func BenchmarkRun(b *testing.B) {
	cfg := DefaultConfig()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Run(cfg); err != nil {
			b.Fatal(err)
		}
	}
}
