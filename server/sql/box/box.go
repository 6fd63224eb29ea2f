// Package box runs a learner's SQL in a walled-in SQLite. It imports no other package of this module.
//
// Every run opens a fresh in-memory database, loads the lesson's data, replays the cells above
// and then runs one cell. Nothing survives a run: the connection and its memory are thrown away,
// so one learner can neither see nor slow down the next.
//
// The wall has five layers, each of which holds if another one fails:
//
//  1. No file is ever opened. The database and all temporary data live in memory, and the
//     authorizer refuses statements that name files (ATTACH, VACUUM, VACUUM INTO), the
//     switches that could weaken the wall (PRAGMA), and virtual tables (guard.go).
//  2. Only functions on a list may be called. SQLite has a few whose time grows with the product
//     of their arguments' lengths; they are off the list or replaced (functions.go).
//  3. SQLite's own limits bound the length of text, the depth of expressions and so on (limits.go).
//  4. SQLite is compiled to Go that works inside one capped slice of memory: running out of it,
//     or any bug in SQLite, is a panic, which Run turns into an error (engine.go).
//  5. Rows, result size and time are counted here, outside SQLite (script.go).
//
// If a run ends early, its Error wraps one of the causes in cause.go.
package box

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
)

// What one run may use: generous for a lesson, small for a server.
const (
	maxRows       = 200       // rows of one statement that are kept to be shown
	maxCount      = 10_000    // rows of one statement that are counted
	maxBytes      = 256 << 10 // bytes of text kept of the whole result
	maxValue      = 4 << 10   // bytes of text kept of one value
	maxStatements = 100       // in one cell
	maxMemory     = 32 << 20  // bytes that SQLite may use, its own data included

	// DefaultDeadline covers everything: loading, replay and the cell itself.
	DefaultDeadline = 2 * time.Second
)

// Options choose how a cell is run.
type Options struct {
	Plan     bool          // also ask SQLite how it means to run each statement
	Null     string        // stands for NULL in the rows
	Deadline time.Duration // 0: DefaultDeadline

	processorTime func() (time.Duration, bool) // replaces threadTime in tests
}

// Result is what one cell gave: one entry for every statement that finished.
type Result struct {
	Statements []StatementResult
	// Replay lists what went wrong in the cells above. A failing statement there does not stop
	// this cell (some cells of a lesson fail on purpose), but it is never hidden either. A cell
	// above that runs out of time or memory does stop it, and is Run's error instead.
	Replay []*Error
	// Nothing says why no statement was run, if none was.
	Nothing Nothing
}

// Nothing is what a text without a statement holds instead.
type Nothing int

// The kinds of texts without a statement.
const (
	Something   Nothing = iota // there was a statement
	NoText                     // nothing but space
	Semicolons                 // no statement between its semicolons
	Comments                   // only comments
	OpenComment                // a comment that is never closed, which takes in all that follows
)

// nothingIn says what a text without a statement holds.
func nothingIn(text string) Nothing {
	rest := ""
	for _, part := range commentsAndSpace.FindAllString(text, -1) {
		switch {
		case strings.HasPrefix(part, "/*") && !(len(part) > 3 && strings.HasSuffix(part, "*/")):
			return OpenComment
		case strings.HasPrefix(part, "/*"), strings.HasPrefix(part, "--"):
			rest += "-"
		case part == ";":
			rest += ";"
		}
	}
	switch {
	case strings.Contains(rest, "-"):
		return Comments
	case rest != "":
		return Semicolons
	}
	return NoText
}

// commentsAndSpace matches the parts of a text without a statement.
var commentsAndSpace = regexp.MustCompile(`--[^\n]*|(?s:/\*.*?(?:\*/|\z))|;|.`)

// StatementResult is the outcome of one statement.
type StatementResult struct {
	Verb      string // its first word in capitals: SELECT, INSERT, WITH, CREATE, ...
	Columns   []string
	Types     []string   // of the columns: as declared, else the storage class of the first value that is not NULL
	Numeric   []int      // columns that hold an INTEGER or a REAL, in order
	Rows      [][]string // valid UTF-8; X'..' for a blob
	RowCount  int        // rows counted; more than len(Rows) if Truncated
	Truncated bool       // not all rows, or not all of a long value, are in Rows
	More      bool       // counting stopped as well: RowCount is "at least"
	Changes   int        // rows changed by INSERT, UPDATE, DELETE or REPLACE
	Writes    bool       // the statement is one of those four, so Changes has a meaning
	Plan      string     // a step a line, indented below the step that it is part of; "" for none
}

// Error is a mistake in the learner's SQL, or a refusal by the wall.
type Error struct {
	Message string // SQLite's own message if there is one
	Line    int    // 1-based, in the text of the cell; 0 if the error has no position
	Column  int    // 1-based, counted in characters
	Hint    string // what it means in plain words, or ""
	Cell    int    // 1-based number of the replayed cell that failed; 0 is the cell itself
	Called  string // what the reader calls that cell; Run leaves it empty
	Cause   error  // ErrTooSlow, ErrBusy, ErrLeft, ErrMemory or ErrGaveUp; nil for a mistake in the SQL
}

// Unwrap makes errors.Is see the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Error implements the error interface.
func (e *Error) Error() string {
	where := ""
	if e.Cell > 0 {
		where = fmt.Sprintf("%s above, ", cmp.Or(e.Called, fmt.Sprint("cell ", e.Cell)))
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
// The result is never nil and holds every statement that finished, even if there is an error. A
// learner's mistake comes back as *Error; any other error is a fault of ours, such as a setup
// script that does not load.
func Run(ctx context.Context, setup string, replay []string, cell string, opts Options) (*Result, error) {
	result := &Result{}
	err := withEngine(ctx, opts, setup, func(e *engine) error {
		if err := e.closeTheWall(); err != nil {
			return err
		}
		for i, above := range replay {
			s := script{engine: e, text: above, cell: i + 1, keep: new([]StatementResult)}
			if failure := s.run(); failure != nil {
				if errors.Is(failure, ErrInterrupted) {
					return failure // there is no time for the rest either
				}
				result.Replay = append(result.Replay, failure)
			}
		}
		s := script{engine: e, text: cell, opts: opts, keep: &result.Statements}
		if failure := s.run(); failure != nil {
			return failure // not "return s.run()": a nil *Error in an error is not nil
		}
		if len(result.Statements) == 0 {
			result.Nothing = nothingIn(cell)
		}
		return nil
	})
	return result, err
}
