package build

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"abacus/go_test/need"
	"abacus/server/fair"
	"abacus/server/packed"
)

// TestResultsAreCounted: what a result costs is counted, its diagnostics and
// its program included.
func TestResultsAreCounted(t *testing.T) {
	bare := Result{}.cost()
	wordy := Result{Diagnostics: []Diagnostic{{Message: "no such name", Hint: "spell it"}}}
	if got, want := wordy.cost()-bare, len("no such name")+len("spell it"); got != want {
		t.Errorf("diagnostics cost %d, want %d", got, want)
	}
	program := Result{Program: &Program{Body: packed.Body{Plain: make([]byte, 10<<10)}}}
	if got := program.cost() - bare; got < 10<<10 {
		t.Errorf("a program of 10 KiB costs %d", got)
	}
}

func TestFlightsAreShared(t *testing.T) {
	q := newQueue(1, 1, slog.New(slog.DiscardHandler))
	var calls atomic.Int32
	arrived, release := make(chan struct{}), make(chan struct{})
	work := func(context.Context, *flight) (Result, error) {
		calls.Add(1)
		close(arrived)
		<-release
		return Result{Cached: true}, nil
	}
	results := make(chan Result, 2)
	ask := func() { r, _ := q.do(t.Context(), "x", fair.Client{}, Queued, work); results <- r }
	go ask()
	<-arrived
	go ask()
	need.Until(t, "both wait", func() bool {
		q.mu.Lock()
		defer q.mu.Unlock()
		return q.flights["x"].waiting == 2
	})
	close(release)
	first, second := <-results, <-results
	if !first.Cached || !second.Cached || calls.Load() != 1 {
		t.Errorf("two askers got %+v and %+v from %d calls", first, second, calls.Load())
	}
}

// A fault of ours costs one build, not the server, and the log has it.
func TestABuildPanics(t *testing.T) {
	var log strings.Builder
	q := newQueue(1, 1, slog.New(slog.NewTextHandler(&log, nil)))
	_, err := q.do(t.Context(), "x", fair.Client{}, Queued, func(ctx context.Context, fl *flight) (Result, error) {
		leave, err := fl.enter(ctx)
		if err != nil {
			return Result{}, err
		}
		defer leave()
		panic("out of range")
	})
	var crash *PanicError
	if !errors.As(err, &crash) || crash.Value != "out of range" {
		t.Errorf("error %v, want a panic", err)
	}
	if !strings.Contains(log.String(), "out of range") || !strings.Contains(log.String(), "TestABuildPanics") {
		t.Errorf("the log says %q", log.String())
	}
	r, err := q.do(t.Context(), "x", fair.Client{}, Immediate, func(context.Context, *flight) (Result, error) {
		return Result{Cached: true}, nil
	})
	if err != nil || !r.Cached {
		t.Errorf("the next build: %+v, %v", r, err)
	}
}

func TestFlightEndsWithItsLastAsker(t *testing.T) {
	q := newQueue(1, 1, slog.New(slog.DiscardHandler))
	ended := make(chan error, 1)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := q.do(ctx, "x", fair.Client{}, Queued, func(own context.Context, _ *flight) (Result, error) {
		cancel()
		<-own.Done()
		ended <- own.Err()
		return Result{}, own.Err()
	})
	if !errors.Is(err, context.Canceled) || !errors.Is(<-ended, context.Canceled) {
		t.Errorf("error %v, want cancelled, and the work ended", err)
	}
}

func TestSweep(t *testing.T) {
	root := filepath.Join(t.TempDir(), "[a] cache") // no pattern
	old, young := filepath.Join(root, "work", "build-1"), filepath.Join(root, "work", "build-2")
	for _, dir := range []string{old, young} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	past := time.Now().Add(-2 * staleWork)
	if err := os.Chtimes(old, past, past); err != nil {
		t.Fatal(err)
	}
	if _, err := New(Config{CacheDir: root}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(old); !os.IsNotExist(err) {
		t.Error("what a killed process left is still there")
	}
	if _, err := os.Stat(young); err != nil {
		t.Errorf("what is under way is gone: %v", err)
	}
}
