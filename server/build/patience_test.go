package build

import (
	"errors"
	"testing"
	"time"

	"abacus/server/fair"
)

// TestPatienceInTheQueue: who would wait for longer than proxies do is told so.
func TestPatienceInTheQueue(t *testing.T) {
	b := fresh(t, func(c *Config) { c.CacheDir, c.Parallel, c.Patience = t.TempDir(), 1, 20*time.Millisecond })
	leave, err := enter(t, b.queue, fair.Client{})
	if err != nil {
		t.Fatal(err)
	}
	busy := new(BusyError)
	if _, err := b.Build(t.Context(), numberedRequest("late", 1)); !errors.As(err, &busy) {
		t.Errorf("error %v, want busy", err)
	}
	if _, err := b.BuildFor(t.Context(), fair.Client{}, Immediate, numberedRequest("soon", 3)); !errors.As(err, &busy) {
		t.Errorf("one who can build elsewhere: error %v, want busy", err)
	}
	mistaken := Request{Lesson: "entropy", Edits: edit("Size", "\x00")}
	if _, err := b.Build(t.Context(), mistaken); !errors.As(err, &busy) {
		t.Errorf("a text that need not be compiled, but read: error %v, want busy", err)
	}
	leave()
	if r, err := b.Build(t.Context(), mistaken); err != nil || len(r.Diagnostics) != 1 {
		t.Errorf("once it is read: %+v, %v", r, err)
	}
	if r, err := b.BuildFor(t.Context(), fair.Client{}, Immediate, numberedRequest("soon", 3)); err != nil ||
		r.Program == nil {
		t.Errorf("when nobody builds: %v", err)
	}
	if r, err := b.Build(t.Context(), numberedRequest("late", 1)); err != nil || r.Program == nil {
		t.Errorf("afterwards: %v", err)
	}
}
