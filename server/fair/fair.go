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

// comesAgain is how long a place is kept for a client that waited in vain. A
// page that is told to come again does so after a second.
const comesAgain = 10 * time.Second

// Client is one of those who wait: the address of a connection, which is
// hard to forge, and a name at that address, which anybody may make up.
type Client struct{ Address, Name string }

// BusyError says that too many are waiting already.
type BusyError struct{ Ahead int }

func (e *BusyError) Error() string { return fmt.Sprintf("busy: %d are waiting", e.Ahead) }

// Queue has a number of places and bounds how many wait for one. Its methods
// may be called at once from many goroutines.
type Queue struct {
	places, limit int

	mu    sync.Mutex
	taken int
	turns int64 // two for each that was given
	come  int64 // parties that have come
	all   *party
}

// New returns a queue for so many places in which limit may wait.
func New(places, limit int) *Queue {
	return &Queue{places: places, limit: limit, all: &party{members: map[string]*party{}}}
}

// Load returns how many places are taken and how many wait for one.
func (q *Queue) Load() (taken, waiting int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.taken, q.all.waiting
}

// UnderWay returns how many are at work, those who stepped aside among them,
// or wait.
func (q *Queue) UnderWay() (running, waiting int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.all.running, q.all.waiting
}

// Ticket is somebody's claim to a place.
type Ticket struct {
	q       *Queue
	client  Client
	of      *party // while it waits or runs
	state   state
	decided chan struct{} // closed when it does not wait any more
}

type state int

const (
	apart state = iota // has not come yet, or has left
	waiting
	running
	aside   // running without a place
	refused // it had to wait, and others came who have less
)

// Ticket returns a client's claim, which does not wait before Enter.
func (q *Queue) Ticket(c Client) *Ticket {
	return &Ticket{q: q, client: c, decided: make(chan struct{})}
}

// Enter waits for a place; once it has one, Leave gives it back. The error is
// a *BusyError or that of ctx. A ticket enters once.
func (t *Ticket) Enter(ctx context.Context) error {
	q := t.q
	q.mu.Lock()
	if q.taken < q.places {
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
		return q.outcome(t)
	case <-ctx.Done():
	}
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		t.keepPlace()
	}
	t.Leave()
	return ctx.Err()
}

// keepPlace lets the client of a ticket that waits come again as if it had
// gone on waiting.
func (t *Ticket) keepPlace() {
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

func (q *Queue) outcome(t *Ticket) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if t.state == refused {
		return &BusyError{Ahead: q.all.waiting}
	}
	return nil
}

// EnterIdle takes a place if nobody has one or waits, and reports whether.
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

// Share tells that another client wants the same. A ticket that waits does so
// as whoever of the two has less waiting.
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
	if mine.waiting > theirs.waiting+1 { // less also afterwards
		had.unwait(t)
		had.forget()
		t.of = other
		other.wait(t)
	}
}

// StepAside lets another have the place. The ticket goes on to count as one
// that its client has under way, until it leaves.
func (t *Ticket) StepAside() {
	t.q.mu.Lock()
	defer t.q.mu.Unlock()
	if t.state == running {
		t.state = aside
		t.q.taken--
		t.q.next()
	}
}

// Leave gives up what the ticket has: its place, or its claim to one.
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

// next gives free places to those whose turn it is.
func (q *Queue) next() {
	for q.taken < q.places && q.all.waiting > 0 {
		t := q.all.first()
		t.of.unwait(t)
		q.start(t)
		close(t.decided)
	}
}

// start gives a place to a ticket that has joined and does not wait.
func (q *Queue) start(t *Ticket) {
	q.taken++
	t.state = running
	q.turns += 2
	t.of.count(1, 0)
	t.of.turn, t.of.within.turn = q.turns, q.turns
}

// makeRoom has somebody who has more waiting than a newcomer give up its
// latest, and reports whether there is one.
func (q *Queue) makeRoom(newcomer Client) bool {
	mine := q.join(newcomer)
	defer mine.forget()
	most := mine
	if address := q.all.heaviest(mine.within); address != mine.within {
		most = address.heaviest(nil)
	} else {
		most = address.heaviest(mine)
	}
	if most == mine {
		return false
	}
	last := most.tickets[len(most.tickets)-1]
	most.unwait(last)
	most.forget()
	last.state = refused
	close(last.decided)
	return true
}
