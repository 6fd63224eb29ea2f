package lab

import (
	"errors"
	"fmt"
	"time"
)

// Config describes one run. Durations are real time.
type Config struct {
	Drain       bool          // replicas sleep, finish their requests and only then stop; else they stop at once
	Replicas    int           // of each version, 1 to 5
	Rate        int           // requests per second, 1 to 300
	ServiceTime time.Duration // work of one request, up to 1 s
	ReadyDelay  time.Duration // from the start of a replica until it is ready, up to 1 s
	EndpointLag time.Duration // until the load balancer hears of a change, up to 1 s
	PreStop     time.Duration // sleep before a draining replica takes no more connections, up to 1 s
	Grace       time.Duration // from the order to stop until the replica is ended, up to 3 s
}

// DefaultConfig replaces three replicas in about two seconds.
func DefaultConfig() Config {
	return Config{
		Drain: true, Replicas: 3, Rate: 100,
		ServiceTime: 150 * time.Millisecond, ReadyDelay: 250 * time.Millisecond,
		EndpointLag: 100 * time.Millisecond, PreStop: 300 * time.Millisecond, Grace: 2 * time.Second,
	}
}

// ErrConfig is wrapped by every error of Config.Validate.
var ErrConfig = errors.New("lab: bad configuration")

// Validate refuses what would take too long or ask too much of this machine.
func (c Config) Validate() error {
	if c.Replicas < 1 || c.Replicas > 5 {
		return fmt.Errorf("%w: replicas is %d, but must be from 1 to 5", ErrConfig, c.Replicas)
	}
	if c.Rate < 1 || c.Rate > 300 {
		return fmt.Errorf("%w: rate is %d, but must be from 1 to 300 requests per second", ErrConfig, c.Rate)
	}
	for _, x := range []struct {
		name   string
		d, max time.Duration
	}{
		{"service time", c.ServiceTime, time.Second},
		{"ready delay", c.ReadyDelay, time.Second},
		{"endpoint lag", c.EndpointLag, time.Second},
		{"preStop sleep", c.PreStop, time.Second},
		{"grace period", c.Grace, 3 * time.Second},
	} {
		if x.d < 0 || x.d > x.max {
			return fmt.Errorf("%w: %s is %v, but must be from 0 to %v", ErrConfig, x.name, x.d, x.max)
		}
	}
	return nil
}
