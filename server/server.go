// Package server serves the course over HTTP.
//
// It guards, numbers and logs requests, enforces limits, and runs, reloads and
// drains. The content comes from rooms, packages with their own routes, errors and
// metrics:
//
//	pages     the course: lessons, cells, SQL cells, search, files
//	programs  readers' edits as programs
//	class     learners and their teacher
//
// They share the packages admission (whose requests are served, and when) and reply
// (errors as responses). New parses and checks everything; Handler also works with
// httptest; Run listens until its context ends and then lets the requests in flight
// finish.
package server

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"github.com/go-chi/chi/v5"

	"abacus/lessons"
	"abacus/server/admission"
	"abacus/server/build"
	"abacus/server/class"
	"abacus/server/class/store"
	"abacus/server/connlimit"
	"abacus/server/kit"
	"abacus/server/pages"
	"abacus/server/programs"
	"abacus/server/project"
	"abacus/server/reply"
	"abacus/server/sql/show"
	"abacus/web"
)

// Config is what to serve and where. The Project is required.
type Config struct {
	project.Project
	Addr      string                           // host:port to listen on; port 0, or "", lets the system choose a port
	Metrics   string                           // host:port of a listener for Prometheus; "" for none
	Class     bool                             // others on this network take part: clients are told apart and limited
	Lag       time.Duration                    // the time that load balancers need to notice a shutdown
	Own       string                           // directory of the teacher's own lessons, read and watched; "" for none
	Lessons   []lessons.Lesson                 // nil: all of the course
	Builder   *build.Builder                   // compiles readers' edits; nil: code cannot be changed
	Kit       *kit.Kit                         // the compiler for readers' browsers; nil: only the server compiles
	SQL       show.Engine                      // runs readers' statements
	Classroom *store.Store                     // learners and their submissions; nil: nobody can join
	Teacher   string                           // the teacher's secret; "": the teacher signs in with a TeacherLink
	DevRoot   string                           // the directory to read everything from and watch; "" when not developing
	OwnName   string                           // what messages call the directory Own; "": its base name
	Mount     func(chi.Router, *reply.Replies) // adds further routes; may be nil
	Log       *slog.Logger
	Ready     func(url string) // called once the server listens
}

// Server is the course's web server.
type Server struct {
	cfg         Config
	log         *slog.Logger
	handler     http.Handler
	warm        atomic.Bool
	leaving     context.Context // ends when the server begins to shut down
	leave       context.CancelFunc
	metrics     *metrics
	connections *connlimit.Limiter
	saved       atomic.Pointer[chan struct{}] // closed, and replaced, when a file is saved
	rebuild     chan struct{}                 // asks for the builder to be prepared, or prepared again

	bounds
	replies  *reply.Replies
	programs *programs.Room
	pages    *pages.Room
	class    *class.Room // nil: nobody can join
}

// New parses and checks the course. The error of a broken lesson names file
// and line.
func New(cfg Config) (*Server, error) { return newWithin(cfg, func(*bounds) {}) }

// newWithin is New with bounds that tests can adjust.
func newWithin(cfg Config, adjust func(*bounds)) (*Server, error) {
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Lessons == nil {
		cfg.Lessons = lessons.All()
	}
	if cfg.Addr == "" {
		cfg.Addr = "localhost:0" // the default must not be all interfaces
	}
	for _, addr := range []string{cfg.Addr, cfg.Metrics} {
		if _, _, err := net.SplitHostPort(addr); addr != "" && err != nil {
			return nil, fmt.Errorf("the address %q is not host:port, like localhost:8080: %w", addr, err)
		}
	}
	s := &Server{cfg: cfg, log: cfg.Log, rebuild: make(chan struct{}, 1)}
	s.leaving, s.leave = context.WithCancel(context.Background())
	s.tellSaved()
	s.replies = reply.Replies{
		Log: cfg.Log,
		Page: func(w http.ResponseWriter, r *http.Request, p *reply.Problem, id string) error {
			return s.pages.ShowProblem(w, r, p, id)
		},
	}.With(pages.Explain)
	s.bounds = defaultBounds(cfg.Class, func() { s.metrics.refused.WithLabelValues("rate").Inc() })
	adjust(&s.bounds)
	s.metrics = newMetrics(s)
	var err error
	ofOne := 0
	if cfg.Class {
		ofOne = maxConnectionsOfOne
	}
	s.connections = connlimit.New(maxConnections, ofOne, admission.ClientOf,
		s.metrics.refused.WithLabelValues("connections").Inc)
	s.programs = programs.New(programs.Config{
		Builder: cfg.Builder, Kit: cfg.Kit, Module: cfg.Module, Static: cfg.Static, Course: s.Course,
		Log: cfg.Log, Replies: s.replies, Metrics: s.metrics.registry, Bounds: s.rooms,
	})
	if s.pages, err = s.newPages(); err != nil {
		return nil, err
	}
	if cfg.Classroom != nil {
		s.class, err = class.New(class.Config{
			Store: cfg.Classroom, Course: s.pages.Course, Secret: cfg.Teacher, Editable: cfg.Builder != nil,
			Log: cfg.Log, Replies: s.replies, Bounds: s.rooms,
		})
		if err != nil {
			return nil, err
		}
	}
	s.handler = s.routes()
	return s, nil
}

// newPages reads the course.
func (s *Server) newPages() (*pages.Room, error) {
	cfg := s.cfg
	course, err := cfg.Course()
	if err != nil {
		return nil, err
	}
	if cfg.DevRoot != "" {
		course.Templates = os.DirFS(filepath.Join(cfg.DevRoot, "web"))
	}
	course.Lessons, course.SQL = cfg.Lessons, cfg.SQL
	course.OwnDir, course.Log, course.Dev = cmp.Or(cfg.OwnName, filepath.Base(cfg.Own)), cfg.Log, cfg.live()
	course.Editable, course.Kit, course.Class = cfg.Builder != nil, cfg.Kit != nil, cfg.Classroom != nil
	return pages.New(pages.Config{
		Project: cfg.Project, Course: course, Own: cfg.Own,
		CompileOwn: s.programs.CompileOwn, Package: s.programs.Package,
		Log: cfg.Log, Replies: s.replies, Metrics: s.metrics.registry, Bounds: s.rooms,
	})
}

// TeacherLink returns a new path with which the teacher can sign in, once.
func (s *Server) TeacherLink() string { return s.class.TeacherLink() }

// Course returns the version of the course being served.
func (s *Server) Course() *web.Course { return s.pages.Course() }

// Handler responds to the server's requests.
func (s *Server) Handler() http.Handler { return s.handler }

// Warm renders all pages and then makes the server ready. Run calls it in the
// background.
func (s *Server) Warm(ctx context.Context) error {
	err := s.pages.Course().Warm(ctx)
	if ctx.Err() == nil {
		s.warm.Store(true)
	}
	return err
}
