package build

import (
	"context"
	"errors"
	"sync"

	"abacus/server/fair"
)

// flights lets all who ask for the same thing at once share one computation.
// It ends early when the last of them has gone: a learner who changes the
// text again leaves nothing running behind.
type flights struct {
	queue *queue

	mu   sync.Mutex
	byID map[string]*flight
}

type flight struct {
	waiting int
	ticket  *ticket
	cancel  context.CancelCauseFunc
	done    chan struct{}
	result  Result
	err     error
}

// do returns what f returns, calling it unless a call for id is under way. A
// build ahead has nobody who waits for it, until a client does; it may end with
// errPreempted.
func (fs *flights) do(ctx context.Context, id string, c fair.Client, ahead bool, f func(context.Context, *ticket) (Result, error)) (Result, error) {
	fs.mu.Lock()
	fl, ok := fs.byID[id]
	if !ok {
		fl = &flight{done: make(chan struct{})}
		var own context.Context
		own, fl.cancel = context.WithCancelCause(context.WithoutCancel(ctx))
		var giveUp func()
		if ahead {
			giveUp = func() { fl.cancel(errPreempted) }
		}
		fl.ticket = fs.queue.newTicket(c, giveUp)
		fs.byID[id] = fl
		go fs.run(own, id, fl, f)
	} else if !ahead {
		fl.ticket.wanted(c)
	}
	fl.waiting++
	fs.mu.Unlock()

	select {
	case <-fl.done:
		return fl.result, fl.err
	case <-ctx.Done():
	}
	fs.mu.Lock()
	defer fs.mu.Unlock()
	if fl.waiting--; fl.waiting == 0 {
		fs.forget(id, fl) // who comes now must not join a cancelled flight
		fl.cancel(nil)
	}
	return Result{}, ctx.Err()
}

func (fs *flights) run(ctx context.Context, id string, fl *flight, f func(context.Context, *ticket) (Result, error)) {
	defer fl.cancel(nil)
	fl.result, fl.err = f(ctx, fl.ticket)
	if errors.Is(fl.err, context.Canceled) {
		fl.err = context.Cause(ctx)
	}
	fs.mu.Lock()
	fs.forget(id, fl)
	fs.mu.Unlock()
	close(fl.done)
}

// underWay reports whether somebody has asked for id and waits.
func (fs *flights) underWay(id string) bool {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	return fs.byID[id] != nil
}

func (fs *flights) forget(id string, fl *flight) {
	if fs.byID[id] == fl {
		delete(fs.byID, id)
	}
}
