package rollout

import (
	"fmt"
	"math"
)

// Change is what happens to the pods during a simulation.
type Change int

// The changes that Config.Change knows.
const (
	Nothing Change = iota // the pods are left alone
	Update                // a rolling update from version 1 to version 2
	Drain                 // node 0 is emptied for maintenance
)

// Config describes one simulation. Times are in seconds.
type Config struct {
	Replicas       int    // pods wanted
	MaxSurge       Amount // pods allowed above Replicas during an update
	MaxUnavailable Amount // pods allowed to be missing during an update

	ReadyDelay  float64 // from the creation of a pod to its first passed readiness probe
	EndpointLag float64 // until the load balancer has heard of a change in the list of endpoints
	PreStop     float64 // sleep of the preStop hook; it counts against Grace
	Grace       float64 // terminationGracePeriodSeconds
	IgnoreTerm  bool    // the program does not handle SIGTERM, so the signal ends it at once

	Rate    float64 // requests per second; the gaps are exponential
	Service float64 // mean time to work on one request; the times are lognormal
	Spread  float64 // standard deviation of the logarithm of that time
	Workers int     // requests that one pod works on at the same time
	Backlog int     // requests that may wait in one pod; more are turned away

	Change   Change
	At       float64 // when the change begins
	BadImage bool    // version 2 cannot start: its pods never become ready
	Deadline float64 // progressDeadlineSeconds; 0 means none
	UndoAt   float64 // when the update is undone; 0 means never

	Nodes        int // machines that the pods are spread over
	MinAvailable int // disruption budget: ready pods that a drain must leave; 0 means no budget

	Duration float64 // length of the simulation
	Seed     uint64
}

// DefaultConfig is a small service that is updated without losing a request.
func DefaultConfig() Config {
	return Config{
		Replicas: 3, MaxSurge: Pods(1), MaxUnavailable: Pods(0),
		ReadyDelay: 6, EndpointLag: 1, PreStop: 3, Grace: 30,
		Rate: 5, Service: 1, Spread: 0.6, Workers: 8, Backlog: 40,
		Change: Update, At: 10, Deadline: 60,
		Nodes: 3, Duration: 70, Seed: 1,
	}
}

// maxRequests bounds the expected work of one simulation.
const maxRequests = 200_000

// Validate reports the first invalid setting.
func (c Config) Validate() error {
	if _, _, err := Limits(c.MaxSurge, c.MaxUnavailable, c.Replicas); err != nil {
		return err
	}
	counts := []struct {
		name     string
		n        int
		min, max int
	}{
		{"Replicas", c.Replicas, 1, 100},
		{"MaxSurge", c.MaxSurge.Value, 0, 1000},
		{"Workers", c.Workers, 1, 1000},
		{"Backlog", c.Backlog, 0, 10_000},
		{"Nodes", c.Nodes, 1, 100},
		{"MinAvailable", c.MinAvailable, 0, 100},
		{"Change", int(c.Change), int(Nothing), int(Drain)},
	}
	for _, x := range counts {
		if x.n < x.min || x.n > x.max {
			return fmt.Errorf("rollout: %s is %d, but must be from %d to %d", x.name, x.n, x.min, x.max)
		}
	}
	if c.Change == Drain && c.Nodes < 2 {
		return fmt.Errorf("rollout: a drain needs at least 2 nodes, so that the evicted pods have somewhere to go")
	}
	return c.validateTimes()
}

func (c Config) validateTimes() error {
	times := []struct {
		name string
		t    float64
		max  float64
	}{
		{"ReadyDelay", c.ReadyDelay, 3600}, {"EndpointLag", c.EndpointLag, 3600},
		{"PreStop", c.PreStop, 3600}, {"Grace", c.Grace, 3600},
		{"Rate", c.Rate, 10_000}, {"Spread", c.Spread, 3},
		{"At", c.At, 3600}, {"Deadline", c.Deadline, 3600}, {"UndoAt", c.UndoAt, 3600},
		{"Service", c.Service, 3600}, {"Duration", c.Duration, 3600},
	}
	for _, x := range times {
		if math.IsNaN(x.t) || x.t < 0 || x.t > x.max {
			return fmt.Errorf("rollout: %s is %g, but must be from 0 to %g", x.name, x.t, x.max)
		}
	}
	switch {
	case c.Service == 0 || c.Duration == 0:
		return fmt.Errorf("rollout: Service and Duration must be above 0")
	case c.UndoAt != 0 && c.UndoAt < c.At:
		return fmt.Errorf("rollout: the undo at %g s comes before the update at %g s", c.UndoAt, c.At)
	case c.Rate*c.Duration > maxRequests:
		return fmt.Errorf("rollout: about %g requests; the limit is %d", c.Rate*c.Duration, maxRequests)
	}
	return nil
}
