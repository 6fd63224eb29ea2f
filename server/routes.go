package server

import (
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"abacus/server/reply"
)

// routes returns the handler of all addresses.
func (s *Server) routes() http.Handler {
	r := chi.NewRouter()
	r.Use(s.observe, s.guard, middleware.GetHead)

	s.pages.Routes(r)
	s.programs.Routes(r)
	r.Get("/healthz", s.replies.Handle(s.healthz))
	r.Get("/readyz", s.replies.Handle(s.readyz))
	if s.class != nil {
		s.class.Routes(r)
	}
	if s.cfg.live() {
		r.Get("/dev/events", s.replies.Handle(s.devEvents))
	}
	if s.cfg.Mount != nil {
		s.cfg.Mount(r, s.replies)
	}
	r.NotFound(s.replies.Handle(func(http.ResponseWriter, *http.Request) error { return reply.ErrNotFound }))
	r.MethodNotAllowed(s.replies.Handle(func(w http.ResponseWriter, req *http.Request) error {
		w.Header().Set("Allow", allowed(r, req.URL.Path))
		return reply.ErrMethod
	}))
	return r
}

// allowed lists the methods of an address.
func allowed(routes chi.Routes, path string) string {
	var methods []string
	for _, m := range []string{http.MethodGet, http.MethodPost} {
		if routes.Match(chi.NewRouteContext(), m, path) {
			methods = append(methods, m)
			if m == http.MethodGet {
				methods = append(methods, http.MethodHead)
			}
		}
	}
	return strings.Join(methods, ", ")
}
