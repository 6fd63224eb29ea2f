package build

import (
	"context"
	"sync"
)

// flights lets all who ask for the same thing at once share one computation.
// It ends early when the last of them has gone: a learner who changes the
// text again leaves nothing running behind.
type flights struct {
	mu   sync.Mutex
	byID map[string]*flight
}

type flight struct {
	waiting int
	cancel  context.CancelFunc
	done    chan struct{}
	result  Result
	err     error
}

// do returns what f returns, calling it unless a call for id is under way.
func (fs *flights) do(ctx context.Context, id string, f func(context.Context) (Result, error)) (Result, error) {
	fs.mu.Lock()
	fl, ok := fs.byID[id]
	if !ok {
		fl = &flight{done: make(chan struct{})}
		var own context.Context
		own, fl.cancel = context.WithCancel(context.WithoutCancel(ctx))
		fs.byID[id] = fl
		go fs.run(own, id, fl, f)
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
		fl.cancel()
	}
	return Result{}, ctx.Err()
}

func (fs *flights) run(ctx context.Context, id string, fl *flight, f func(context.Context) (Result, error)) {
	defer fl.cancel()
	fl.result, fl.err = f(ctx)
	fs.mu.Lock()
	fs.forget(id, fl)
	fs.mu.Unlock()
	close(fl.done)
}

func (fs *flights) forget(id string, fl *flight) {
	if fs.byID[id] == fl {
		delete(fs.byID, id)
	}
}
