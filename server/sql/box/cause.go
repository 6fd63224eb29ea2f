package box

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"
)

// Why a run ended early, for errors.Is. A cut run says nothing about the statement: it might have
// finished with more time. Running out of memory does say something: the memory of a run is its own.
var (
	// ErrInterrupted is what ErrTooSlow, ErrBusy and ErrLeft have in common.
	ErrInterrupted = errors.New("interrupted")
	// ErrTooSlow means that the deadline passed, and nothing shows that the machine was to blame.
	ErrTooSlow = fmt.Errorf("%w: out of time", ErrInterrupted)
	// ErrBusy means that the deadline passed before the machine had given the run a fair share of it.
	ErrBusy = fmt.Errorf("%w: the machine was busy", ErrInterrupted)
	// ErrLeft means that the caller's context ended.
	ErrLeft = fmt.Errorf("%w: nobody waits any more", ErrInterrupted)

	ErrMemory = errors.New("out of memory")
	ErrGaveUp = errors.New("SQLite gave up on this statement")
)

// errDeadline is the cause of a context that ends by a run's own deadline.
var errDeadline = errors.New("the run's deadline")

// fairShare is the part of the deadline that a run must have had on a processor before its
// slowness is its own. A quarter of two seconds is a hundred times what a lesson's statement needs.
const fairShare = 4

// interruption says why the run's context has ended.
func (e *engine) interruption() error {
	if context.Cause(e.ctx) != errDeadline {
		return ErrLeft
	}
	if used, known := e.stopwatch.used(); known && used < e.limits.Deadline/fairShare {
		return ErrBusy
	}
	return ErrTooSlow
}

// interrupted returns the error of a run that was cut at a place, an error without a message.
func (e *engine) interrupted(place Error) *Error {
	place.Message, place.Cause = ErrInterrupted.Error(), e.interruption() // SQLite's own message
	return explain(&place)
}

// stopwatch measures the processor time of a run, which stays on one thread.
type stopwatch struct {
	processorTime func() (time.Duration, bool)
	start         time.Duration
	known         bool
}

func startStopwatch(processorTime func() (time.Duration, bool)) stopwatch {
	start, known := processorTime()
	return stopwatch{processorTime, start, known}
}

// used returns the processor time since the start. It is not known on every system.
func (w stopwatch) used() (_ time.Duration, known bool) {
	now, known := w.processorTime()
	return now - w.start, known && w.known
}

// onOneThread keeps the goroutine on its thread, so that the thread's time is the run's.
func onOneThread() (release func()) {
	runtime.LockOSThread()
	return runtime.UnlockOSThread
}
