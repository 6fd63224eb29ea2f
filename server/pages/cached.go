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

// file returns a page in the form in which it is sent. Its policy allows the page's
// one style element by its hash.
func file(p *web.Page) *packed.File {
	f := packed.New(packed.HTML, packed.Revalidate, p.HTML)
	if p.Style != "" {
		f.Policy = policy.Page(p.Style)
	}
	return f
}

// SendOnce sends a page that was made for this response and is not cached.
func SendOnce(w http.ResponseWriter, r *http.Request, p *web.Page, code int) {
	f := file(p)
	f.Status, f.CacheRule, f.Effort = code, packed.NoStore, packed.Once
	f.Send(w, r)
}

// page sends the page that is cached under key, or makes it.
func (p *Room) page(w http.ResponseWriter, r *http.Request, v *version, key string, keep bool,
	build func() (*web.Page, error),
) error {
	return p.cached(w, r, v, key, func() (*packed.File, bool, error) {
		page, err := build()
		if err != nil {
			return nil, false, err
		}
		return file(page), keep, nil
	})
}

// cached sends the file that is cached under key, or makes it in turn.
func (p *Room) cached(w http.ResponseWriter, r *http.Request, v *version, key string,
	build func() (f *packed.File, keep bool, err error),
) error {
	from := "cache"
	f, err := v.cache.GetOrMake(key, func() (*packed.File, bool, error) {
		from = "work"
		// Others may be waiting for the same file; it must not fail for them when
		// this client disconnects.
		release, err := p.Work.Enter(context.WithoutCancel(r.Context()), admission.Asker(r))
		if err != nil {
			return nil, false, err
		}
		defer release()
		f, keep, err := build()
		if err != nil {
			return nil, false, err
		}
		f.Encoded(r.Header.Get("Accept-Encoding")) // compression is work, too
		return f, keep, nil
	})
	p.metrics.answers.WithLabelValues(chi.RouteContext(r.Context()).RoutePattern(), from).Inc()
	if err != nil {
		return err
	}
	f.Send(w, r)
	return nil
}
