// Package server serves the course over HTTP.
//
// New parses and checks everything; Handler answers requests and serves
// httptest as well; Run listens, serves, and on the end of its context lets
// the requests in flight finish. The routes are in routes.go.
package server

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"syscall"
	"time"

	"abacus/lessons"
	"abacus/lessons/rollout/lab"
	"abacus/server/sqlbox"
	"abacus/web"
)

// Config says what to serve and where. Content, Static and Deploy are
// required.
type Config struct {
	Addr    string // host:port to listen on; port 0 lets the system choose
	Content fs.FS  // lessons and their data
	Static  fs.FS  // style sheet, scripts, fonts
	Deploy  fs.FS  // files that lessons show
	Lessons []lessons.Lesson
	DevRoot string // the project's directory, to read from and watch; "" when not developing
	Log     *slog.Logger
	Ready   func(url string) // called once the server listens
}

// Server is the course's web server.
type Server struct {
	cfg     Config
	log     *slog.Logger
	now     atomic.Pointer[edition]
	handler http.Handler
	sql     gate       // bounds the SQL that runs at once
	lab     lab.Runner // one rollout at a time
	warm    atomic.Bool
	leaving atomic.Bool
	saved   watchers // of -dev
}

// edition is one version of everything that is served. Saving a file under
// -dev makes another.
type edition struct {
	course *web.Course
	static *staticFiles
	pages  *cache
}

// Memory that rendered pages and cell outputs may take.
const cacheBytes = 64 << 20

// New parses and checks the course. The error of a broken lesson names file
// and line.
func New(cfg Config) (*Server, error) {
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Lessons == nil {
		cfg.Lessons = lessons.All()
	}
	if _, _, err := net.SplitHostPort(cfg.Addr); cfg.Addr != "" && err != nil {
		return nil, fmt.Errorf("the address %q is not host:port, like localhost:8080: %w", cfg.Addr, err)
	}
	s := &Server{cfg: cfg, log: cfg.Log, sql: newGate(sqlAtOnce())}
	ed, err := s.load()
	if err != nil {
		return nil, err
	}
	s.now.Store(ed)
	s.handler = s.routes()
	return s, nil
}

// load makes an edition from the sources as they are now.
func (s *Server) load() (*edition, error) {
	static, err := loadStatic(s.cfg.Static)
	if err != nil {
		return nil, err
	}
	course, err := web.Load(web.Config{
		Content:   s.cfg.Content,
		Source:    lessons.Source(),
		Files:     s.cfg.Deploy,
		Templates: s.templates(),
		Lessons:   s.cfg.Lessons,
		SQL:       sqlEngine{limits: sqlbox.DefaultLimits()},
		Asset:     static.url,
		Log:       s.log,
		Dev:       s.cfg.DevRoot != "",
	})
	if err != nil {
		return nil, err
	}
	return &edition{course: course, static: static, pages: newCache(cacheBytes)}, nil
}

// Handler answers the server's requests.
func (s *Server) Handler() http.Handler { return s.handler }

// Warm renders all pages. Run does it in the background.
func (s *Server) Warm(ctx context.Context) error {
	err := s.now.Load().course.Warm(ctx)
	s.warm.Store(true)
	return err
}

// Limits on connections: a slow or silent client must not hold one for ever.
const (
	readHeaderTimeout = 5 * time.Second
	readTimeout       = 20 * time.Second
	writeTimeout      = 60 * time.Second
	idleTimeout       = 2 * time.Minute
	maxHeaderBytes    = 32 << 10
	drainTimeout      = 15 * time.Second
)

// Run serves until ctx ends, then lets requests in flight finish.
func (s *Server) Run(ctx context.Context) error {
	start := time.Now()
	ln, err := net.Listen("tcp", s.cfg.Addr)
	if err != nil {
		return listenError(s.cfg.Addr, err)
	}
	// Streams end with the server, not with its patience.
	streams, endStreams := context.WithCancel(context.Background())
	defer endStreams()
	srv := &http.Server{
		Handler:           s.handler,
		ReadHeaderTimeout: readHeaderTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
		BaseContext:       func(net.Listener) context.Context { return streams },
	}
	url := "http://" + ln.Addr().String()
	s.log.Info("listening", "url", url)
	if s.cfg.Ready != nil {
		s.cfg.Ready(url)
	}
	go s.warmUp(ctx, start)
	if s.cfg.DevRoot != "" {
		go s.watch(ctx)
	}

	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(ln) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serving: %w", err)
	case <-ctx.Done():
	}
	s.leaving.Store(true)
	s.saved.close()
	s.log.Info("draining", "limit", drainTimeout)
	drain, cancel := context.WithTimeout(context.Background(), drainTimeout)
	defer cancel()
	if err := srv.Shutdown(drain); err != nil {
		return fmt.Errorf("some requests did not finish in %s: %w", drainTimeout, err)
	}
	s.log.Info("stopped")
	return nil
}

// warmUp renders the pages in the background and says how long it took.
func (s *Server) warmUp(ctx context.Context, start time.Time) {
	if err := s.Warm(ctx); err != nil && !errors.Is(err, context.Canceled) {
		s.log.Error("some lessons have problems", "problems", err.Error())
	}
	s.log.Info("all pages rendered", "after", time.Since(start).Round(time.Millisecond))
}

// listenError says in one line why an address cannot be had and what to do.
func listenError(addr string, err error) error {
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("%s is in use: another program listens there; choose another with -addr localhost:0", addr)
	}
	return fmt.Errorf("cannot listen on %s: %w", addr, err)
}
