package build

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"abacus/server/fair"
)

// patience is how long an ordinary build takes at most on a busy machine.
const patience = 2 * time.Second

// errPreempted ends a speculative build when somebody else needs its slot.
var errPreempted = errors.New("preempted by a build that somebody is waiting for")

// BusyError says that too many builds are waiting already.
type BusyError = fair.BusyError

// queue runs one build on each core, lets clients take turns, and bounds how many
// builds wait. Simultaneous requests for the same program share one build.
//
// A build that outlasts patience moves to a second lane, if there is room, so
// that a few hostile builds do not hold up everybody until their deadline. A
// speculative build, which nobody is waiting for, runs only on an idle machine
// and ends when somebody needs its slot.
type queue struct {
	*fair.Queue
	cores int
	log   *slog.Logger
	slow  chan struct{}

	mu          sync.Mutex
	flights     map[string]*flight // builds, by the ID of their program
	speculative *flight            // the speculative build that is running
}

func newQueue(cores, limit int, log *slog.Logger) *queue {
	return &queue{
		Queue: fair.New(cores, limit), cores: cores, log: log,
		slow: make(chan struct{}, cores), flights: map[string]*flight{},
	}
}

// flight is a build and its claim to a core. It is cancelled once everybody who asked
// for it has left: a learner who goes on typing leaves nothing running.
type flight struct {
	*fair.Ticket
	q           *queue
	cancel      context.CancelCauseFunc
	speculative bool // nobody is waiting for it yet
	waiting     int
	done        chan struct{}
	result      Result
	err         error
}

// work is a build, which enters its flight before anything costly.
type work func(context.Context, *flight) (Result, error)

// do returns what f returns, or a *PanicError. It calls f unless a call for id is in
// progress. A speculative build may end with errPreempted until a client waits for it.
func (q *queue) do(ctx context.Context, id string, c fair.Client, how Urgency, f work) (Result, error) {
	fl, err := q.join(ctx, id, c, how, f)
	if err != nil {
		return Result{}, err
	}
	select {
	case <-fl.done:
		return fl.result, fl.err
	case <-ctx.Done():
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	if fl.waiting--; fl.waiting == 0 {
		q.forget(id, fl) // a new request must not join a cancelled flight
		fl.cancel(nil)
	}
	return Result{}, ctx.Err()
}

// join returns the build of id, which it starts unless it is in progress.
func (q *queue) join(ctx context.Context, id string, c fair.Client, how Urgency, f work) (*flight, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	running, waiting := q.UnderWay()
	fl, ok := q.flights[id]
	switch {
	case how == Speculative && running+waiting > 0:
		return nil, errPreempted
	case how == Immediate && !ok && q.full():
		return nil, &BusyError{Ahead: waiting}
	case !ok:
		fl = &flight{Ticket: q.Ticket(c), q: q, speculative: how == Speculative, done: make(chan struct{})}
		var own context.Context
		own, fl.cancel = context.WithCancelCause(context.WithoutCancel(ctx))
		q.flights[id] = fl
		go fl.run(own, id, f)
	case how != Speculative:
		fl.speculative = false
		fl.Share(c)
	}
	fl.waiting++
	return fl, nil
}

// PanicError says that a build panicked, which is a fault of ours: the log says where.
type PanicError struct{ Value any }

func (e *PanicError) Error() string { return fmt.Sprintf("the build panicked: %v", e.Value) }

// safely returns what f returns, or a *PanicError.
func (fl *flight) safely(ctx context.Context, f work) (r Result, err error) {
	defer func() {
		if v := recover(); v != nil {
			r, err = Result{}, &PanicError{v}
			fl.q.log.Error("a build panicked", "error", err, "stack", string(debug.Stack()))
		}
	}()
	return f(ctx, fl)
}

func (fl *flight) run(ctx context.Context, id string, f work) {
	defer fl.cancel(nil)
	fl.result, fl.err = fl.safely(ctx, f)
	if errors.Is(fl.err, context.Canceled) {
		fl.err = context.Cause(ctx)
	}
	fl.q.mu.Lock()
	fl.q.forget(id, fl)
	fl.q.mu.Unlock()
	close(fl.done)
}

func (q *queue) forget(id string, fl *flight) {
	if q.flights[id] == fl {
		delete(q.flights, id)
	}
}

// full reports whether a new build would have to wait.
func (q *queue) full() bool {
	taken, waiting := q.Load()
	return waiting > 0 || taken >= q.cores
}

// enter waits for a core. The error is a *BusyError, errPreempted or that of ctx.
func (fl *flight) enter(ctx context.Context) (release func(), err error) {
	q := fl.q
	q.mu.Lock()
	if fl.speculative {
		defer q.mu.Unlock()
		if !fl.EnterIdle() {
			return nil, errPreempted
		}
		q.speculative = fl
		return fl.occupy(), nil
	}
	if s := q.speculative; s != nil && s.speculative && q.full() {
		s.cancel(errPreempted)
	}
	q.mu.Unlock()
	if err := fl.Enter(ctx); err != nil {
		return nil, err
	}
	return fl.occupy(), nil
}

// occupy returns the function that releases the core, to be called once. It moves
// a build that outlasts patience to the slow lane.
func (fl *flight) occupy() (release func()) {
	q, moved := fl.q, make(chan bool, 1)
	timer := time.AfterFunc(patience, func() {
		select {
		case q.slow <- struct{}{}:
			fl.StepAside()
			moved <- true
		default:
			moved <- false
		}
	})
	return func() {
		if !timer.Stop() && <-moved {
			<-q.slow
		}
		q.mu.Lock()
		if q.speculative == fl {
			q.speculative = nil
		}
		q.mu.Unlock()
		fl.Leave()
	}
}
