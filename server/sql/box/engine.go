package box

import (
	"context"
	"fmt"
	"io"
	"slices"

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
	ctx    context.Context
	conn   *sqlite3.Conn
	memory io.Closer // the connection's memory, to free it when SQLite itself can no longer be trusted
	guard  *guard
	limits Limits
	place  *Error // where the script is: an error without a message, for a panic to report

	stopwatch stopwatch
}

// outOfMemory is the text of the error that the library panics with. Its type is internal to the
// library and it wraps no error code, so the text is all there is.
const outOfMemory = "sqlite3: out of memory"

// withEngine opens a database, loads the data, calls f and throws the database away, all of it
// before the deadline.
//
// SQLite reports an exhausted memory, and any bug of its own, by a Go panic. After one nothing in
// the connection can be relied on, so its memory is unmapped without calling SQLite again.
func withEngine(ctx context.Context, limits Limits, setup string, f func(*engine) error) (err error) {
	ctx, cancel := context.WithTimeoutCause(ctx, limits.Deadline, errDeadline)
	defer cancel()
	defer onOneThread()()
	e := &engine{ctx: ctx, limits: limits, guard: &guard{ctx: ctx}, stopwatch: startStopwatch(threadTime)}
	defer func() {
		if p := recover(); p != nil {
			err = e.panicked(p)
			if e.memory != nil {
				e.memory.Close()
			}
		}
	}()
	if err := e.open(setup); err != nil {
		if e.conn != nil {
			e.close()
		}
		return err
	}
	err = f(e)
	e.close()
	return err
}

// open makes the database and loads the trusted data, before the wall is closed.
func (e *engine) open(setup string) error {
	conn, err := sqlite3.OpenContext(sqlite3.WithMaxMemory(e.ctx, e.limits.Memory), ":memory:")
	if err != nil {
		return e.fault("open", err)
	}
	e.conn = conn
	if err := e.reachInside(); err != nil {
		return err
	}
	conn.SetInterrupt(e.ctx)
	// temp_store keeps what SQLite would spill to temporary files in memory; foreign keys are off
	// in stock SQLite for historical reasons, and a lesson about them needs them on.
	setPragmas := fmt.Sprintf(
		"PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON; PRAGMA max_page_count = %d;", maxPages)
	if err := conn.Exec(setPragmas); err != nil {
		return e.fault("configure", err)
	}
	if err := conn.Exec(setup); err != nil {
		return e.fault("load the lesson's data", err)
	}
	return nil
}

// closeTheWall turns on everything that untrusted SQL is held by. It comes after the data: the
// lesson's own script may be longer than a learner's may be.
func (e *engine) closeTheWall() error {
	if err := e.replaceSlowFunctions(); err != nil {
		return e.fault("register functions", err)
	}
	if err := e.setLimits(); err != nil {
		return e.fault("set limits", err)
	}
	if err := e.conn.SetAuthorizer(e.guard.check); err != nil {
		return e.fault("set the authorizer", err)
	}
	return nil
}

// close ends a connection that is in order. Open statements are finished first, because SQLite
// keeps a connection with open statements, and its memory, alive.
func (e *engine) close() {
	defer func() {
		// A panic here must not spoil the results that are in already.
		if recover() != nil && e.memory != nil {
			e.memory.Close()
		}
	}()
	e.conn.SetInterrupt(context.Background())
	for _, s := range slices.Collect(e.conn.Stmts()) {
		_ = s.Close() // repeats the statement's own error, which has been reported
	}
	if err := e.conn.Close(); err != nil && e.memory != nil {
		e.memory.Close()
	}
}

// panicked turns a panic of SQLite into an error for the learner, or into one of ours while the
// data are loaded. A panic in our own code looks the same from here; the tests are there to find
// those.
func (e *engine) panicked(p any) error {
	cause := ErrGaveUp
	if err, ok := p.(error); ok && err.Error() == outOfMemory {
		cause = ErrMemory
	}
	if e.place == nil {
		return fmt.Errorf("sql: load the lesson's data: %w", cause)
	}
	out := *e.place
	out.Message, out.Cause = cause.Error(), cause
	return explain(&out)
}

// fault is an error of ours, unless it is merely the deadline.
func (e *engine) fault(doing string, err error) error {
	if e.ctx.Err() != nil {
		return e.interrupted(Error{})
	}
	return fmt.Errorf("sql: %s: %w", doing, err)
}

// insides is the part of the library's extension interface that reachInside needs. The library
// offers it to extensions written in C; it is exported but not documented, hence the test that
// holds it to its behaviour.
type insides interface {
	Xsqlite3_progress_handler_go(db, steps int32)
	Xmemory() interface { // the very type of the library's, method for method
		Slice() *[]byte
		Grow(delta, max int64) int64
	}
}

// reachInside poses as an extension to get at two things the library does not offer otherwise: how
// often SQLite looks at the clock, and the memory itself, so that it can be freed after a panic.
func (e *engine) reachInside() error {
	noMemory := func() (int64, int64, int64, int64) { return 0, 0, 0, 0 }
	//lint:ignore SA1019 the method that replaces it is generic, which needs Go 1.27
	err := sqlite3.ExtensionInit(e.conn, func(in insides) *probe {
		e.memory, _ = in.Xmemory().(io.Closer)
		return &probe{in}
	}, noMemory)
	if err != nil {
		return e.fault("look inside", err)
	}
	return nil
}

type probe struct{ insides }

// Xsqlite3_extension_init is called by the library with the database handle.
func (p *probe) Xsqlite3_extension_init(db, _, _ int32) int32 {
	p.Xsqlite3_progress_handler_go(db, interval)
	return 0
}
