package server

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"abacus/server/build"
	"abacus/server/wire"
)

// format formats a reader's text, for which the compiler need not be ready.
func (s *Server) format(w http.ResponseWriter, r *http.Request) error {
	if _, err := s.now.Load().course.Lesson(chi.URLParam(r, "slug")); err != nil {
		return err
	}
	var edit build.Edit
	if err := readJSON(w, r, &edit); err != nil {
		return err
	}
	leave, err := s.work.enter(r.Context(), asker(r))
	if err != nil {
		return err
	}
	defer leave()
	text, wrong := build.Format(edit)
	return answerJSON(w, http.StatusOK, wire.FormatAnswer{Text: text, Diagnostic: wrong})
}
