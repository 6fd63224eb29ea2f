// Package kit makes what a page needs to build learners' programs without a
// server: Go's own compiler and linker, and the assembler of package
// build/source, as WebAssembly; and the packages that programs are built on.
//
// The tools are compiled from the sources that come with the toolchain. The
// packages are those that the server's builder prepared. They are split into export
// data, which is all that compiling needs, and object code for the linker, and
// combined in packs: what every program needs, what figures need, what is rarely
// needed, and each lesson's own.
//
// All files are named after their content. They are kept compressed in the
// user's cache directory: with gzip at once, and in the background with brotli at its
// highest level, which takes minutes. A kit can be served as soon as it is whole,
// before it is small. It is made when it is first wanted; after an interruption,
// making it resumes.
//
// A machine without a toolchain can serve a kit that another machine made from the
// same lessons, or that it made itself earlier: it only needs the kit's directory.
package kit

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"abacus/server/build"
)

// Kit is the kit for the edition of the lessons that a Builder builds.
type Kit struct {
	GzipOnly bool // skip brotli, which would take minutes of a test's processor time

	builder *build.Builder
	dir     string
	log     *slog.Logger

	life    context.Context // ends with Close
	end     context.CancelFunc
	making  sync.Mutex // held while making the kit
	finding sync.Mutex // held while looking for one
	status  atomic.Pointer[build.Status]
	ready   atomic.Pointer[ready]
}

// ready is a kit that can be served.
type ready struct {
	key      string // of what it was made from
	manifest *Manifest
}

// ErrNoSources means that the toolchain lacks the sources of its compiler and
// linker.
var ErrNoSources = errors.New("the Go toolchain on this machine lacks the sources of its compiler (src/cmd)")

// New returns a Kit in the Builder's cache directory. It is not made until it is asked
// for.
func New(b *build.Builder) (*Kit, error) {
	k := &Kit{builder: b, dir: filepath.Join(b.Config().CacheDir, "kit"), log: b.Config().Log}
	if err := os.MkdirAll(k.dir, 0o755); err != nil {
		return nil, fmt.Errorf("the kit's directory: %w", err)
	}
	k.status.Store(&build.Status{State: build.Preparing})
	k.life, k.end = context.WithCancel(context.Background())
	return k, nil
}

// Close stops the background work. Finished files stay.
func (k *Kit) Close() {
	k.end()
	k.making.Lock() // wait for it to end
	defer k.making.Unlock()
}

// Status returns the current status. A kit that nobody has asked for counts as being
// prepared.
func (k *Kit) Status() build.Status { return *k.status.Load() }

// Manifest returns the contents of the kit for what the Builder builds now or, if it
// has no toolchain, would build. ok is false while that kit is not ready. Errors are
// build.ErrPreparing and build.ErrUnavailable.
func (k *Kit) Manifest() (m Manifest, ok bool, err error) {
	ready, err := k.current()
	if ready != nil {
		m = k.sizes(ready)
	}
	return m, ready != nil, err
}

func (k *Kit) current() (*Manifest, error) {
	p, err := k.builder.Prepared()
	switch {
	case errors.Is(err, build.ErrUnavailable):
		return k.find()
	case err != nil:
		return nil, err
	}
	if m := k.published(p.Key); m != nil {
		return m, nil
	}
	m, err := k.load(k.manifestPath(p.Edition, p.Key))
	if err != nil {
		return nil, nil // an unreadable kit is made again
	}
	k.publish(p.Key, m)
	return m, nil
}

// published returns the kit that is ready for a key, or nil.
func (k *Kit) published(key string) *Manifest {
	if r := k.ready.Load(); r != nil && r.key == key {
		return r.manifest
	}
	return nil
}

func (k *Kit) publish(key string, m *Manifest) {
	k.ready.Store(&ready{key, m})
	k.status.Store(&build.Status{State: build.Ready})
}

// Want starts making the kit in the background, at low priority, unless it is
// complete or being made. After a failure it retries only in a new process.
// Without a toolchain it does nothing: only an existing kit can be served.
func (k *Kit) Want() {
	if k.builder.Status().State != build.Ready || k.Status().State == build.Unavailable || !k.making.TryLock() {
		return
	}
	m, ok, err := k.Manifest()
	large := func(f *File) bool { return f.Brotli == 0 && !k.GzipOnly }
	if err != nil || ok && !slices.ContainsFunc(files(&m), large) {
		k.making.Unlock()
		return
	}
	go func() {
		defer k.making.Unlock()
		make := func() error { return k.make(k.life, func(build.Progress) {}) }
		if err := quietly(make); err != nil && k.life.Err() == nil {
			k.log.Warn("code cannot be built in the browser", "error", err)
		}
	}()
}

// Make makes the kit, compresses it as far as possible, and returns when that is
// done. It reports its progress to report and in Status.
func (k *Kit) Make(ctx context.Context, report func(build.Progress)) error {
	k.making.Lock()
	defer k.making.Unlock()
	return k.make(ctx, report)
}

func (k *Kit) make(ctx context.Context, report func(build.Progress)) error {
	m, err := k.whole(ctx, report)
	if err != nil {
		return err
	}
	if k.GzipOnly {
		return nil
	}
	if err := k.shrink(ctx, m, k.tell(report)); err != nil {
		return fmt.Errorf("compressing the kit: %w", err)
	}
	build.Sweep(k.dir, "*", stale, k.log)
	return nil
}

// Whole makes the kit, compressed with gzip, and returns its manifest.
func (k *Kit) Whole(ctx context.Context, report func(build.Progress)) (*Manifest, error) {
	k.making.Lock()
	defer k.making.Unlock()
	return k.whole(ctx, report)
}

// tell returns a function that passes progress to report and the status.
func (k *Kit) tell(report func(build.Progress)) func(build.Progress) {
	return func(p build.Progress) {
		if k.Status().State != build.Ready {
			k.status.Store(&build.Status{State: build.Preparing, Progress: p})
		}
		report(p)
	}
}

func (k *Kit) whole(ctx context.Context, report func(build.Progress)) (*Manifest, error) {
	start := time.Now()
	p, err := k.builder.Prepared()
	if err != nil {
		return nil, err
	}
	load := func() (*Manifest, error) { return k.load(k.manifestPath(p.Edition, p.Key)) }
	m, err := build.Once(ctx, filepath.Join(k.dir, "lock"), load, func() error {
		err := k.assemble(ctx, p, k.tell(report))
		if err == nil {
			k.log.Info("code can be built in the browser", "after", time.Since(start).Round(time.Millisecond))
		}
		return err
	})
	if err != nil {
		k.fail(ctx, err)
		return nil, fmt.Errorf("making the kit: %w", err)
	}
	k.publish(p.Key, m)
	return m, nil
}

// fail records why there will be no kit. An interruption is not a failure.
func (k *Kit) fail(ctx context.Context, err error) {
	switch {
	case ctx.Err() != nil && k.Status().State == build.Ready: // another process made it
	case ctx.Err() != nil:
		k.status.Store(&build.Status{State: build.Preparing})
	case errors.Is(err, ErrNoSources):
		k.setUnavailable("the Go installation on the server's machine lacks the sources of its compiler.")
	default:
		k.setUnavailable("preparing it failed. The server's log says why.")
	}
}

func (k *Kit) setUnavailable(why string) {
	k.status.Store(&build.Status{State: build.Unavailable, Problem: "Code cannot be built in the browser: " + why})
}
