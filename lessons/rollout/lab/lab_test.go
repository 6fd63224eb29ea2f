package lab

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// quick is a configuration for tests: two replicas, a good second. The load is
// light and the margins are wide, so that a busy machine changes nothing.
func quick(drain bool) Config {
	cfg := DefaultConfig()
	cfg.Drain, cfg.Replicas = drain, 2
	cfg.ReadyDelay = 100 * time.Millisecond
	cfg.Rate, cfg.PreStop, cfg.Grace = 40, 500*time.Millisecond, 3*time.Second
	return cfg
}

func TestDrainingLosesNothing(t *testing.T) {
	t.Parallel()
	s, err := Run(t.Context(), quick(true), nil)
	if err != nil {
		t.Fatal(err)
	}
	if s.Failed.Total() != 0 || s.OK.V1 == 0 || s.OK.V2 == 0 || s.OK.Other != 0 {
		t.Errorf("with draining: %+v", s)
	}
	if s.Sent != s.OK.Total() {
		t.Errorf("sent %d, answered %d", s.Sent, s.OK.Total())
	}
	if s.P50MS < 150 || s.P99MS < s.P50MS {
		t.Errorf("p50 %g ms, p99 %g ms, but a request takes 150 ms", s.P50MS, s.P99MS)
	}
}

func TestStoppingAtOnceLosesRequests(t *testing.T) {
	t.Parallel()
	s, err := Run(t.Context(), quick(false), nil)
	if err != nil {
		t.Fatal(err)
	}
	if s.Reasons[CutOff] == 0 || s.Reasons[Refused] == 0 {
		t.Errorf("without draining: %v, want requests cut off and refused", s.Reasons)
	}
	if s.Failed.V1 != s.Failed.Total() {
		t.Errorf("failures %+v, want all of version 1", s.Failed)
	}
	if s.Sent != s.OK.Total()+s.Failed.Total() {
		t.Errorf("sent %d, but %d answered and %d failed", s.Sent, s.OK.Total(), s.Failed.Total())
	}
}

// TestGraceTooShort: draining does not help a request that takes longer than the grace period.
func TestGraceTooShort(t *testing.T) {
	t.Parallel()
	cfg := quick(true)
	cfg.ServiceTime, cfg.PreStop, cfg.Grace = 600*time.Millisecond, 200*time.Millisecond, 220*time.Millisecond
	s, err := Run(t.Context(), cfg, nil)
	if err != nil {
		t.Fatal(err)
	}
	if s.Reasons[CutOff] == 0 {
		t.Errorf("a grace period of %v lost nothing: %+v", cfg.Grace, s)
	}
}

func TestProgress(t *testing.T) {
	t.Parallel()
	var seen []Progress
	cfg := quick(true)
	s, err := Run(t.Context(), cfg, func(p Progress) { seen = append(seen, p) })
	if err != nil {
		t.Fatal(err)
	}
	states := map[string][]State{}
	for i, p := range seen {
		if p.Sent != p.InFlight+p.OK.Total()+p.Failed.Total() || p.InFlight < 0 {
			t.Errorf("the books do not balance: %+v", p)
		}
		if i > 0 && (p.Sent < seen[i-1].Sent || p.ElapsedMS < seen[i-1].ElapsedMS) {
			t.Errorf("went backwards: %+v", p)
		}
		ready := 0
		for _, r := range p.Replicas {
			if l := states[r.Name]; len(l) == 0 || l[len(l)-1] != r.State {
				states[r.Name] = append(l, r.State)
			}
			if r.State == Ready {
				ready++
			}
		}
		if i > 0 && ready < cfg.Replicas {
			t.Errorf("only %d replicas are ready: %+v", ready, p)
		}
	}
	last := seen[len(seen)-1]
	if last.Phase != "finished" || last.InFlight != 0 || last.Sent != s.Sent || last.OK != s.OK {
		t.Errorf("last progress %+v does not match the summary %+v", last, s)
	}
	want := []State{Starting, Ready, Draining, Gone}
	for name, got := range states {
		tail := want[4-len(got):]
		if strings.HasPrefix(name, "v2") {
			tail = want[:2]
		}
		if !slices.Equal(got, tail) {
			t.Errorf("%s went through %v, want %v", name, got, tail)
		}
	}
	if len(states) != 2*cfg.Replicas {
		t.Errorf("saw the replicas %v", states)
	}
}

func TestCancelLeavesNothingBehind(t *testing.T) {
	before := runtime.NumGoroutine()
	ctx, cancel := context.WithCancel(t.Context())
	var last Progress
	_, err := Run(ctx, DefaultConfig(), func(p Progress) {
		if last = p; p.OK.Total() > 0 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want %v", err, context.Canceled)
	}
	if last.Phase == "finished" || last.OK.V2 > 0 {
		t.Errorf("cancelled at the first answer, but it went on to %+v", last)
	}
	checkGoroutines(t, before)
}

func TestNoGoroutineLeft(t *testing.T) {
	before := runtime.NumGoroutine()
	if _, err := Run(t.Context(), quick(false), nil); err != nil {
		t.Fatal(err)
	}
	checkGoroutines(t, before)
}

// checkGoroutines waits for the goroutines of closed connections to end.
func checkGoroutines(t *testing.T, before int) {
	t.Helper()
	for deadline := time.Now().Add(4 * time.Minute); ; {
		now := runtime.NumGoroutine()
		if now <= before {
			return
		}
		if time.Now().After(deadline) {
			stacks := make([]byte, 1<<20)
			t.Fatalf("%d goroutines before, %d after:\n%s", before, now, stacks[:runtime.Stack(stacks, true)])
		}
		runtime.Gosched()
		time.Sleep(time.Millisecond)
	}
}

func TestRunnerOneAtATime(t *testing.T) {
	var runner Runner
	inside := make(chan struct{})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	done := make(chan error)
	entered := false
	go func() {
		_, err := runner.Run(ctx, quick(true), func(Progress) {
			if !entered {
				entered = true
				close(inside)
			}
		})
		done <- err
	}()
	<-inside
	if _, err := runner.Run(t.Context(), quick(true), nil); !errors.Is(err, ErrBusy) {
		t.Errorf("a second run at the same time gave %v, want %v", err, ErrBusy)
	}
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("the first run gave %v", err)
	}
	if _, err := runner.Run(ctx, quick(true), nil); errors.Is(err, ErrBusy) {
		t.Error("still busy after the first run")
	}
}

func TestValidate(t *testing.T) {
	for name, change := range map[string]func(*Config){
		"replicas":      func(c *Config) { c.Replicas = 6 },
		"rate":          func(c *Config) { c.Rate = 0 },
		"service time":  func(c *Config) { c.ServiceTime = time.Minute },
		"ready delay":   func(c *Config) { c.ReadyDelay = -1 },
		"endpoint lag":  func(c *Config) { c.EndpointLag = 2 * time.Second },
		"preStop sleep": func(c *Config) { c.PreStop = time.Hour },
		"grace period":  func(c *Config) { c.Grace = 4 * time.Second },
	} {
		cfg := DefaultConfig()
		change(&cfg)
		_, err := Run(t.Context(), cfg, nil)
		if bad := (*ConfigError)(nil); !errors.As(err, &bad) || !strings.HasPrefix(bad.Reason, name) {
			t.Errorf("got error %v, want one about %q", err, name)
		}
	}
}
