package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"syscall"
	"time"
)

const maxHeaderBytes = 32 << 10

// Run serves until ctx ends, then lets requests in flight finish.
func (s *Server) Run(ctx context.Context) error {
	start := time.Now()
	ln, err := net.Listen("tcp", s.cfg.Addr)
	if err != nil {
		return listenError("-addr", s.cfg.Addr, err)
	}
	stopMetrics, err := s.serveMetrics()
	if err != nil {
		_ = ln.Close() // nobody has connected yet
		return err
	}
	defer stopMetrics()
	srv := s.newHTTPServer(s.handler)
	s.connections.Guard(srv)
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(ln) }()

	url := address(ln.Addr())
	s.log.Info("listening", "url", url, "lessons_read_in", s.pages.ReadIn.Round(time.Millisecond))
	if s.cfg.Ready != nil {
		go s.cfg.Ready(url) // opening a browser may take as long as the browser runs
	}
	go s.warmUp(ctx, start)
	go s.prepareBuilder(ctx)
	if s.cfg.live() {
		go s.watch(ctx)
	}
	select {
	case err := <-failed:
		return fmt.Errorf("serving: %w", err)
	case <-ctx.Done():
	}
	s.withdraw()
	return s.drain(srv)
}

func (s *Server) newHTTPServer(h http.Handler) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: s.timeouts.readHeader,
		ReadTimeout:       s.timeouts.read,
		WriteTimeout:      s.timeouts.write,
		IdleTimeout:       s.timeouts.idle,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
}

// withdraw turns readiness off and continues to serve until every load balancer has
// noticed. Until then, each response closes its connection, so that proxies open the
// next one elsewhere.
func (s *Server) withdraw() {
	s.leave()
	if s.cfg.Lag > 0 {
		s.log.Info("shutting down", "serving_for", s.cfg.Lag)
		<-time.After(s.cfg.Lag)
	}
}

// drain lets requests in flight finish, and aborts those that take too long.
func (s *Server) drain(srv *http.Server) error {
	s.log.Info("draining", "limit", s.timeouts.drain)
	ctx, cancel := context.WithTimeout(context.Background(), s.timeouts.drain)
	defer cancel()
	if err := srv.Shutdown(ctx); err != nil {
		_ = srv.Close() // err is the error to report
		return fmt.Errorf("some requests did not finish in %s: %w", s.timeouts.drain, err)
	}
	s.log.Info("stopped")
	return nil
}

// warmUp renders all pages in the background and logs how long it took.
func (s *Server) warmUp(ctx context.Context, start time.Time) {
	err := s.Warm(ctx)
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		s.log.Error("some lessons have problems", "problems", err.Error())
	}
	s.log.Info("all pages rendered", "after", time.Since(start).Round(time.Millisecond))
	s.rebuild <- struct{}{}
}

// address returns the URL under which a browser on this machine reaches a listener. A
// listener on all interfaces has no address of its own.
func address(addr net.Addr) string {
	if tcp, ok := addr.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		return "http://" + net.JoinHostPort("localhost", strconv.Itoa(tcp.Port))
	}
	return "http://" + addr.String()
}

// listenError says in one line why listening failed and what to do.
func listenError(flag, addr string, err error) error {
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("%s is in use: another program listens there; choose another with %s localhost:0", addr, flag)
	}
	return fmt.Errorf("cannot listen on %s: %w", addr, err)
}
