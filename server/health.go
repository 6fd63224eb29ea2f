package server

import (
	"net/http"
	"strconv"

	"abacus/server/reply"
)

// healthz reports that the process is alive.
func (s *Server) healthz(w http.ResponseWriter, _ *http.Request) error {
	return reply.Text(w, http.StatusOK, "ok\n")
}

// readyz reports whether to send readers here.
func (s *Server) readyz(w http.ResponseWriter, _ *http.Request) error {
	if why := s.notReady(); why != "" {
		w.Header().Set("Retry-After", strconv.Itoa(reply.DefaultRetry))
		return reply.Text(w, http.StatusServiceUnavailable, why+"\n")
	}
	return reply.Text(w, http.StatusOK, "ready\n")
}

// notReady returns why readers should not be sent here; "" if the pages are rendered
// and the server is not shutting down.
func (s *Server) notReady() string {
	switch {
	case s.leaving.Err() != nil:
		return "leaving"
	case !s.warm.Load():
		return "rendering the lessons"
	}
	return ""
}
