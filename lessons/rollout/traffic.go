package rollout

import "slices"

// Fate is what happened to a request.
type Fate int

// The fates of a request. All but InFlight and Served are ways of being dropped.
const (
	InFlight Fate = iota
	Served
	Refused    // the load balancer's list was out of date: the pod no longer accepted connections
	Cut        // the pod was ended while it had the request
	NoEndpoint // the load balancer knew no pod at all
	TurnedAway // the pod's workers and its backlog were full
	fates
)

// String describes the fate.
func (f Fate) String() string {
	return [...]string{"in flight", "served", "refused", "cut off", "no endpoint", "turned away"}[f]
}

// Lost says whether the client got no answer.
func (f Fate) Lost() bool { return f > Served }

// Request is the life of one request. Times are in seconds; -1 means it has
// not happened.
type Request struct {
	Arrived float64
	Started float64 // a worker took it
	Ended   float64 // served or dropped
	Pod     int     // the pod it was sent to; -1 is none
	Fate    Fate

	service float64 // how long a worker needs for it
}

type request struct{ Request }

// arrive is the arrival of one request at the load balancer, which sends it to
// one of the pods on its list, all equally likely. It does not try again.
func (s *simulation) arrive() {
	s.after(s.gaps.Rand(), s.arrive)
	r := &request{Request{Arrived: s.now, Started: -1, Ended: -1, Pod: -1}}
	r.service = s.services.Rand()
	s.requests = append(s.requests, r)
	pick := s.picks.Float64() // always drawn, to keep the streams in step
	if len(s.endpoints) == 0 {
		s.drop(r, NoEndpoint)
		return
	}
	s.deliver(r, s.endpoints[int(pick*float64(len(s.endpoints)))])
}

// deliver hands a request to a pod, which may not want it.
func (s *simulation) deliver(r *request, p *pod) {
	r.Pod = p.ID
	switch {
	case p.Term >= 0 || p.state == Gone:
		s.drop(r, Refused)
	case len(p.active) < s.cfg.Workers:
		s.work(r, p)
	case len(p.waiting) < s.cfg.Backlog:
		p.waiting = append(p.waiting, r)
	default:
		s.drop(r, TurnedAway)
	}
}

// work has a worker of the pod take the request.
func (s *simulation) work(r *request, p *pod) {
	r.Started = s.now
	p.active = append(p.active, r)
	s.after(r.service, func() { s.answer(r, p) })
}

// answer is the end of the work on a request.
func (s *simulation) answer(r *request, p *pod) {
	if r.Fate != InFlight {
		return // cut off in the meantime
	}
	r.Fate, r.Ended = Served, s.now
	s.served[p.Version]++
	i := slices.Index(p.active, r)
	p.active = slices.Delete(p.active, i, i+1)
	if len(p.waiting) > 0 {
		next := p.waiting[0]
		p.waiting = p.waiting[1:]
		s.work(next, p)
	}
	s.goneIfIdle(p)
}

// drop is the loss of a request.
func (s *simulation) drop(r *request, why Fate) {
	r.Fate, r.Ended = why, s.now
	s.dropped[why]++
}

// list and unlist change what the load balancer knows.
func (s *simulation) list(p *pod) { s.endpoints = append(s.endpoints, p) }

func (s *simulation) unlist(p *pod) {
	if i := slices.Index(s.endpoints, p); i >= 0 {
		s.endpoints = slices.Delete(s.endpoints, i, i+1)
	}
}
