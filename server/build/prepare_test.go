package build

import (
	"context"
	"errors"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"abacus/server/build/source"
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
	p, err := b.Prepared()
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	for _, a := range p.Archives {
		names[a.ImportPath] = a.Name
	}
	for _, path := range p.Course.Imports() {
		if got := source.PackageName(path); got != names[path] {
			t.Errorf("the name of %s is taken for %s, it is %s: import it by its name", path, got, names[path])
		}
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
	if js, err := p.Support(); err != nil || len(js) == 0 {
		t.Errorf("no wasm_exec.js: %v", err)
	}
}

// TestPrepareTogether: of two who share a directory one prepares, and the
// other waits for it.
func TestPrepareTogether(t *testing.T) {
	builder(t) // so that the go command has built everything
	cfg := testConfig()
	cfg.CacheDir = t.TempDir()
	var compiled atomic.Int64
	var all sync.WaitGroup
	var two [2]*Builder
	for i := range two {
		b, err := New(cfg)
		if err != nil {
			t.Fatal(err)
		}
		two[i] = b
		all.Go(func() {
			did := false
			if err := b.Prepare(t.Context(), func(p Progress) { did = did || p.Total > 0 }); err != nil {
				t.Error(err)
			}
			if did {
				compiled.Add(1)
			}
		})
	}
	all.Wait()
	if n := compiled.Load(); n != 1 {
		t.Errorf("%d of two compiled the packages", n)
	}
	for _, b := range two {
		mustBuild(t, b, Request{Lesson: "entropy", Cells: []string{"NatsAndBits"}})
	}
}

func TestLock(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there are no such locks")
	}
	path := filepath.Join(t.TempDir(), "lock")
	release, err := lock(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := lock(ctx, path); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the second has it, too: %v", err)
	}
	release()
	if release, err = lock(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	release()
}
