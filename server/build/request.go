package build

import (
	"errors"
	"time"

	"abacus/server/build/source"
)

// Requests and diagnostics, as package wire defines them.
type (
	Request    = source.Request
	Edit       = source.Edit
	Diagnostic = source.Diagnostic
)

// Result is a program, or what keeps the edits from becoming one.
type Result struct {
	Program     *Program
	NoValue     []string // cells of readers that show no value
	Diagnostics []Diagnostic
	Undecided   bool          // they say why the compiler came to no verdict; the edits may be right
	Cached      bool          // it came from the cache
	Took        time.Duration // build time, without waiting for a free core
}

// Errors of Build and Settle that callers tell apart.
var (
	ErrUnknown     = source.ErrUnknown
	ErrUnavailable = errors.New("code cannot be changed on this server") // Prepare failed; Status says why
	ErrPreparing   = errors.New("packages are still being prepared")     // try again; Status says how far it is
	ErrBadEdit     = source.ErrBadEdit
	ErrTooLong     = source.ErrTooLong
	ErrUndecided   = errors.New("the compiler came to no verdict")
)
