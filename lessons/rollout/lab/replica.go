package lab

import (
	"context"
	"io"
	"log"
	"net"
	"net/http"
	"sync/atomic"
	"time"
)

// versionHeader tells which version answered.
const versionHeader = "X-Model-Version"

// server is a replica: a real HTTP server on a port of this machine. It stands
// for a model that takes a while to score a request.
type server struct {
	name, version string
	url           string
	http          *http.Server
	served        chan struct{} // closed when the accept loop has ended
	ready         atomic.Bool
}

// startServer listens on a free port of the loopback interface.
func startServer(name, version string, work time.Duration) (*server, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &server{name: name, version: version, url: "http://" + listener.Addr().String(), served: make(chan struct{})}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /readyz", s.readyz)
	mux.HandleFunc("POST /score", func(w http.ResponseWriter, r *http.Request) { s.score(w, r, work) })
	s.http = &http.Server{Handler: mux, ReadHeaderTimeout: longest, ErrorLog: log.New(io.Discard, "", 0)}
	go func() {
		defer close(s.served)
		_ = s.http.Serve(listener) // always ErrServerClosed, after Shutdown or Close
	}()
	return s, nil
}

func (s *server) readyz(w http.ResponseWriter, _ *http.Request) {
	if !s.ready.Load() {
		http.Error(w, "starting", http.StatusServiceUnavailable)
	}
}

func (s *server) score(w http.ResponseWriter, r *http.Request, work time.Duration) {
	timer := time.NewTimer(work)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-r.Context().Done():
		return
	}
	w.Header().Set(versionHeader, s.version)
	_, _ = io.WriteString(w, `{"score":0.5}`)
}

// stop ends the server. With drain it is what a well-behaved pod does: sleep as
// a preStop hook would, then accept no new connections and finish the requests
// it has, all within the grace period. Without drain, it behaves like a program
// that SIGTERM simply ends.
func (s *server) stop(
	ctx context.Context, drain bool, preStop, grace time.Duration,
) {
	if drain {
		ctx, cancel := context.WithTimeout(ctx, grace)
		defer cancel()
		pause(ctx, preStop)
		_ = s.http.Shutdown(ctx) // an error means that the grace period is over
	}
	_ = s.http.Close()
	<-s.served
}

// pause waits for d and reports whether it was not cancelled.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
