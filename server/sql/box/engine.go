package box

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"runtime"
	"slices"
	"time"

	"github.com/ncruces/go-sqlite3"
)

const (
	// maxPages caps the database at 16 MB of 4 KB pages: half the memory stays for sorting and for
	// SQLite itself, so that a table that grows too big fails with a message rather than a panic.
	maxPages = 4096

	// interval is the number of virtual machine steps between two looks at the clock. The library
	// sets 1000; fifty keeps the overshoot small when each step calls a slow function.
	interval = 50
)

// engine is one connection to one in-memory database, used once.
type engine struct {
	ctx      context.Context
	conn     *sqlite3.Conn
	memory   io.Closer // the connection's memory, to be freed when SQLite itself can no longer be trusted
	guard    guard
	position *Error // where the script is: an error without a message, for a panic to report

	deadline      time.Duration
	processorTime func() (_ time.Duration, known bool)
	started       time.Duration // in processor time
}

// outOfMemory is the text of the error that the library panics with. Its type is internal to the
// library and it wraps no error code, so the text is all there is.
const outOfMemory = "sqlite3: out of memory"

// withEngine opens a database, loads the data, calls f and throws the database away, all of it
// before the deadline.
//
// SQLite reports exhausted memory, and any bug of its own, by a Go panic. After one, nothing in
// the connection can be relied on, so its memory is unmapped without calling SQLite again.
func withEngine(ctx context.Context, opts Options, setup string, f func(*engine) error) (err error) {
	e := &engine{deadline: cmp.Or(opts.Deadline, DefaultDeadline), processorTime: opts.processorTime}
	if e.processorTime == nil {
		e.processorTime = threadTime
	}
	ctx, cancel := context.WithTimeoutCause(ctx, e.deadline, errDeadline)
	defer cancel()
	runtime.LockOSThread() // so that the thread's time is the run's
	defer runtime.UnlockOSThread()
	e.ctx, e.guard.ctx = ctx, ctx
	e.started, _ = e.processorTime()
	defer func() {
		if p := recover(); p != nil {
			err = e.panicked(p)
			e.free()
		}
	}()
	if err = e.open(setup); err == nil {
		err = f(e)
	}
	e.close()
	return err
}

// open makes the database and loads the trusted data, before the wall is closed.
func (e *engine) open(setup string) (err error) {
	e.conn, err = sqlite3.OpenContext(sqlite3.WithMaxMemory(e.ctx, maxMemory), ":memory:")
	if err != nil {
		return e.fault("open", err)
	}
	if err := e.reachInside(); err != nil {
		return e.fault("look inside", err)
	}
	e.conn.SetInterrupt(e.ctx)
	// temp_store keeps in memory what SQLite would spill to temporary files; foreign keys are off
	// in stock SQLite for historical reasons, and a lesson about them needs them on.
	setPragmas := fmt.Sprintf(
		"PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON; PRAGMA max_page_count = %d;", maxPages)
	if err := e.conn.Exec(setPragmas); err != nil {
		return e.fault("configure", err)
	}
	if err := e.conn.Exec(setup); err != nil {
		return e.fault("load the lesson's data", err)
	}
	return nil
}

// closeTheWall turns on everything that confines untrusted SQL. It comes after the data: the
// lesson's own script may be longer than a learner's.
func (e *engine) closeTheWall() error {
	if err := cmp.Or(e.replaceSlowFunctions(), e.setLimits(), e.conn.SetAuthorizer(e.guard.check)); err != nil {
		return e.fault("close the wall", err)
	}
	return nil
}

// close ends a connection that is in order, if there is one. Open statements are finished first,
// because SQLite keeps a connection with open statements, and its memory, alive.
func (e *engine) close() {
	if e.conn == nil {
		return
	}
	defer func() {
		// A panic here must not spoil the results that are already there.
		if recover() != nil {
			e.free()
		}
	}()
	e.conn.SetInterrupt(context.Background())
	for _, s := range slices.Collect(e.conn.Stmts()) {
		_ = s.Close() // repeats the statement's own error, which has been reported
	}
	if err := e.conn.Close(); err != nil {
		e.free()
	}
}

// free unmaps the connection's memory.
func (e *engine) free() {
	if e.memory != nil {
		e.memory.Close()
	}
}

// panicked turns a panic of SQLite into an error for the learner, or into one of ours if the data
// is still being loaded. A panic in our own code looks the same from here; finding those is up to
// the tests.
func (e *engine) panicked(p any) error {
	cause := ErrGaveUp
	if err, ok := p.(error); ok && err.Error() == outOfMemory {
		cause = ErrMemory
	}
	if e.position == nil {
		return fmt.Errorf("sql: load the lesson's data: %w", cause)
	}
	return e.position.because(cause, cause.Error())
}

// fault returns an error of ours, unless the deadline is the reason.
func (e *engine) fault(doing string, err error) error {
	if e.ctx.Err() != nil {
		return e.interrupted(Error{})
	}
	return fmt.Errorf("sql: %s: %w", doing, err)
}

// insides is the part of the library's extension interface that reachInside needs. The library
// offers it to extensions written in C; it is exported but not documented, so a test checks its
// behaviour.
type insides interface {
	Xsqlite3_progress_handler_go(db, steps int32)
	Xmemory() interface { // exactly the library's type, method for method
		Slice() *[]byte
		Grow(delta, max int64) int64
	}
}

// reachInside poses as an extension to get at two things the library does not offer otherwise: how
// often SQLite looks at the clock, and the memory itself, so that it can be freed after a panic.
func (e *engine) reachInside() error {
	noMemory := func() (int64, int64, int64, int64) { return 0, 0, 0, 0 }
	//lint:ignore SA1019 the method that replaces it is generic, which needs Go 1.27
	return sqlite3.ExtensionInit(e.conn, func(in insides) *probe {
		e.memory, _ = in.Xmemory().(io.Closer)
		return &probe{in}
	}, noMemory)
}

type probe struct{ insides }

// Xsqlite3_extension_init is called by the library with the database handle.
func (p *probe) Xsqlite3_extension_init(db, _, _ int32) int32 {
	p.Xsqlite3_progress_handler_go(db, interval)
	return 0
}
