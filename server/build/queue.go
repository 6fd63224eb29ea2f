package build

import (
	"context"
	"sync"
	"time"
)

// patience is how long an ordinary build may take on a busy machine.
const patience = 2 * time.Second

// queue lets one build run on each core and bounds how many wait.
//
// A build that outlasts patience moves to a second lane, if there is room, so
// that a few hostile ones do not hold up everybody until their deadline.
type queue struct {
	fast, slow chan struct{}
	limit      int // of those waiting

	mu      sync.Mutex
	waiting int
}

func newQueue(cores, limit int) *queue {
	return &queue{fast: make(chan struct{}, cores), slow: make(chan struct{}, cores), limit: limit}
}

// enter waits for a core. The error is a *BusyError or that of ctx.
func (q *queue) enter(ctx context.Context) (leave func(), err error) {
	select {
	case q.fast <- struct{}{}:
		return q.occupy(), nil
	default:
	}
	q.mu.Lock()
	if q.waiting >= q.limit {
		defer q.mu.Unlock()
		return nil, &BusyError{Ahead: q.waiting}
	}
	q.waiting++
	q.mu.Unlock()
	defer func() {
		q.mu.Lock()
		q.waiting--
		q.mu.Unlock()
	}()
	select {
	case q.fast <- struct{}{}:
		return q.occupy(), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// occupy returns the function that gives the place back, and moves its holder
// to the slow lane when the time has come.
func (q *queue) occupy() (leave func()) {
	var mu sync.Mutex
	lane, left := q.fast, false
	timer := time.AfterFunc(patience, func() {
		mu.Lock()
		defer mu.Unlock()
		if left {
			return
		}
		select {
		case q.slow <- struct{}{}:
			<-lane
			lane = q.slow
		default:
		}
	})
	return func() {
		timer.Stop()
		mu.Lock()
		defer mu.Unlock()
		left = true
		<-lane
	}
}

// load returns how many builds run and how many wait.
func (q *queue) load() (running, waiting int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.fast) + len(q.slow), q.waiting
}
