// Package fair shares a scarce resource in turns, so that a client with a hundred
// requests does not delay thirty others.
//
// Turns rotate among the addresses, and within an address among its clients. The one
// with the fewest requests under way comes first, then the one that has waited
// longest; so nobody gets a second slot while another waits for a first. A client's
// name can be forged, but forged names only share what their address gets and take
// nothing from other addresses.
//
// When too many requests wait, the client with the most of them loses its latest. A
// client that waits until its deadline and returns soon keeps its position.
package fair

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// comesAgain is how long the position of a client that waited in vain is kept. A
// page that is told to retry does so after a second.
const comesAgain = 10 * time.Second

// Client is who sends a request: the address of a connection, which is hard to
// forge, and a name at that address, which anybody can make up.
type Client struct{ Address, Name string }

// BusyError says that too many requests, Ahead of them, are already waiting.
type BusyError struct{ Ahead int }

func (e *BusyError) Error() string { return fmt.Sprintf("busy: %d are waiting", e.Ahead) }

// Queue has a number of slots and limits how many requests wait for one. It is
// safe for concurrent use.
type Queue struct {
	slots, limit int

	mu    sync.Mutex
	taken int
	turns int64 // two for each turn that was given
	come  int64 // parties that have arrived
	all   *party
}

// New returns a queue with a number of slots, in which up to limit requests wait.
func New(slots, limit int) *Queue {
	return &Queue{slots: slots, limit: limit, all: &party{members: map[string]*party{}}}
}

// Load returns how many slots are taken and how many requests wait for one.
func (q *Queue) Load() (taken, waiting int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.taken, q.all.waiting
}

// UnderWay returns how many requests are running, including those that stepped
// aside, and how many are waiting.
func (q *Queue) UnderWay() (running, waiting int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.all.running, q.all.waiting
}

// Ticket is a request's claim to a slot.
type Ticket struct {
	q       *Queue
	client  Client
	of      *party // while it waits or runs
	state   state
	decided chan struct{} // closed when it has stopped waiting
	err     error         // then: why it has no slot
}

type state int

const (
	apart state = iota // has not entered yet, has left, or was refused
	waiting
	running
	aside // running without a slot
)

// Ticket returns a client's claim, which does not wait until Enter.
func (q *Queue) Ticket(c Client) *Ticket {
	return &Ticket{q: q, client: c, decided: make(chan struct{})}
}

// Enter waits for a slot, which Leave gives back. The error is a *BusyError or
// ctx's. A ticket enters once.
func (t *Ticket) Enter(ctx context.Context) error {
	q := t.q
	q.mu.Lock()
	if q.taken < q.slots {
		t.of = q.join(t.client)
		q.start(t)
		q.mu.Unlock()
		return nil
	}
	if q.all.waiting >= q.limit && !q.makeRoom(t.client) {
		defer q.mu.Unlock()
		return &BusyError{Ahead: q.all.waiting}
	}
	t.of = q.join(t.client)
	t.of.wait(t)
	t.state = waiting
	q.mu.Unlock()

	select {
	case <-t.decided:
		return t.err
	case <-ctx.Done():
	}
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		t.keepPosition()
	}
	t.Leave()
	return ctx.Err()
}

// keepPosition lets the client of a waiting ticket return as if it had never
// stopped waiting.
func (t *Ticket) keepPosition() {
	q := t.q
	q.mu.Lock()
	defer q.mu.Unlock()
	if t.state != waiting {
		return
	}
	p := t.of
	p.kept++
	time.AfterFunc(comesAgain, func() {
		q.mu.Lock()
		defer q.mu.Unlock()
		p.kept--
		p.forget()
	})
}

// EnterIdle takes a slot if nothing is running or waiting, and reports whether it
// did.
func (t *Ticket) EnterIdle() bool {
	t.q.mu.Lock()
	defer t.q.mu.Unlock()
	if t.q.taken > 0 || t.q.all.running > 0 {
		return false
	}
	t.of = t.q.join(t.client)
	t.q.start(t)
	return true
}

// Share says that another client wants the same result. If the ticket is waiting,
// it then waits on behalf of the client that has fewer requests waiting.
func (t *Ticket) Share(c Client) {
	q := t.q
	q.mu.Lock()
	defer q.mu.Unlock()
	if t.state != waiting {
		return
	}
	had, other := t.of, q.join(c)
	defer other.forget()
	mine, theirs := had.within, other.within
	if mine == theirs {
		mine, theirs = had, other
	}
	if mine.waiting > theirs.waiting+1 { // fewer even afterwards
		had.unwait(t)
		had.forget()
		t.of = other
		other.wait(t)
	}
}

// StepAside gives the slot to another ticket. Until it leaves, the ticket still
// counts as one that its client has running.
func (t *Ticket) StepAside() {
	t.q.mu.Lock()
	defer t.q.mu.Unlock()
	if t.state == running {
		t.state = aside
		t.q.taken--
		t.q.next()
	}
}

// Leave gives up what the ticket has: its slot, or its claim to one.
func (t *Ticket) Leave() {
	q := t.q
	q.mu.Lock()
	defer q.mu.Unlock()
	switch t.state {
	case waiting:
		t.of.unwait(t)
	case running, aside:
		t.of.count(-1, 0)
		if t.state == running {
			q.taken--
		}
	default:
		return
	}
	t.state = apart
	t.of.forget()
	q.next()
}

// next gives free slots to the tickets whose turn it is.
func (q *Queue) next() {
	for q.taken < q.slots && q.all.waiting > 0 {
		t := q.all.first()
		t.of.unwait(t)
		q.start(t)
		close(t.decided)
	}
}

// start gives a slot to a ticket that has joined and is not waiting.
func (q *Queue) start(t *Ticket) {
	q.taken++
	t.state = running
	q.turns += 2
	t.of.count(1, 0)
	t.of.turn, t.of.within.turn = q.turns, q.turns
}

// makeRoom refuses the latest ticket of the client that has the most waiting, if
// that is more than a newcomer has, and reports whether it did.
func (q *Queue) makeRoom(newcomer Client) bool {
	mine := q.join(newcomer)
	defer mine.forget()
	address, of := q.all.heaviest(mine.within), mine
	if address != mine.within {
		of = nil
	}
	most := address.heaviest(of)
	if most == mine {
		return false
	}
	last := most.tickets[len(most.tickets)-1]
	last.state, last.err = apart, &BusyError{Ahead: q.all.waiting}
	most.unwait(last)
	most.forget()
	close(last.decided)
	return true
}
