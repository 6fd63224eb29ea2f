package lab

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"slices"
	"sync"
)

// errNoEndpoint is the failure of a request when the list is empty.
var errNoEndpoint = errors.New("no endpoint")

// The balancer tells the client where it sent a request, and why it failed.
const (
	targetHeader = "X-Target-Version"
	reasonHeader = "X-Failure-Reason"
)

// balancer is a load balancer: a real reverse proxy that sends each request to
// the next server on its list. It trusts the list and never tries twice.
type balancer struct {
	mu        sync.Mutex
	endpoints []*server
	next      int

	url       string
	http      *http.Server
	served    chan struct{} // closed when the accept loop has ended
	transport *http.Transport
}

// targetKey carries the chosen server through the reverse proxy.
type targetKey struct{}

// startBalancer listens on a free port of the loopback interface.
func startBalancer() (*balancer, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	b := &balancer{
		// One connection per request, as kube-proxy balances connections, not requests.
		transport: &http.Transport{DisableKeepAlives: true},
		url:       "http://" + listener.Addr().String(),
		served:    make(chan struct{}),
	}
	quiet := log.New(io.Discard, "", 0)
	proxy := &httputil.ReverseProxy{
		Rewrite:      func(r *httputil.ProxyRequest) { r.SetURL(r.In.Context().Value(targetKey{}).(*url.URL)) },
		Transport:    b.transport,
		ErrorHandler: fail,
		ErrorLog:     quiet,
	}
	b.http = &http.Server{Handler: b.choose(proxy), ReadHeaderTimeout: longest, ErrorLog: quiet}
	go func() {
		defer close(b.served)
		_ = b.http.Serve(listener)
	}()
	return b, nil
}

// choose picks the server of a request before the reverse proxy passes it on.
func (b *balancer) choose(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s := b.pick()
		if s == nil {
			fail(w, r, errNoEndpoint)
			return
		}
		w.Header().Set(targetHeader, s.version)
		target, err := url.Parse(s.url)
		if err != nil {
			fail(w, r, err)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), targetKey{}, target)))
	})
}

// pick returns the servers on the list in turn; nil if it is empty.
func (b *balancer) pick() *server {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.endpoints) == 0 {
		return nil
	}
	b.next = (b.next + 1) % len(b.endpoints)
	return b.endpoints[b.next]
}

// add puts a server on the list.
func (b *balancer) add(s *server) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.endpoints = append(b.endpoints, s)
}

// remove takes a server off the list.
func (b *balancer) remove(s *server) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.endpoints = slices.DeleteFunc(b.endpoints, func(e *server) bool { return e == s })
}

// fail answers 502, or 503 without an endpoint, with the reason.
func fail(w http.ResponseWriter, _ *http.Request, err error) {
	status, reason := http.StatusBadGateway, CutOff
	var op *net.OpError
	switch {
	case errors.Is(err, errNoEndpoint):
		status, reason = http.StatusServiceUnavailable, NoEndpoint
	case errors.As(err, &op) && op.Op == "dial":
		reason = Refused
	}
	w.Header().Set(reasonHeader, reason)
	w.WriteHeader(status)
}

// close ends the balancer and its connections.
func (b *balancer) close() {
	_ = b.http.Close()
	<-b.served
	b.transport.CloseIdleConnections()
}
