package build

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"abacus/server/build/source"
	"abacus/server/fair"
	"abacus/server/lru"
)

// Builder builds learners' programs. Its methods are safe for concurrent use.
type Builder struct {
	cfg   Config
	work  string // directory of builds under way
	queue *queue
	cache *lru.Cache[Result]

	status  atomic.Pointer[Status]
	edition atomic.Value // string
	ready   atomic.Pointer[Prepared]
	mu      sync.Mutex   // guards own, and the changes of ready that follow from it
	own     []source.Own // lessons outside the module
}

// Status tells a page whether it can offer Run.
type Status struct {
	State    State
	Progress Progress
	Problem  string // why it is unavailable, for the reader
}

// State is a step in a Builder's life.
type State string

// The states.
const (
	Preparing   State = "preparing"
	Ready       State = "ready"
	Unavailable State = "unavailable"
)

// New returns a Builder, which can build once Prepare has succeeded. It removes
// what earlier processes left in the cache directory. The error says what is wrong with
// that directory.
func New(cfg Config) (*Builder, error) {
	cfg = cfg.withDefaults()
	cacheDir, err := filepath.Abs(cfg.CacheDir)
	if cfg.CacheDir == "" || err != nil {
		return nil, fmt.Errorf("the builder needs a cache directory, not %q", cfg.CacheDir)
	}
	cfg.CacheDir = cacheDir
	b := &Builder{
		cfg: cfg, work: filepath.Join(cacheDir, "work"),
		queue: newQueue(cfg.Parallel, cfg.Queue, cfg.Log), cache: newCache(cacheBytes),
	}
	b.status.Store(&Status{State: Preparing, Progress: Progress{Stage: "starting"}})
	if err := os.MkdirAll(b.work, 0o755); err != nil {
		return nil, fmt.Errorf("the builder's cache directory: %w", err)
	}
	sweep(cfg.CacheDir, cfg.Log)
	return b, nil
}

// Config returns the configuration, with the usual values where there were none.
func (b *Builder) Config() Config { return b.cfg }

// Status returns the current status.
func (b *Builder) Status() Status { return *b.status.Load() }

// Load returns how many builds are running and how many are waiting.
func (b *Builder) Load() (running, waiting int) { return b.queue.UnderWay() }

// Prepare prepares everything that builds need, once for each toolchain and
// edition of the lessons: this takes a minute the first time and a tenth of a
// second after that. It reports its progress to report, which may be nil, and in
// Status. The error wraps ErrNoToolchain if the toolchain is missing; others are those
// of reading the lessons, of compiling packages and of writing files, and that of ctx.
//
// Call it again when the lessons have changed. Until it succeeds, builds keep
// using what was prepared before.
func (b *Builder) Prepare(ctx context.Context, report func(Progress)) error {
	start := time.Now()
	first := b.ready.Load() == nil
	tell := func(p Progress) {
		if first {
			b.status.Store(&Status{State: Preparing, Progress: p})
		}
		if report != nil {
			report(p)
		}
	}
	tell(Progress{Stage: "looking for Go"})
	p, err := b.prepare(ctx, tell)
	if err != nil {
		problem := "You cannot change code here: preparing the compiler failed. The server's log says why."
		if errors.Is(err, ErrNoToolchain) {
			problem = "You cannot change code here: the server has no Go toolchain."
		}
		if first {
			b.status.Store(&Status{State: Unavailable, Problem: problem})
		}
		return err
	}
	b.mu.Lock()
	b.ready.Store(p.with(b.own))
	b.mu.Unlock()
	b.status.Store(&Status{State: Ready})
	b.cfg.Log.Info("code can be changed",
		"toolchain", p.Version, "again", !first, "after", time.Since(start).Round(time.Millisecond))
	return nil
}

// Edition identifies the sources that Prepare last read, even without a toolchain
// to build them; "" before the first Prepare.
func (b *Builder) Edition() string {
	key, _ := b.edition.Load().(string)
	return key
}

func (b *Builder) prepare(ctx context.Context, tell func(Progress)) (*Prepared, error) {
	e, err := readEdition(b.cfg)
	if err != nil {
		return nil, err
	}
	b.edition.Store(e.key)
	t, err := findToolchain(ctx, b.cfg.Go, b.work)
	if err != nil {
		return nil, err
	}
	p, err := prepare(ctx, b.cfg, e, t, tell)
	if err != nil {
		return nil, fmt.Errorf("preparing packages: %w", err)
	}
	return p, nil
}

// Urgency says how long a build may wait.
type Urgency int

const (
	// Queued waits its turn.
	Queued Urgency = iota
	// Immediate is for a client who can build elsewhere: it fails with a
	// *BusyError at once instead of waiting for others.
	Immediate
	// Speculative is for what a client may ask for later. It fails with a
	// *BusyError while anything else is being built, or when another build needs
	// its slot.
	Speculative
)

// Build is BuildFor for no client in particular, with the same errors.
func (b *Builder) Build(ctx context.Context, req Request) (Result, error) {
	return b.BuildFor(ctx, fair.Client{}, Queued, req)
}

// BuildFor returns the program for a client's request, or the mistakes in its
// edits. Clients take turns. Errors are ErrPreparing, ErrUnavailable, ErrUnknown,
// ErrBadEdit, a *BusyError, the error of ctx, a *PanicError, or another internal error.
func (b *Builder) BuildFor(ctx context.Context, c fair.Client, how Urgency, req Request) (Result, error) {
	p, err := b.Prepared()
	if err != nil {
		return Result{}, err
	}
	draft, err := p.Course.Draft(req)
	if err != nil {
		return Result{}, err
	}
	// Equal requests get equal IDs: their outcomes are the same.
	id := keyOf(p.Key, req.Lesson, draft.Edition(), draft.Wanted, source.SortedEdits(draft.Edits))
	j := &job{b: b, p: p, lesson: req.Lesson, draft: draft, id: id}
	for {
		if r, ok := b.cache.Get(j.id); ok {
			r.Cached = true
			return r, nil
		}
		r, err := b.queue.do(ctx, j.id, c, how, j.run)
		if !errors.Is(err, errPreempted) {
			return r, err
		}
		if how == Speculative {
			return Result{}, &BusyError{}
		} // else this request had just joined a speculative build: start again
	}
}

// Prepared returns what was last prepared. The error is ErrPreparing or
// ErrUnavailable.
func (b *Builder) Prepared() (*Prepared, error) {
	if p := b.ready.Load(); p != nil {
		return p, nil
	}
	if b.Status().State == Unavailable {
		return nil, ErrUnavailable
	}
	return nil, ErrPreparing
}

// Program returns an earlier program that is still in the cache.
func (b *Builder) Program(id string) (*Program, bool) {
	r, ok := b.cache.Get(id)
	return r.Program, ok && r.Program != nil
}

// SetOwn replaces the lessons that stand outside the module. Programs of the
// previous ones stay in the cache like all others.
func (b *Builder) SetOwn(lessons []source.Own) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.own = lessons
	if p := b.ready.Load(); p != nil {
		b.ready.Store(p.with(lessons))
	}
}
