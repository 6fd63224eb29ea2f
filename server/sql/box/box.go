// Package box runs a learner's SQL in a walled-in SQLite. It imports no other package of this module.
//
// Every run opens a fresh in-memory database, loads the lesson's data, replays the cells above
// and then runs one cell. Nothing survives a run: the connection and its memory are thrown away,
// so one learner can neither see nor slow down the next.
//
// The wall has five layers, each of which holds if another one fails:
//
//  1. No file is ever opened. The database and everything temporary live in memory, and the
//     authorizer refuses the statements that name files (ATTACH, VACUUM, VACUUM INTO), the
//     switches that could weaken the wall (PRAGMA) and virtual tables (guard.go).
//  2. Only functions on a list may be called. SQLite has a few whose time grows with the product
//     of their arguments' lengths; they are off the list or replaced (functions.go).
//  3. SQLite's own limits bound the length of text, the depth of expressions and so on (limits.go).
//  4. SQLite is compiled to Go that works inside one capped slice of memory: running out of it,
//     or any bug in SQLite, is a panic, which Run turns into an error (engine.go).
//  5. Rows, result size and time are counted here, outside SQLite (script.go).
//
// A run that ends early says why with a value: an Error wraps one of the causes in cause.go.
package box

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"time"
)

// Limits bound one run. Zero fields take the value of DefaultLimits.
type Limits struct {
	Rows       int           // rows of one statement that are kept to show
	Count      int           // rows of one statement that are stepped over in order to count them
	Bytes      int           // bytes of text kept of the whole result
	Cell       int           // bytes of text kept of one value
	Statements int           // statements in one cell
	Deadline   time.Duration // for everything: loading, replay and the cell itself
	Memory     int64         // bytes SQLite may use, its own code's data included
}

// DefaultLimits are generous for a lesson and small for a server.
func DefaultLimits() Limits {
	return Limits{
		Rows:       200,
		Count:      10_000,
		Bytes:      256 << 10,
		Cell:       4 << 10,
		Statements: 100,
		Deadline:   2 * time.Second,
		Memory:     32 << 20,
	}
}

func (l Limits) withDefaults() Limits {
	d := DefaultLimits()
	return Limits{
		Rows:       cmp.Or(l.Rows, d.Rows),
		Count:      cmp.Or(l.Count, d.Count),
		Bytes:      cmp.Or(l.Bytes, d.Bytes),
		Cell:       cmp.Or(l.Cell, d.Cell),
		Statements: cmp.Or(l.Statements, d.Statements),
		Deadline:   cmp.Or(l.Deadline, d.Deadline),
		Memory:     cmp.Or(l.Memory, d.Memory),
	}
}

// Options choose how a cell is run.
type Options struct {
	Plan   bool // also ask SQLite how it means to run each statement
	Limits Limits

	processorTime func() (time.Duration, bool) // in place of the machine's, for tests
}

// Result is what one cell gave: one entry for every statement that finished.
type Result struct {
	Statements []StatementResult
	// Replay lists what went wrong in the cells above. A failing statement there does not stop
	// this cell (some cells of a lesson fail on purpose), but it is never hidden either. A cell
	// above that runs out of time or memory does stop it, and is Run's error instead.
	Replay []*Error
}

// StatementResult is the outcome of one statement.
type StatementResult struct {
	SQL       string // the statement as written, without its semicolon and surrounding space
	Verb      string // its first word in capitals: SELECT, INSERT, WITH, CREATE, ...
	Line      int    // where it starts in the cell, 1-based
	Columns   []Column
	Rows      [][]Value
	RowCount  int  // rows counted; more than len(Rows) when Truncated
	Truncated bool // not all rows, or not all of a long value, are in Rows
	More      bool // counting stopped as well: RowCount is "at least"
	Changes   int  // rows changed by INSERT, UPDATE, DELETE or REPLACE
	Writes    bool // the statement is one of those four, so Changes has a meaning
	Plan      []PlanNode
}

// Column is one column of a result.
type Column struct {
	Name string
	Type string // as declared in CREATE TABLE, else the storage class of the first value that is not NULL
}

// Value is one field, ready to show.
type Value struct {
	Text    string // valid UTF-8; X'..' for a blob; empty for NULL
	Null    bool
	Numeric bool // INTEGER or REAL
}

// PlanNode is one line of EXPLAIN QUERY PLAN with the lines indented below it.
type PlanNode struct {
	Detail   string
	Children []PlanNode
}

// Error is a mistake in the learner's SQL, or the wall saying no.
type Error struct {
	Message string // SQLite's own message where there is one
	Line    int    // 1-based, in the text of the cell; 0 if the error has no place
	Column  int    // 1-based, counted in characters
	Hint    string // what it means in plain words, or ""
	Refused bool   // the statement is not allowed here at all
	Cell    int    // 1-based number of the replayed cell that failed; 0 is the cell itself
	Cause   error  // ErrTooSlow, ErrBusy, ErrLeft, ErrMemory or ErrGaveUp; nil for a mistake in the SQL
}

// Unwrap makes errors.Is see the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Error implements the error interface.
func (e *Error) Error() string {
	where := ""
	if e.Cell > 0 {
		where = fmt.Sprintf("cell %d above, ", e.Cell)
	}
	if e.Line > 0 {
		where += fmt.Sprintf("line %d, column %d", e.Line, e.Column)
	}
	if where == "" {
		return e.Message
	}
	return where + ": " + e.Message
}

// Run loads setup (the lesson's data, trusted) into a fresh database, replays the cells above and
// runs one cell, all of it within the limits.
//
// The result is never nil and holds every statement that finished, also when there is an error. A
// learner's mistake comes back as *Error; any other error is a fault of ours, such as a setup
// script that does not load.
func Run(ctx context.Context, setup string, replay []string, cell string, opts Options) (*Result, error) {
	limits := opts.Limits.withDefaults()
	result := &Result{}
	err := withEngine(ctx, limits, setup, func(e *engine) error {
		if opts.processorTime != nil {
			e.stopwatch = startStopwatch(opts.processorTime)
		}
		if err := e.closeTheWall(); err != nil {
			return err
		}
		for i, above := range replay {
			if stop := e.replay(result, i+1, above); stop != nil {
				return stop
			}
		}
		s := script{engine: e, limits: limits, plan: opts.Plan, budget: limits.Bytes, keep: &result.Statements}
		if failure := s.run(cell); failure != nil {
			return failure // not "return s.run(cell)": a nil *Error in an error is not nil
		}
		return nil
	})
	return result, err
}

// replay runs a cell above for its effect. It returns an error only when going on is pointless:
// out of time.
func (e *engine) replay(result *Result, number int, text string) error {
	limits := e.limits
	limits.Rows, limits.Count = 0, 0 // nobody sees the rows, and changes are made before the first
	s := script{engine: e, limits: limits, cell: number, budget: math.MaxInt, keep: new([]StatementResult)}
	failure := s.run(text)
	if failure == nil {
		return nil
	}
	if errors.Is(failure, ErrInterrupted) {
		return failure
	}
	result.Replay = append(result.Replay, failure)
	return nil
}
