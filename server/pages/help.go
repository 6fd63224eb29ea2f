package pages

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"abacus/server/packed"
)

// help serves the pages on how to use the program.
func (p *Room) help(w http.ResponseWriter, r *http.Request) error {
	ed, page := p.now.Load(), chi.URLParam(r, "page")
	return p.made(w, r, ed, "/help/"+page, func() (*packed.File, bool, error) {
		p, err := ed.course.Help(page)
		if err != nil {
			return nil, false, err
		}
		return File(p), true, nil
	})
}
