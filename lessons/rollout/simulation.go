// Package rollout is the lesson on updating a model that is being served,
// without losing a request: a discrete-event simulation of a Kubernetes
// service, and the cells that play with it.
//
// The sub-package lab does the same with real servers on this machine, and the
// sub-package azure updates a model that is deployed with Azure.
package rollout

import (
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/stat/distuv"
)

// simulation is a running discrete-event simulation: a clock that jumps from
// one event of the agenda to the next.
type simulation struct {
	cfg                Config
	surge, unavailable int // the limits of the update in pods

	now    float64
	agenda agenda

	pods      []*pod // every pod there ever was, by number
	endpoints []*pod // the load balancer's list, which may be out of date
	requests  []*request

	gaps     distuv.Exponential
	services distuv.LogNormal
	picks    *rand.Rand

	served  [3]int // by version; index 0 is not used
	dropped [fates]int

	wanted   int  // the version that the update aims for
	updating bool // an update is in progress
	progress int  // counts the steps forward, for the progress deadline
	cordoned int  // node that takes no new pods; -1 is none

	report *Report
}

// Run simulates cfg and reports what happened. It costs about 0.5 µs times the
// number of requests, times the logarithm of the events that are pending.
func Run(cfg Config) (*Report, error) {
	return Watch(cfg, nil)
}

// Watch is Run with a look at the books after every single event. The
// function look may be nil.
func Watch(cfg Config, look func(Ledger)) (*Report, error) {
	if err := cfg.Validate(); err != nil {
		return nil, err
	}
	s := newSimulation(cfg)
	audit := func() {
		if look != nil {
			look(s.ledger())
		}
	}
	s.begin()
	for {
		e, ok := s.agenda.next()
		if !ok || e.at > cfg.Duration {
			break
		}
		s.now = e.at
		e.do()
		audit()
	}
	s.now = cfg.Duration
	audit()
	return s.finish(), nil
}

// newSimulation draws gaps, service times and balancing from three streams of
// random numbers: two configurations with the same seed see the same requests.
func newSimulation(cfg Config) *simulation {
	surge, unavailable, _ := Limits(cfg.MaxSurge, cfg.MaxUnavailable, cfg.Replicas) // validated
	return &simulation{
		cfg: cfg, surge: surge, unavailable: unavailable,
		gaps: distuv.Exponential{Rate: cfg.Rate, Src: rand.NewPCG(cfg.Seed, 0)},
		services: distuv.LogNormal{
			// The mean of a lognormal is exp(Mu + Sigma²/2).
			Mu: math.Log(cfg.Service) - cfg.Spread*cfg.Spread/2, Sigma: cfg.Spread,
			Src: rand.NewPCG(cfg.Seed, 1),
		},
		picks:  rand.New(rand.NewPCG(cfg.Seed, 2)),
		wanted: 1, cordoned: -1,
		report: &Report{Config: cfg, Finished: -1, Stalled: -1, Drained: -1},
	}
}

// begin sets up pods that have been serving for a while and schedules the first
// events.
func (s *simulation) begin() {
	for range s.cfg.Replicas {
		p := s.create(1)
		p.Ready, p.state = 0, Ready
		s.list(p)
	}
	s.sample()
	if s.cfg.Rate > 0 {
		s.after(s.gaps.Rand(), s.arrive)
	}
	switch s.cfg.Change {
	case Update:
		s.agenda.plan(s.cfg.At, s.startUpdate)
		if s.cfg.UndoAt > 0 {
			s.agenda.plan(s.cfg.UndoAt, s.undo)
		}
	case Drain:
		s.agenda.plan(s.cfg.At, s.cordon)
	}
}

// after schedules an event delay seconds from now.
func (s *simulation) after(delay float64, do func()) {
	s.agenda.plan(s.now+delay, do)
}
