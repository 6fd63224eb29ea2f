package server

import (
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"abacus/server/frame"
)

// routes is every address the server answers.
func (s *Server) routes() http.Handler {
	r := chi.NewRouter()
	r.Use(s.observe, s.guard, middleware.GetHead)

	r.Get("/", s.handle(s.overview))
	r.Get("/lessons/{slug}", s.handle(s.lesson))
	r.Get("/lessons/{slug}/cells/{cell}", s.handle(s.cell))
	r.Post("/lessons/{slug}/sql/{index}", s.handle(s.runSQL))
	r.Get("/lessons/{slug}/sql/{index}", s.handle(s.backToSQL))
	r.Post("/lessons/{slug}/build", s.handle(s.build))
	r.Post("/lessons/{slug}/ahead", s.handle(s.buildAhead))
	r.Post("/lessons/{slug}/format", s.handle(s.format))
	r.Get("/builder", s.handle(s.builder))
	r.Get("/lessons/{slug}/download/{file}", s.handle(s.download))
	r.Post("/lessons/{slug}/download/{file}", s.handle(s.downloadEdited))
	r.Get("/programs/{id}", s.handle(s.program))
	r.Get(frame.Path, s.handle(s.frame))
	r.Get("/kit/manifest.json", s.handle(s.kitManifest))
	r.Get("/kit/{name}", s.handle(s.kitFile))
	r.Get("/help", http.RedirectHandler("/help/", http.StatusMovedPermanently).ServeHTTP)
	r.Get("/help/", s.handle(s.help))
	r.Get("/help/{page}", s.handle(s.help))
	r.Get("/search", s.handle(s.search))
	r.Post("/lab/rollout", s.handle(s.rollout))
	r.Get("/static/{hash}/*", s.handle(s.handleStatic))
	r.Get("/healthz", s.handle(s.healthz))
	r.Get("/readyz", s.handle(s.readyz))
	if s.cfg.Classroom != nil {
		r.Get("/class", s.handle(s.me))
		r.Post("/class/join", s.handle(s.join))
		r.Post("/class/here", s.handle(s.here))
		r.Post("/class/answers", s.handle(s.submit))
		r.Post("/class/leave", s.handle(s.leaveClass))
		r.Get("/teacher", s.handle(s.teacherPage))
		r.Post("/teacher/enter", s.handle(s.enterAsTeacher))
		r.Get("/teacher/state", s.forTeacher(s.classState))
		r.Get("/teacher/answers", s.forTeacher(s.answers))
		r.Get("/teacher/class.{form}", s.forTeacher(s.saveAnswers))
		r.Post("/teacher/spotlight", s.forTeacher(s.setSpotlight))
		r.Post("/teacher/remove", s.forTeacher(s.removeLearner))
		r.Post("/teacher/remove-silent", s.forTeacher(s.removeSilent))
		r.Post("/teacher/recheck", s.forTeacher(s.recheck))
		r.Post("/teacher/verdict", s.forTeacher(s.noteVerdict))
		r.Post("/teacher/end", s.forTeacher(s.endClass))
	}
	r.Get("/images/{name}", s.handle(s.image))
	if s.cfg.checking != nil {
		r.Get("/check", s.handle(s.checkPage))
		r.Get("/check/trials", s.handle(s.checkTrials))
		r.Post("/check/outcome", s.handle(s.noteOutcome))
	}
	if s.cfg.live() {
		r.Get("/dev/events", s.handle(s.devEvents))
	}
	r.NotFound(s.handle(func(http.ResponseWriter, *http.Request) error { return errNotFound }))
	r.MethodNotAllowed(s.handle(func(w http.ResponseWriter, req *http.Request) error {
		w.Header().Set("Allow", allowed(r, req.URL.Path))
		return errMethod
	}))
	return r
}

// allowed lists the methods that an address answers.
func allowed(routes chi.Routes, path string) string {
	var methods []string
	for _, m := range []string{http.MethodGet, http.MethodPost} {
		if routes.Match(chi.NewRouteContext(), m, path) {
			methods = append(methods, m)
		}
		if m == http.MethodGet && len(methods) > 0 {
			methods = append(methods, http.MethodHead)
		}
	}
	return strings.Join(methods, ", ")
}
