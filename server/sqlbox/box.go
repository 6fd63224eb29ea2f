package sqlbox

import "context"

// Box limits how many runs go on at the same time, so that a crowd costs the server a known amount
// of memory: slots times Limits.Memory.
type Box struct {
	slots chan struct{}
}

// New returns a box for at least one run at a time.
func New(slots int) *Box {
	return &Box{slots: make(chan struct{}, max(slots, 1))}
}

// Run is the function Run, once a slot is free. It waits no longer than a run may take, and then
// says that it is busy.
func (b *Box) Run(ctx context.Context, setup string, replay []string, cell string, opts Options) (*Result, error) {
	wait, cancel := context.WithTimeout(ctx, opts.Limits.withDefaults().Deadline)
	defer cancel()
	select {
	case b.slots <- struct{}{}:
		defer func() { <-b.slots }()
		return Run(ctx, setup, replay, cell, opts)
	case <-wait.Done():
		return &Result{}, &Error{
			Message: "the database is busy",
			Hint:    "Many cells are running at this moment. Try again in a few seconds.",
		}
	}
}
