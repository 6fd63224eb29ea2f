package programs

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"abacus/server/admission"
	"abacus/server/build"
	"abacus/server/build/source"
	"abacus/server/reply"
	"abacus/server/wire"
)

// buildAhead builds the edits of a reader who has stopped typing and will probably
// press Run. It uses only idle time: it does not start while anything else is being
// built, and it stops when somebody presses Run. Its response is that of build, but
// without mistakes: the reader sees those on Run.
func (p *Room) buildAhead(w http.ResponseWriter, r *http.Request, req build.Request) error {
	answer := wire.BuildAnswer{}
	if p.Builder != nil {
		req.Lesson = chi.URLParam(r, "slug")
		req.Edits, _ = source.FormatAll(req.Edits)
		result, err := p.Builder.BuildFor(r.Context(), admission.Asker(r), build.Speculative, req)
		if err == nil && result.Program != nil {
			answer.Program = "/programs/" + result.Program.ID
		}
	}
	return reply.JSON(w, answer)
}
