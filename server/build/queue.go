package build

import (
	"context"
	"errors"
	"sync"
	"time"

	"abacus/server/fair"
)

// patience is how long an ordinary build may take on a busy machine.
const patience = 2 * time.Second

// errPreempted ends a build ahead of which somebody else's is wanted now.
var errPreempted = errors.New("somebody waits for a program that is wanted now")

// BusyError says that too many are waiting already.
type BusyError = fair.BusyError

// queue lets one build run on each core, its clients in turn, and bounds how
// many wait.
//
// A build that outlasts patience moves to a second lane, if there is room, so
// that a few hostile ones do not hold up everybody until their deadline. A
// build ahead, which nobody waits for, runs where nothing else does, and ends
// when somebody would have to wait for its place.
type queue struct {
	*fair.Queue
	cores int
	slow  chan struct{}

	mu    sync.Mutex
	ahead map[*ticket]bool // running
}

func newQueue(cores, limit int) *queue {
	return &queue{fair.New(cores, limit), cores, make(chan struct{}, cores), sync.Mutex{}, map[*ticket]bool{}}
}

// ticket is a build's claim to a core.
type ticket struct {
	*fair.Ticket
	q      *queue
	giveUp func() // ends the build; nil when somebody waits for it
}

// newTicket returns a claim. One with giveUp is for a build ahead.
func (q *queue) newTicket(c fair.Client, giveUp func()) *ticket {
	return &ticket{Ticket: q.Ticket(c), q: q, giveUp: giveUp}
}

// wanted tells that a client waits for the build, whoever asked for it first.
func (t *ticket) wanted(c fair.Client) {
	t.q.mu.Lock()
	t.giveUp = nil
	delete(t.q.ahead, t)
	t.q.mu.Unlock()
	t.Share(c)
}

// enter waits for a core. The error is a *BusyError, errPreempted or that of ctx.
func (t *ticket) enter(ctx context.Context) (leave func(), err error) {
	if !t.isAhead() {
		if t.q.full() {
			t.q.clear()
		}
		if err := t.Enter(ctx); err != nil {
			return nil, err
		}
		return t.occupy(), nil
	}
	if !t.EnterIdle() {
		return nil, errPreempted
	}
	t.q.mu.Lock()
	if t.giveUp != nil { // nobody has come to want it
		t.q.ahead[t] = true
	}
	t.q.mu.Unlock()
	return t.occupy(), nil
}

func (t *ticket) isAhead() bool {
	t.q.mu.Lock()
	defer t.q.mu.Unlock()
	return t.giveUp != nil
}

// full reports whether somebody who comes now has to wait.
func (q *queue) full() bool {
	taken, waiting := q.Load()
	return waiting > 0 || taken >= q.cores
}

// clear ends what is built ahead.
func (q *queue) clear() {
	q.mu.Lock()
	defer q.mu.Unlock()
	for t := range q.ahead {
		t.giveUp()
	}
}

// occupy returns the function that gives the place back, and moves its holder
// to the slow lane when the time has come.
func (t *ticket) occupy() (leave func()) {
	var mu sync.Mutex
	slow, left := false, false
	timer := time.AfterFunc(patience, func() {
		mu.Lock()
		defer mu.Unlock()
		if left {
			return
		}
		select {
		case t.q.slow <- struct{}{}:
			slow = true
			t.StepAside()
		default:
		}
	})
	return func() {
		timer.Stop()
		mu.Lock()
		defer mu.Unlock()
		left = true
		if slow {
			<-t.q.slow
		}
		t.Leave()
		t.q.mu.Lock()
		defer t.q.mu.Unlock()
		delete(t.q.ahead, t)
	}
}
