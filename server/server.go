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
	"strconv"
	"sync/atomic"
	"syscall"
	"time"

	"abacus/lessons"
	"abacus/lessons/rollout/lab"
	"abacus/server/build"
	"abacus/server/kit"
	"abacus/server/sqlbox"
	"abacus/web"
)

// Config says what to serve and where. Module, Content, Static and Deploy are
// required; DevRoot makes the templates come from disk, too.
type Config struct {
	Addr    string           // host:port to listen on; port 0, or "", lets the system choose a port
	Module  fs.FS            // the project's directory: go.mod, go.sum, lessons
	Content fs.FS            // lessons and their data
	Static  fs.FS            // style sheet, scripts, fonts
	Deploy  fs.FS            // files that lessons show
	Lessons []lessons.Lesson // nil: all of the course
	Builder *build.Builder   // compiles readers' edits; nil: code cannot be changed
	Kit     *kit.Kit         // what readers' browsers compile with; nil: only the server does
	SQL     sqlbox.Limits    // of a reader's statement; zero fields: sqlbox.DefaultLimits
	DevRoot string           // the project's directory, to read from and watch; "" when not developing
	Log     *slog.Logger
	Ready   func(url string) // called once the server listens
}

// Server is the course's web server.
type Server struct {
	cfg     Config
	log     *slog.Logger
	now     atomic.Pointer[edition]
	handler http.Handler
	work    *gate         // bounds the pages and cells that are made at once
	sql     *gate         // bounds the SQL that runs at once
	lab     lab.Runner    // one rollout at a time
	readIn  time.Duration // what reading and checking the lessons took
	warm    atomic.Bool
	leaving atomic.Bool
	saved   watchers      // of -dev
	rebuild chan struct{} // asks for the builder to be made ready, again

	timeouts timeouts
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
	if cfg.Addr == "" {
		cfg.Addr = "localhost:0" // nothing said must not mean all interfaces
	}
	if _, _, err := net.SplitHostPort(cfg.Addr); err != nil {
		return nil, fmt.Errorf("the address %q is not host:port, like localhost:8080: %w", cfg.Addr, err)
	}
	s := &Server{cfg: cfg, log: cfg.Log, work: newWorkGate(), sql: newSQLGate(), rebuild: make(chan struct{}, 1), timeouts: defaultTimeouts()}
	start := time.Now()
	ed, err := s.load()
	if err != nil {
		return nil, err
	}
	s.readIn = time.Since(start)
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
	source, err := fs.Sub(s.cfg.Module, "lessons")
	if err != nil {
		return nil, err
	}
	course, err := web.Load(web.Config{
		Content:   s.cfg.Content,
		Source:    source,
		Files:     s.cfg.Deploy,
		Templates: s.templates(),
		Lessons:   s.cfg.Lessons,
		SQL:       sqlEngine{limits: s.cfg.SQL},
		Asset:     static.url,
		Log:       s.log,
		Dev:       s.cfg.DevRoot != "",
		Editable:  s.cfg.Builder != nil,
		Kit:       s.cfg.Kit != nil,
	})
	if err != nil {
		return nil, err
	}
	return &edition{course: course, static: static, pages: newCache(cacheBytes)}, nil
}

// Handler answers the server's requests.
func (s *Server) Handler() http.Handler { return s.handler }

// Warm renders all pages, after which the server is ready. Run does it in the
// background.
func (s *Server) Warm(ctx context.Context) error {
	err := s.now.Load().course.Warm(ctx)
	if ctx.Err() == nil {
		s.warm.Store(true)
	}
	return err
}

// timeouts bound how long a connection may be held.
type timeouts struct{ readHeader, read, write, idle, drain time.Duration }

// defaultTimeouts keep a slow or silent client from holding a connection for
// ever, and let the lab finish, which takes the longest.
func defaultTimeouts() timeouts {
	return timeouts{
		readHeader: 5 * time.Second,
		read:       20 * time.Second,
		write:      60 * time.Second,
		idle:       2 * time.Minute,
		drain:      15 * time.Second,
	}
}

const maxHeaderBytes = 32 << 10

// Run serves until ctx ends, then lets requests in flight finish.
func (s *Server) Run(ctx context.Context) error {
	start := time.Now()
	ln, err := net.Listen("tcp", s.cfg.Addr)
	if err != nil {
		return listenError(s.cfg.Addr, err)
	}
	srv := s.newHTTPServer()
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(ln) }()

	url := address(ln.Addr())
	s.log.Info("listening", "url", url, "lessons_read_in", s.readIn.Round(time.Millisecond))
	if s.cfg.Ready != nil {
		go s.cfg.Ready(url) // opening a browser may last as long as the browser
	}
	go s.warmUp(ctx, start)
	go s.prepareBuilder(ctx)
	if s.cfg.DevRoot != "" {
		go s.watch(ctx)
	}
	select {
	case err := <-failed:
		return fmt.Errorf("serving: %w", err)
	case <-ctx.Done():
		return s.drain(srv)
	}
}

func (s *Server) newHTTPServer() *http.Server {
	return &http.Server{
		Handler:           s.handler,
		ReadHeaderTimeout: s.timeouts.readHeader,
		ReadTimeout:       s.timeouts.read,
		WriteTimeout:      s.timeouts.write,
		IdleTimeout:       s.timeouts.idle,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
}

// drain lets requests in flight finish and cuts those that take too long.
func (s *Server) drain(srv *http.Server) error {
	s.leaving.Store(true)
	s.saved.close()
	s.log.Info("draining", "limit", s.timeouts.drain)
	ctx, cancel := context.WithTimeout(context.Background(), s.timeouts.drain)
	defer cancel()
	if err := srv.Shutdown(ctx); err != nil {
		_ = srv.Close() // that they are cut is the error to report
		return fmt.Errorf("some requests did not finish in %s: %w", s.timeouts.drain, err)
	}
	s.log.Info("stopped")
	return nil
}

// warmUp renders the pages in the background and says how long it took.
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

// address returns the URL of a listener as a browser on this machine takes
// it: a listener on all interfaces has no address to go to.
func address(addr net.Addr) string {
	if tcp, ok := addr.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		return "http://" + net.JoinHostPort("localhost", strconv.Itoa(tcp.Port))
	}
	return "http://" + addr.String()
}

// listenError says in one line why an address cannot be had and what to do.
func listenError(addr string, err error) error {
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("%s is in use: another program listens there; choose another with -addr localhost:0", addr)
	}
	return fmt.Errorf("cannot listen on %s: %w", addr, err)
}
