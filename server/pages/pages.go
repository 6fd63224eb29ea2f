// Package pages serves the course: its overview, lessons, cells, SQL cells,
// search, help, images, static files, downloads and the rollout lab.
//
// All of that has versions: the course as it was read, its static files, and the
// pages rendered so far. Saving a file under -dev makes the next version.
package pages

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"

	"abacus/lessons/rollout/lab"
	"abacus/server/admission"
	"abacus/server/build/source"
	"abacus/server/fair"
	"abacus/server/project"
	"abacus/server/reply"
	"abacus/server/wire"
	"abacus/web"
)

// Config holds everything that serving the course needs.
type Config struct {
	project.Project
	Course web.Config // without Own and Asset, which each version sets
	Own    string     // directory of own lessons; "" for none

	// CompileOwn marks own lessons whose Go does not compile.
	CompileOwn func(*web.Course)
	// Package returns a lesson's Go with a client's edits.
	Package func(ctx context.Context, c fair.Client, slug string, edits []wire.Edit) (*source.Copy, error)

	Log     *slog.Logger
	Replies *reply.Replies
	Metrics prometheus.Registerer
	admission.Bounds
}

// Room serves the course.
type Room struct {
	Config
	now     atomic.Pointer[version]
	loading sync.Mutex // held while the version is replaced
	lab     lab.Runner // one rollout at a time
	metrics metrics

	ReadIn time.Duration // how long it took to read and check the course at the start
}

// metrics counts what is served, for Prometheus.
type metrics struct {
	answers *prometheus.CounterVec
	sql     prometheus.Histogram
}

func newMetrics(registry prometheus.Registerer) metrics {
	make := promauto.With(registry)
	return metrics{
		answers: make.NewCounterVec(prometheus.CounterOpts{
			Name: "abacus_answers_total", Help: "Pages and cells sent, by whether they were kept or had to be made.",
		}, []string{"route", "from"}),
		sql: make.NewHistogram(prometheus.HistogramOpts{
			Name: "abacus_sql_seconds", Help: "From a reader's statement to its result, waiting included.",
			Buckets: admission.WaitBuckets(),
		}),
	}
}

// New reads and checks the course. The error of a broken lesson names file and
// line.
func New(cfg Config) (*Room, error) {
	p := &Room{Config: cfg, metrics: newMetrics(cfg.Metrics)}
	start := time.Now()
	v, err := p.load()
	if err != nil {
		return nil, err
	}
	p.ReadIn = time.Since(start)
	p.now.Store(v)
	promauto.With(cfg.Metrics).NewGaugeFunc(prometheus.GaugeOpts{
		Name: "abacus_answers_kept", Help: "Pages and cells that are kept.",
	}, func() float64 { return float64(p.now.Load().cache.Len()) })
	return p, nil
}

// Routes adds the room's addresses.
func (p *Room) Routes(r chi.Router) {
	handle := p.Replies.Handle
	r.Get("/", handle(p.overview))
	r.Get("/notebook", handle(p.notebook))
	r.Get("/lessons/{slug}", handle(p.lesson))
	r.Get("/lessons/{slug}/cells/{cell}", handle(p.cell))
	r.Post("/lessons/{slug}/sql/{index}", handle(p.runSQL))
	r.Get("/lessons/{slug}/sql/{index}", handle(p.backToSQL))
	r.Post("/lessons/{slug}/sql", handle(p.runOwnSQL))
	r.Get("/lessons/{slug}/download/{file}", handle(p.download))
	r.Post("/lessons/{slug}/download/{file}", handle(reply.Posted(p.downloadEdited)))
	r.Get("/search", handle(p.search))
	r.Get("/help", http.RedirectHandler("/help/", http.StatusMovedPermanently).ServeHTTP)
	r.Get("/help/", handle(p.help))
	r.Get("/help/{page}", handle(p.help))
	r.Get("/images/{name}", handle(p.image))
	r.Get("/static/{hash}/*", handle(p.asset))
	r.With(p.Replies.Require(p.Lab.Admit)).Post("/lab/rollout", handle(p.rollout))
}

// Course returns the current version of the course.
func (p *Room) Course() *web.Course { return p.now.Load().course }

// ShowProblem shows a problem within the course. It is a reply.Replies' Page.
func (p *Room) ShowProblem(w http.ResponseWriter, r *http.Request, problem *reply.Problem, id string) error {
	page, err := p.Course().ErrorPage(problem.Status, problem.Title, problem.Message, id)
	if err != nil {
		return err
	}
	SendOnce(w, r, page, problem.Status)
	return nil
}

// Explain covers what the course does not have.
func Explain(err error) *reply.Problem {
	if errors.Is(err, web.ErrNotFound) {
		return reply.ErrNotFound
	}
	return nil
}
