package build

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"
)

// TestPrepare prepares from nothing but the go command's own cache, after an
// interruption, and finds it all again.
func TestPrepare(t *testing.T) {
	builder(t) // so that the go command has built everything
	cfg := testConfig()
	cfg.CacheDir = t.TempDir()
	b, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	err = b.Prepare(ctx, func(p Progress) {
		if p.Total > 0 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("interrupted: error %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(cfg.CacheDir, "p*")); len(left) > 0 {
		t.Errorf("an interruption left %q", left)
	}
	var last Progress
	if err := b.Prepare(t.Context(), func(p Progress) { last = p }); err != nil {
		t.Fatal(err)
	}
	if last.Done == 0 || last.Done != last.Total || b.Status().State != Ready {
		t.Errorf("at the end: progress %+v, status %+v", last, b.Status())
	}
	if !b.Editable("entropy", "Entropy") || b.Editable("entropy", "Phlogiston") || b.Editable("rollout", "lab.Run") {
		t.Error("Entropy can be edited, Phlogiston and lab.Run cannot")
	}

	again, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	if err := again.Prepare(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	t.Logf("prepared again in %s", time.Since(start).Round(time.Millisecond))
	mustBuild(t, again, Request{Lesson: "entropy", Cells: []string{"NatsAndBits"}})
	if js, err := again.Support(); err != nil || len(js) == 0 {
		t.Errorf("no wasm_exec.js: %v", err)
	}
}
