package programs

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"abacus/server/admission"
	"abacus/server/build/source"
	"abacus/server/reply"
	"abacus/server/wire"
)

// hasLesson checks that the lesson in the address exists.
func (p *Room) hasLesson(_ http.ResponseWriter, r *http.Request) error {
	_, err := p.Course().Lesson(chi.URLParam(r, "slug"))
	return err
}

// format formats a reader's text, which does not need the compiler.
func (p *Room) format(w http.ResponseWriter, r *http.Request, edit wire.Edit) error {
	release, err := p.Work.Enter(r.Context(), admission.Asker(r))
	if err != nil {
		return err
	}
	defer release()
	answer := wire.FormatAnswer{}
	var wrong []wire.Diagnostic
	if answer.Text, wrong = source.Format(edit); len(wrong) > 0 {
		answer.Diagnostic = &wrong[0]
	}
	return reply.JSON(w, answer)
}
