// Package programs turns readers' edits into programs for their browsers: it
// builds them on Run and ahead of it, formats code, and serves the finished programs,
// the frame that isolates them, and the kit with which browsers build programs
// themselves.
//
// No reader's code runs here. Package build does the building.
package programs

import (
	"io/fs"
	"log/slog"
	"sync/atomic"

	"github.com/go-chi/chi/v5"
	"github.com/prometheus/client_golang/prometheus"

	"abacus/server/admission"
	"abacus/server/build"
	"abacus/server/frame"
	"abacus/server/kit"
	"abacus/server/reply"
	"abacus/web"
)

// Config holds everything that serving programs needs.
type Config struct {
	Builder *build.Builder     // nil: code cannot be changed
	Kit     *kit.Kit           // nil: only this machine builds
	Module  fs.FS              // the project's directory
	Static  fs.FS              // scripts, those of the frame among them
	Course  func() *web.Course // that is served now
	Log     *slog.Logger
	Replies *reply.Replies
	Metrics prometheus.Registerer
	admission.Bounds
}

// Room serves readers' programs.
type Room struct {
	Config
	metrics metrics
	frame   atomic.Pointer[framed]
}

// New returns a room.
func New(cfg Config) *Room {
	p := &Room{Config: cfg, metrics: newMetrics(cfg.Metrics, cfg.Builder)}
	p.Replies = cfg.Replies.With(p.explain)
	return p
}

// Routes adds the room's addresses.
func (p *Room) Routes(r chi.Router) {
	handle := p.Replies.Handle
	r.Post("/lessons/{slug}/build", handle(reply.Posted(p.build)))
	r.Post("/lessons/{slug}/ahead", handle(reply.Posted(p.buildAhead)))
	r.With(p.Replies.Require(p.hasLesson)).Post("/lessons/{slug}/format", handle(reply.Posted(p.format)))
	r.Get("/builder", handle(p.state))
	r.Get("/programs/{id}", handle(p.program))
	r.Get(frame.Path, handle(p.sendFrame))
	r.Get("/kit/manifest.json", handle(p.kitManifest))
	r.Get("/kit/{name}", handle(p.kitFile))
}
