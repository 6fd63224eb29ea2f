package pages

import (
	"context"
	"net/http"

	"github.com/go-chi/chi/v5"

	"abacus/server/admission"
	"abacus/server/packed"
	"abacus/server/policy"
	"abacus/web"
)

// File makes a page ready to send. Its policy allows the page's one
// style element by its hash.
func File(p *web.Page) *packed.File {
	a := packed.New(packed.HTML, packed.Revalidate, p.HTML)
	if p.Style != "" {
		a.Policy = policy.Page(p.Style)
	}
	return a
}

// SendOnce sends a page made for this one answer, which nobody keeps.
func SendOnce(w http.ResponseWriter, r *http.Request, p *web.Page, code int) {
	a := File(p)
	a.Status, a.CacheRule, a.Effort = code, packed.NoStore, packed.Once
	a.Send(w, r)
}

// made sends the file kept under key, or makes it when its turn comes.
func (p *Room) made(w http.ResponseWriter, r *http.Request, ed *edition, key string,
	build func() (a *packed.File, keep bool, err error),
) error {
	from := "cache" // where the answer comes from
	a, err := ed.kept.GetOrMake(key, func() (*packed.File, bool, error) {
		from = "work"
		// Others may be waiting for the same file; this client's leaving must
		// not fail them.
		leave, err := p.Work.Enter(context.WithoutCancel(r.Context()), admission.Asker(r))
		if err != nil {
			return nil, false, err
		}
		defer leave()
		a, keep, err := build()
		if err != nil {
			return nil, false, err
		}
		a.Encoded(r.Header.Get("Accept-Encoding")) // compressing is work, too
		return a, keep, nil
	})
	p.metrics.answers.WithLabelValues(chi.RouteContext(r.Context()).RoutePattern(), from).Inc()
	if err != nil {
		return err
	}
	a.Send(w, r)
	return nil
}

// asset serves a style sheet, a script or a font.
func (p *Room) asset(w http.ResponseWriter, r *http.Request) error {
	return p.now.Load().static.Send(w, r, chi.URLParam(r, "hash"), chi.URLParam(r, "*"))
}
