package server

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"strings"

	"github.com/go-chi/chi/v5"

	"abacus/server/admission"
	"abacus/server/packed"
	"abacus/server/policy"
	"abacus/server/reply"
	"abacus/web"
)

// maxQuery bounds the state in an address: a page has some dozens of inputs.
const maxQuery = 4 << 10

// pageAsset makes a page ready to send. Its policy allows the page's one
// style element by its hash.
func pageAsset(p *web.Page) *packed.File {
	a := packed.New(packed.HTML, packed.Revalidate, p.HTML)
	if p.Style != "" {
		a.Policy = policy.Page(p.Style)
	}
	return a
}

// sendOnce sends a page that is for this answer alone, and is not kept.
func sendOnce(w http.ResponseWriter, r *http.Request, p *web.Page, code int) {
	a := pageAsset(p)
	a.Status, a.CacheRule, a.Effort = code, packed.NoStore, packed.Once
	a.Send(w, r)
}

// made sends the asset kept under key, or makes it when its turn comes.
func (s *Server) made(w http.ResponseWriter, r *http.Request, ed *edition, key string,
	build func() (a *packed.File, keep bool, err error),
) error {
	from := "cache" // where the answer comes from
	a, err := ed.pages.GetOrMake(key, func() (*packed.File, bool, error) {
		from = "work"
		// Others may wait for the same asset: that this client leaves must
		// not fail them.
		leave, err := s.work.Enter(context.WithoutCancel(r.Context()), admission.Asker(r))
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
	s.metrics.answers.WithLabelValues(route(r), from).Inc()
	if err != nil {
		return err
	}
	a.Send(w, r)
	return nil
}

// asset serves a style sheet, a script or a font.
func (s *Server) asset(w http.ResponseWriter, r *http.Request) error {
	return s.now.Load().static.Send(w, r, chi.URLParam(r, "hash"), chi.URLParam(r, "*"))
}

func (s *Server) overview(w http.ResponseWriter, r *http.Request) error {
	ed := s.now.Load()
	return s.made(w, r, ed, "/", func() (*packed.File, bool, error) {
		p, err := ed.course.Overview()
		if err != nil {
			return nil, false, err
		}
		return pageAsset(p), true, nil
	})
}

// lesson serves a lesson's page, with its cells as the address says.
func (s *Server) lesson(w http.ResponseWriter, r *http.Request) error {
	ed, slug := s.now.Load(), chi.URLParam(r, "slug")
	state, key, keep, err := readState(ed, slug, "", r)
	if err != nil {
		return err
	}
	return s.made(w, r, ed, "/lessons/"+slug+"?"+key, func() (*packed.File, bool, error) {
		p, err := ed.course.LessonPage(slug, state, nil)
		if err != nil {
			return nil, false, err
		}
		return pageAsset(p), keep, nil
	})
}

// cell serves one cell's inputs and outputs after an input changed.
func (s *Server) cell(w http.ResponseWriter, r *http.Request) error {
	ed, slug, name := s.now.Load(), chi.URLParam(r, "slug"), chi.URLParam(r, "cell")
	state, key, keep, err := readState(ed, slug, name+".", r)
	if err != nil {
		return err
	}
	frames := r.URL.Query().Has("frames")
	if frames {
		key += "&frames" // inputs have a dot in their names: this is none
	}
	return s.made(w, r, ed, "cell:"+slug+"/"+name+"?"+key, func() (*packed.File, bool, error) {
		body, timed, err := ed.course.CellFragment(slug, name, state, frames)
		if err != nil {
			return nil, false, err
		}
		return packed.NewFragment(packed.Revalidate, body), keep && !timed, nil
	})
}

// readState reads the inputs in an address, those whose names start with
// prefix. Equal states have equal keys; keep is false when the answer has to
// say that an input could not be read.
func readState(ed *edition, slug, prefix string, r *http.Request) (state web.State, key string, keep bool, err error) {
	if _, err := ed.course.Lesson(slug); err != nil || r.URL.RawQuery == "" {
		return nil, "", err == nil, err
	}
	if len(r.URL.RawQuery) > maxQuery {
		return nil, "", false, reply.BadRequest("The address is too long")
	}
	raw := r.URL.Query()
	maps.DeleteFunc(raw, func(name string, _ []string) bool { return !strings.HasPrefix(name, prefix) })
	state, readable, err := ed.course.Canonical(slug, web.State(raw))
	if err != nil {
		return nil, "", false, err
	}
	if !readable {
		return web.State(raw), "raw:" + raw.Encode(), false, nil
	}
	return state, url.Values(state).Encode(), true, nil
}

// maxSearch bounds a search text, as its field does.
const maxSearch = 100

func (s *Server) search(w http.ResponseWriter, r *http.Request) error {
	ed, part := s.now.Load(), reply.WantsPart(r)
	text := []rune(strings.ToValidUTF8(r.URL.Query().Get("q"), ""))
	query := string(text[:min(len(text), maxSearch)])
	key := "/search?" + query
	if part {
		key = "hits:" + query
	}
	return s.made(w, r, ed, key, func() (*packed.File, bool, error) {
		p, err := ed.course.SearchPage(query, part)
		if err != nil {
			return nil, false, err
		}
		return packed.NewFragment(packed.Revalidate, p.HTML), true, nil
	})
}
