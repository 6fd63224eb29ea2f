package programs

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"abacus/server/admission"
	"abacus/server/build"
	"abacus/server/reply"
	"abacus/server/wire"
)

// format formats a reader's text. The compiler need not be ready for that.
func (p *Room) format(w http.ResponseWriter, r *http.Request) error {
	if _, err := p.Course().Lesson(chi.URLParam(r, "slug")); err != nil {
		return err
	}
	var edit wire.Edit
	if err := reply.ReadJSON(w, r, &edit); err != nil {
		return err
	}
	leave, err := p.Work.Enter(r.Context(), admission.Asker(r))
	if err != nil {
		return err
	}
	defer leave()
	text, wrong := build.Format(edit)
	return reply.JSON(w, http.StatusOK, wire.FormatAnswer{Text: text, Diagnostic: wrong})
}
