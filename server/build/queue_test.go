package build

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"testing"

	"abacus/go_test/need"
	"abacus/server/fair"
)

// numberedRequest is one of many that have nothing in common.
func numberedRequest(who string, n int) Request {
	return Request{Lesson: "entropy", Cells: []string{"NatsAndBits"},
		Edits: edit("Size", fmt.Sprintf("func Size(counts []int) int { return len(%q) + %d }", who, n))}
}

// enter waits for a core for a client.
func enter(t *testing.T, q *queue, c fair.Client) (leave func(), err error) {
	t.Helper()
	return (&flight{Ticket: q.Ticket(c), q: q}).enter(t.Context())
}

// TestBuildsTakeTurns: a client with twenty builds does not stand before six
// learners who press Run after it.
func TestBuildsTakeTurns(t *testing.T) {
	b := fresh(t, func(c *Config) { c.CacheDir, c.Parallel = t.TempDir(), 1 })
	leave, err := enter(t, b.queue, fair.Client{Address: "first"})
	if err != nil {
		t.Fatal(err)
	}
	const hogs, learners = 20, 6
	var all sync.WaitGroup
	var mu sync.Mutex
	var order []string
	ask := func(c fair.Client, n int) {
		_, before := b.Load()
		all.Go(func() {
			if r, err := b.BuildFor(t.Context(), c, Queued, numberedRequest(c.Name, n)); err != nil || r.Program == nil {
				t.Errorf("%s: %v", c.Name, err)
			}
			mu.Lock()
			defer mu.Unlock()
			order = append(order, c.Name)
		})
		need.Until(t, "the build to wait", func() bool { _, waiting := b.Load(); return waiting > before })
	}
	for i := range hogs {
		ask(fair.Client{Address: "nat", Name: "hog"}, i)
	}
	for i := range learners {
		ask(fair.Client{Address: "nat", Name: fmt.Sprintf("learner %d", i)}, 0)
	}
	leave()
	all.Wait()
	before := 0
	for i, seen := 0, 0; seen < learners; i++ {
		if order[i] == "hog" {
			before++
		} else {
			seen++
		}
	}
	// One at its turn, and one that answers may overtake.
	if before > 2 {
		t.Errorf("%d builds of the hog came before the learners' last: %q", before, order)
	}
}

// TestWhatIsWantedNowComesFirst: a build ahead gives its place up, and whoever
// has come to want it by then gets it all the same.
func TestWhatIsWantedNowComesFirst(t *testing.T) {
	b := fresh(t, func(c *Config) { c.CacheDir, c.Parallel = t.TempDir(), 1 })
	c, other := fair.Client{Name: "typing"}, fair.Client{Name: "running"}
	q := newQueue(1, 8, slog.New(slog.DiscardHandler))
	started, ended := make(chan struct{}), make(chan error, 2)
	go func() {
		_, err := q.do(t.Context(), "x", c, Speculative, func(ctx context.Context, fl *flight) (Result, error) {
			leave, err := fl.enter(ctx)
			if err != nil {
				return Result{}, err
			}
			defer leave()
			close(started)
			<-ctx.Done()
			return Result{}, ctx.Err()
		})
		ended <- err
	}()
	<-started
	leave, err := enter(t, q, other)
	if err != nil {
		t.Fatal(err)
	}
	if err := <-ended; !errors.Is(err, errPreempted) {
		t.Errorf("the build ahead ended with %v", err)
	}
	beside := &flight{Ticket: q.Ticket(c), q: q, speculative: true}
	if _, err := beside.enter(t.Context()); !errors.Is(err, errPreempted) {
		t.Errorf("a build ahead beside another: %v", err)
	}
	leave()

	started = make(chan struct{})
	release := make(chan struct{})
	ask := func(c fair.Client, how Urgency) {
		_, err := q.do(t.Context(), "y", c, how, func(ctx context.Context, fl *flight) (Result, error) {
			leave, err := fl.enter(ctx)
			if err != nil {
				return Result{}, err
			}
			defer leave()
			close(started)
			select {
			case <-release:
			case <-ctx.Done():
			}
			return Result{}, ctx.Err()
		})
		ended <- err
	}
	go ask(c, Speculative)
	<-started
	go ask(other, Queued)
	need.Until(t, "two to wait for one build", func() bool {
		q.mu.Lock()
		defer q.mu.Unlock()
		return q.flights["y"].waiting == 2
	})
	third := make(chan func(), 1)
	go func() {
		leave, err := enter(t, q, fair.Client{Name: "third"})
		if err != nil {
			t.Error(err)
		}
		third <- leave
	}()
	need.Until(t, "a third to wait", func() bool { _, waiting := q.Load(); return waiting == 1 })
	close(release)
	if err := errors.Join(<-ended, <-ended); err != nil {
		t.Errorf("a build that somebody waits for was ended: %v", err)
	}
	(<-third)()

	r, err := b.BuildFor(t.Context(), c, Speculative, numberedRequest("ahead", 1))
	if err != nil || r.Program == nil {
		t.Fatalf("nobody builds, and nothing is built ahead: %v", err)
	}
	leave, err = enter(t, b.queue, other)
	if err != nil {
		t.Fatal(err)
	}
	defer leave()
	var busy *BusyError
	if _, err := b.BuildFor(t.Context(), c, Speculative, numberedRequest("ahead", 2)); !errors.As(err, &busy) {
		t.Errorf("built ahead beside another: %v", err)
	}
	if r, err := b.BuildFor(t.Context(), c, Speculative, numberedRequest("ahead", 1)); err != nil || !r.Cached {
		t.Errorf("what is there is not had: %v", err)
	}
}

// TestRunTakesOverWhatIsBuiltAhead: many build ahead and press Run at once, and
// each gets a program.
func TestRunTakesOverWhatIsBuiltAhead(t *testing.T) {
	b := fresh(t, func(c *Config) { c.CacheDir = t.TempDir() })
	var all sync.WaitGroup
	for i := range 12 {
		c := fair.Client{Address: "nat", Name: fmt.Sprint(i)}
		all.Go(func() { _, _ = b.BuildFor(t.Context(), c, Speculative, numberedRequest(c.Name, 0)) })
		all.Go(func() {
			if r, err := b.BuildFor(t.Context(), c, Queued, numberedRequest(c.Name, 0)); err != nil || r.Program == nil {
				t.Errorf("%d: %v %v", i, err, r.Diagnostics)
			}
		})
	}
	all.Wait()
	if running, waiting := b.Load(); running+waiting != 0 || b.queue.speculative != nil {
		t.Errorf("%d run, %d wait, speculative %v: want none", running, waiting, b.queue.speculative)
	}
}
