package build

import (
	"context"
	"errors"
	"sync"

	"abacus/server/fair"
)

// flights lets simultaneous requests for the same program share one build. The
// build ends early once the last of them has left: a learner who edits the text
// again leaves nothing running.
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

// work is a build, which enters its ticket before anything costly.
type work func(context.Context, *ticket) (Result, error)

// do returns what f returns. It calls f unless a call for id is in progress. A
// speculative build may end with errPreempted until a client waits for it.
func (fs *flights) do(ctx context.Context, id string, c fair.Client, speculative bool, f work) (Result, error) {
	fs.mu.Lock()
	fl, ok := fs.byID[id]
	if !ok {
		fl = &flight{done: make(chan struct{})}
		var own context.Context
		own, fl.cancel = context.WithCancelCause(context.WithoutCancel(ctx))
		var giveUp func()
		if speculative {
			giveUp = func() { fl.cancel(errPreempted) }
		}
		fl.ticket = fs.queue.newTicket(c, giveUp)
		fs.byID[id] = fl
		go fs.run(own, id, fl, f)
	} else if !speculative {
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
		fs.forget(id, fl) // a new request must not join a cancelled flight
		fl.cancel(nil)
	}
	return Result{}, ctx.Err()
}

func (fs *flights) run(ctx context.Context, id string, fl *flight, f work) {
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

// underWay reports whether a build of id is in progress.
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
