package build

import (
	"context"
	"errors"
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
// builds wait.
//
// A build that outlasts patience moves to a second lane, if there is room, so
// that a few hostile builds do not hold up everybody until their deadline. A
// speculative build, which nobody is waiting for, runs only on an idle machine
// and ends when somebody needs its slot.
type queue struct {
	*fair.Queue
	cores int
	slow  chan struct{}

	mu          sync.Mutex
	speculative *ticket // the speculative build that is running
}

func newQueue(cores, limit int) *queue {
	return &queue{Queue: fair.New(cores, limit), cores: cores, slow: make(chan struct{}, cores)}
}

// ticket is a build's claim to a core.
type ticket struct {
	*fair.Ticket
	q      *queue
	giveUp func() // ends the build; nil when somebody is waiting for it
}

// newTicket returns a claim; with giveUp it is for a speculative build.
func (q *queue) newTicket(c fair.Client, giveUp func()) *ticket {
	return &ticket{Ticket: q.Ticket(c), q: q, giveUp: giveUp}
}

// wanted records that a client is waiting for the build.
func (t *ticket) wanted(c fair.Client) {
	t.q.mu.Lock()
	t.giveUp = nil
	t.q.mu.Unlock()
	t.Share(c)
}

// enter waits for a core. The error is a *BusyError, errPreempted or that of ctx.
func (t *ticket) enter(ctx context.Context) (release func(), err error) {
	if t.isSpeculative() {
		if !t.EnterIdle() {
			return nil, errPreempted
		}
		t.q.mu.Lock()
		t.q.speculative = t
		t.q.mu.Unlock()
		return t.occupy(), nil
	}
	if t.q.full() {
		t.q.clear()
	}
	if err := t.Enter(ctx); err != nil {
		return nil, err
	}
	return t.occupy(), nil
}

func (t *ticket) isSpeculative() bool {
	t.q.mu.Lock()
	defer t.q.mu.Unlock()
	return t.giveUp != nil
}

// full reports whether a new build would have to wait.
func (q *queue) full() bool {
	taken, waiting := q.Load()
	return waiting > 0 || taken >= q.cores
}

// clear ends the speculative build, unless somebody waits for it by now.
func (q *queue) clear() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.speculative != nil && q.speculative.giveUp != nil {
		q.speculative.giveUp()
	}
}

// occupy returns the function that releases the slot, to be called once. It moves
// a build that outlasts patience to the slow lane.
func (t *ticket) occupy() (release func()) {
	moved := make(chan bool, 1)
	timer := time.AfterFunc(patience, func() {
		select {
		case t.q.slow <- struct{}{}:
			t.StepAside()
			moved <- true
		default:
			moved <- false
		}
	})
	return func() {
		if !timer.Stop() && <-moved {
			<-t.q.slow
		}
		t.q.mu.Lock()
		if t.q.speculative == t {
			t.q.speculative = nil
		}
		t.q.mu.Unlock()
		t.Leave()
	}
}
