package server

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"abacus/server/packed"
)

// help serves the pages on how to use the program.
func (s *Server) help(w http.ResponseWriter, r *http.Request) error {
	ed, page := s.now.Load(), chi.URLParam(r, "page")
	return s.made(w, r, ed, "/help/"+page, func() (*packed.File, bool, error) {
		p, err := ed.course.Help(page)
		if err != nil {
			return nil, false, err
		}
		return pageAsset(p), true, nil
	})
}
