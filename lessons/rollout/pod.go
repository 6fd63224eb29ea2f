package rollout

// State is what a pod is doing.
type State int

// The states of a pod, in the order it goes through them.
const (
	Starting State = iota // created, readiness probe not passed yet
	Ready                 // passes its readiness probe
	Stopping              // told to stop: preStop hook, SIGTERM, finishing
	Gone                  // its process has ended
)

// String names the state.
func (s State) String() string {
	return [...]string{"starting", "ready", "stopping", "gone"}[s]
}

// Pod is the life of one pod. Times are in seconds; -1 means it has not happened.
type Pod struct {
	ID, Version, Node int

	Created float64
	Ready   float64 // readiness probe passed
	Told    float64 // told to stop: preStop begins, and the endpoint list changes
	Term    float64 // SIGTERM: takes no new connections
	Gone    float64 // the process has ended
}

// At returns the pod's state at time t; ok is false before the pod exists.
func (p Pod) At(t float64) (state State, ok bool) {
	reached := func(moment float64) bool { return moment >= 0 && moment <= t }
	switch {
	case p.Created > t:
		return Starting, false
	case reached(p.Gone):
		return Gone, true
	case reached(p.Told):
		return Stopping, true
	case reached(p.Ready):
		return Ready, true
	}
	return Starting, true
}

// pod is a running pod.
type pod struct {
	Pod
	state   State
	active  []*request // being worked on, at most Config.Workers
	waiting []*request // accepted, at most Config.Backlog
}

// create adds a pod on the emptiest node and has its readiness probe pass later.
func (s *simulation) create(version int) *pod {
	p := &pod{Pod: Pod{
		ID: len(s.pods), Version: version, Node: s.emptiestNode(),
		Created: s.now, Ready: -1, Told: -1, Term: -1, Gone: -1,
	}}
	s.pods = append(s.pods, p)
	if !s.broken(p) {
		s.after(s.cfg.ReadyDelay, func() { s.ready(p) })
	}
	s.sample()
	return p
}

// broken says whether the pod's image cannot be started.
func (s *simulation) broken(p *pod) bool { return s.cfg.BadImage && p.Version == 2 }

// ready marks the pod ready; the load balancer hears of it a little later.
func (s *simulation) ready(p *pod) {
	if p.state != Starting {
		return
	}
	p.state, p.Ready = Ready, s.now
	s.sample()
	s.after(s.cfg.EndpointLag, func() { s.list(p) })
	s.advance()
	s.reconcile()
}

// minWindow is the time that the kubelet leaves between SIGTERM and SIGKILL,
// even when the preStop hook has used up the whole grace period.
const minWindow = 2

// stop tells the pod to stop. Two things now happen at the same time, and
// neither waits for the other: the pod shuts down, and the news travels to the
// load balancer.
func (s *simulation) stop(p *pod) {
	p.state, p.Told = Stopping, s.now
	s.sample()
	s.after(s.cfg.EndpointLag, func() { s.unlist(p) })
	if s.broken(p) {
		s.gone(p) // there is no process to stop
		return
	}
	hook := min(s.cfg.PreStop, s.cfg.Grace)
	s.after(hook, func() { s.term(p, max(s.cfg.Grace-hook, minWindow)) })
}

// term is SIGTERM, with window seconds left until SIGKILL. A program that
// handles the signal accepts no new connections and finishes what it has; one
// that does not is killed by it.
func (s *simulation) term(p *pod, window float64) {
	p.Term = s.now
	if s.cfg.IgnoreTerm {
		s.kill(p)
		return
	}
	if s.goneIfIdle(p); p.state != Gone {
		s.after(window, func() { s.kill(p) })
	}
}

// kill ends the process. Whatever it was working on is cut off.
func (s *simulation) kill(p *pod) {
	if p.state == Gone {
		return
	}
	for _, r := range p.active {
		s.drop(r, Cut)
	}
	for _, r := range p.waiting {
		s.drop(r, Cut)
	}
	p.active, p.waiting = nil, nil
	s.gone(p)
}

// goneIfIdle ends a terminated pod that has nothing left to do.
func (s *simulation) goneIfIdle(p *pod) {
	if p.Term >= 0 && p.state != Gone && len(p.active) == 0 && len(p.waiting) == 0 {
		s.gone(p)
	}
}

func (s *simulation) gone(p *pod) {
	p.state, p.Gone = Gone, s.now
	s.sample()
	s.checkDrained()
}
