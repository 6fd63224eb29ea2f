package lab

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"
)

// watch reports at a steady pace until ctx is done.
func (r *rollout) watch(ctx context.Context, report func(Progress)) {
	tick := time.NewTicker(glance)
	defer tick.Stop()
	for {
		report(r.progress())
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// progress is a look at the run.
func (r *rollout) progress() Progress {
	r.mu.Lock()
	p := Progress{
		ElapsedMS: time.Since(r.started).Milliseconds(), Phase: r.phase,
		Replicas: append([]Replica{}, r.replicas...), // never null in JSON
	}
	r.mu.Unlock()
	r.load.fill(&p)
	return p
}

func (r *rollout) say(phase string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.phase = phase
}

// set records what a replica is doing.
func (r *rollout) set(s *server, state State) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.replicas[slices.Index(r.servers, s)].State = state
}

// all lists the servers started so far.
func (r *rollout) all() []*server {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.servers)
}

// ErrBusy says that a Runner is already running.
var ErrBusy = errors.New("lab: another run is in progress")

// Runner allows one run at a time. Its zero value is ready for use.
type Runner struct{ mu sync.Mutex }

// Run is like the function Run, but returns ErrBusy at once while another run
// of this Runner is in progress.
func (r *Runner) Run(ctx context.Context, cfg Config, report func(Progress)) (Summary, error) {
	if !r.mu.TryLock() {
		return Summary{}, ErrBusy
	}
	defer r.mu.Unlock()
	return Run(ctx, cfg, report)
}
