// Package lab rolls real servers: it starts HTTP servers on this machine behind
// a real reverse proxy, replaces version 1 with version 2 one replica after
// another while a client keeps sending requests, and counts what is lost.
//
// Everything stays on the loopback interface and ends within twelve seconds.
package lab

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"
)

const (
	longest = 12 * time.Second       // no run takes longer
	quiet   = 300 * time.Millisecond // load before and after the update
	glance  = 50 * time.Millisecond  // between two calls of report
)

// rollout is a run in progress.
type rollout struct {
	cfg      Config
	started  time.Time
	balancer *balancer
	load     *load
	work     sync.WaitGroup // pending shutdowns and list changes

	mu       sync.Mutex
	phase    string
	servers  []*server
	replicas []Replica // what the servers are doing
}

// Run replaces all replicas once. It calls report about twenty times a second
// and once at the end, never at the same time from two goroutines; report may
// be nil, and Run waits for it to return. When Run returns, all servers, connections and goroutines it made
// are gone. Cancelling ctx ends it early with the error of ctx and the counts
// so far; requests that were cancelled count as failed.
func Run(ctx context.Context, cfg Config, report func(Progress)) (Summary, error) {
	if err := cfg.Validate(); err != nil {
		return Summary{}, err
	}
	if report == nil {
		report = func(Progress) {}
	}
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	balancer, err := startBalancer()
	if err != nil {
		return Summary{}, fmt.Errorf("lab: starting the load balancer: %w", err)
	}
	r := &rollout{cfg: cfg, started: time.Now(), balancer: balancer, load: newLoad(balancer.url)}
	defer r.close()

	watching, stopWatching := context.WithCancel(context.Background())
	var watcher sync.WaitGroup
	watcher.Go(func() { r.watch(watching, report) })
	err = r.underLoad(ctx)
	stopWatching()
	watcher.Wait()
	report(r.progress())

	summary := r.load.summary()
	summary.Drain, summary.ElapsedMS = cfg.Drain, time.Since(r.started).Milliseconds()
	return summary, err
}

// underLoad runs the update while the client sends requests.
func (r *rollout) underLoad(ctx context.Context) error {
	for i := range r.cfg.Replicas {
		s, err := r.start("v1", i)
		if err != nil {
			return err
		}
		s.ready.Store(true)
		r.set(s, Ready)
		r.balancer.add(s)
	}
	loading, stopLoad := context.WithCancel(ctx)
	var client sync.WaitGroup
	client.Go(func() { r.load.run(ctx, loading, r.cfg.Rate) })
	err := r.update(ctx)
	stopLoad()
	client.Wait()
	r.work.Wait()
	if err == nil {
		r.say("finished")
	}
	return err
}

// update is the rolling update with a surge of one: a new replica, ready; then
// an old one is told to stop.
func (r *rollout) update(ctx context.Context) error {
	old := r.all()
	r.say("all replicas run version 1")
	if !pause(ctx, quiet) {
		return ctx.Err()
	}
	for i, leaving := range old {
		s, err := r.start("v2", i)
		if err != nil {
			return err
		}
		r.say("starting " + s.name)
		if err := r.awaitReady(ctx, s); err != nil {
			return err
		}
		r.say(s.name + " is ready, " + leaving.name + " is told to stop")
		r.stop(ctx, leaving)
	}
	r.say("the last old replicas finish")
	r.work.Wait()
	r.say("all replicas run version 2")
	if !pause(ctx, quiet) {
		return ctx.Err()
	}
	return nil
}

// start adds a replica.
func (r *rollout) start(version string, i int) (*server, error) {
	s, err := startServer(fmt.Sprintf("%s-%c", version, 'a'+i), version, r.cfg.ServiceTime)
	if err != nil {
		return nil, fmt.Errorf("lab: starting a replica: %w", err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.servers = append(r.servers, s)
	r.replicas = append(r.replicas, Replica{Name: s.name, Version: version, State: Starting})
	return s, nil
}

// awaitReady probes the replica until it is ready, as a kubelet does, and
// tells the load balancer after the lag.
func (r *rollout) awaitReady(ctx context.Context, s *server) error {
	r.work.Go(func() {
		pause(ctx, r.cfg.ReadyDelay) // a model is loaded
		s.ready.Store(true)
	})
	for !r.probe(ctx, s) {
		if !pause(ctx, 10*time.Millisecond) {
			return ctx.Err()
		}
	}
	r.set(s, Ready)
	r.work.Go(func() {
		if pause(ctx, r.cfg.EndpointLag) {
			r.balancer.add(s)
		}
	})
	return nil
}

// probe asks a replica whether it is ready.
func (r *rollout) probe(ctx context.Context, s *server) bool {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+"/readyz", nil)
	if err != nil {
		return false
	}
	response, err := r.balancer.transport.RoundTrip(request)
	if err != nil {
		return false
	}
	_ = response.Body.Close()
	return response.StatusCode == http.StatusOK
}

// stop tells a replica to stop. As in Kubernetes, two things begin at the same
// time: the replica shuts down, and the news travels to the load balancer.
func (r *rollout) stop(ctx context.Context, s *server) {
	r.set(s, Draining)
	r.work.Go(func() {
		pause(ctx, r.cfg.EndpointLag)
		r.balancer.remove(s)
	})
	r.work.Go(func() {
		s.stop(ctx, r.cfg.Drain, r.cfg.PreStop, r.cfg.Grace)
		r.set(s, Gone)
	})
}

// close ends whatever is still running.
func (r *rollout) close() {
	for _, s := range r.all() {
		s.stop(context.Background(), false, 0, 0)
	}
	r.balancer.close()
	r.load.client.CloseIdleConnections()
}
