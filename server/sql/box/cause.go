package box

import (
	"context"
	"errors"
	"fmt"
)

// Why a run ended early, for errors.Is. An interrupted run says nothing about the statement: it
// might have finished with more time. Running out of memory does: each run has memory of its own.
var (
	// ErrInterrupted is what ErrTooSlow, ErrBusy and ErrLeft have in common.
	ErrInterrupted = errors.New("interrupted")
	// ErrTooSlow means that the deadline passed, and nothing shows that the machine was to blame.
	ErrTooSlow = fmt.Errorf("%w: out of time", ErrInterrupted)
	// ErrBusy means that the deadline passed before the machine had given the run a fair share of it.
	ErrBusy = fmt.Errorf("%w: the machine was busy", ErrInterrupted)
	// ErrLeft means that the caller's context ended.
	ErrLeft = fmt.Errorf("%w: nobody is waiting any more", ErrInterrupted)

	ErrMemory = errors.New("out of memory")
	ErrGaveUp = errors.New("SQLite gave up on this statement")
)

// errDeadline is the cause of a context that ends at a run's own deadline.
var errDeadline = errors.New("the run's deadline")

// fairShare is the part of the deadline that a run must have had on a processor before it counts
// as slow itself. A quarter of two seconds is a hundred times what a lesson's statement needs.
const fairShare = 4

// interruption says why the run's context has ended.
func (e *engine) interruption() error {
	if context.Cause(e.ctx) != errDeadline {
		return ErrLeft
	}
	if now, known := e.processorTime(); known && now-e.started < e.deadline/fairShare {
		return ErrBusy
	}
	return ErrTooSlow
}

// interrupted returns the error of a run that was interrupted at a position, an error without a
// message.
func (e *engine) interrupted(position Error) *Error {
	return position.because(e.interruption(), ErrInterrupted.Error()) // SQLite's own message
}

// because returns the error at a position, an error without a message, that has a cause.
func (e Error) because(cause error, message string) *Error {
	e.Cause, e.Message, e.Hint = cause, message, causeHints[cause]
	return &e
}

var causeHints = map[error]string{
	ErrTooSlow: "The cell took longer than it may and was stopped. Look for a join without a condition, " +
		"or a recursion that never ends; LIMIT helps while trying things out.",
	ErrBusy: "The machine was busy, and the cell did not get the time it may take. Run it again.",
	ErrMemory: "The cell needs more memory than it may have. Look for a join without a condition, " +
		"a recursion that never ends, or a very long text.",
	ErrGaveUp: "The statement is too complex for this database. Try a simpler one; nothing is broken.",
}
