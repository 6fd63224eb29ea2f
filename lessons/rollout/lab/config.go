package lab

import (
	"fmt"
	"time"
)

// Config describes one run. Durations are real time.
type Config struct {
	Drain       bool          // replicas sleep, finish their requests and only then stop; otherwise they stop at once
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

// ConfigError lists the settings that Config.Validate rejects.
type ConfigError struct{ Reason string }

func (e *ConfigError) Error() string { return "lab: bad configuration: " + e.Reason }

func refuse(format string, args ...any) error { return &ConfigError{fmt.Sprintf(format, args...)} }

// Validate rejects settings that would take too long or demand too much of
// this machine.
func (c Config) Validate() error {
	if c.Replicas < 1 || c.Replicas > 5 {
		return refuse("replicas is %d, but must be from 1 to 5", c.Replicas)
	}
	if c.Rate < 1 || c.Rate > 300 {
		return refuse("rate is %d, but must be from 1 to 300 requests per second", c.Rate)
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
			return refuse("%s is %v, but must be from 0 to %v", x.name, x.d, x.max)
		}
	}
	return nil
}
