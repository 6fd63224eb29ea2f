package server

import (
	"io"
	"net/http"

	"abacus/server/packed"
)

// healthz says that the process lives.
func (s *Server) healthz(w http.ResponseWriter, _ *http.Request) error {
	return plain(w, http.StatusOK, "ok\n")
}

// readyz says whether to send readers here.
func (s *Server) readyz(w http.ResponseWriter, _ *http.Request) error {
	if why := s.notReady(); why != "" {
		return plain(w, http.StatusServiceUnavailable, why+"\n")
	}
	return plain(w, http.StatusOK, "ready\n")
}

// notReady says why readers should not be sent here; "" where they should:
// pages are rendered and the server is not leaving.
func (s *Server) notReady() string {
	switch {
	case s.leaving.Load():
		return "leaving"
	case !s.warm.Load():
		return "rendering the lessons"
	}
	return ""
}

func plain(w http.ResponseWriter, code int, text string) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", packed.NoStore)
	if code == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", retryAfter)
	}
	w.WriteHeader(code)
	_, _ = io.WriteString(w, text) // the client may have gone
	return nil
}
