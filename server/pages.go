package server

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"

	"github.com/go-chi/chi/v5"

	"abacus/web"
)

// maxQuery bounds the state in an address: a page has some dozens of inputs.
const maxQuery = 4 << 10

// pageAsset makes a page ready to send. Its policy allows the page's one
// style element by its hash.
func pageAsset(p *web.Page) *asset {
	a := newAsset(html, revalidate, p.HTML)
	if p.Style != "" {
		sum := sha256.Sum256([]byte(p.Style))
		a.policy = strings.Replace(basePolicy, "style-src 'self'",
			"style-src 'self' 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'", 1)
	}
	return a
}

func (s *Server) overview(w http.ResponseWriter, r *http.Request) error {
	ed := s.now.Load()
	a, err := ed.pages.get("/", func() (*asset, bool, error) {
		p, err := ed.course.Overview()
		if err != nil {
			return nil, false, err
		}
		return pageAsset(p), true, nil
	})
	if err != nil {
		return err
	}
	a.send(w, r)
	return nil
}

// lesson serves a lesson's page, with its cells as the address says.
func (s *Server) lesson(w http.ResponseWriter, r *http.Request) error {
	ed, slug := s.now.Load(), chi.URLParam(r, "slug")
	state, key, keep, err := s.state(ed, slug, r)
	if err != nil {
		return err
	}
	a, err := ed.pages.get("/lessons/"+slug+"?"+key, func() (*asset, bool, error) {
		p, err := ed.course.LessonPage(slug, state, nil)
		if err != nil {
			return nil, false, err
		}
		return pageAsset(p), keep, nil
	})
	if err != nil {
		return err
	}
	a.send(w, r)
	return nil
}

// state reads the inputs in an address. Equal states have equal keys; keep is
// false when the answer has to say that an input could not be read.
func (s *Server) state(ed *edition, slug string, r *http.Request) (state web.State, key string, keep bool, err error) {
	if r.URL.RawQuery == "" {
		return nil, "", true, nil
	}
	if len(r.URL.RawQuery) > maxQuery {
		return nil, "", false, badRequest("The address is too long")
	}
	raw := web.State(r.URL.Query())
	state, readable, err := ed.course.Canonical(slug, raw)
	if err != nil {
		return nil, "", false, err
	}
	if !readable {
		return raw, "raw:" + r.URL.RawQuery, false, nil
	}
	return state, url.Values(state).Encode(), true, nil
}

// cell serves one cell's inputs and outputs after an input changed.
func (s *Server) cell(w http.ResponseWriter, r *http.Request) error {
	ed, slug, name := s.now.Load(), chi.URLParam(r, "slug"), chi.URLParam(r, "cell")
	state, key, keep, err := s.state(ed, slug, r)
	if err != nil {
		return err
	}
	frames := r.URL.Query().Has("frames")
	if frames {
		key += "&frames"
	}
	a, err := ed.pages.get("cell:"+slug+"/"+name+"?"+key, func() (*asset, bool, error) {
		body, timed, err := ed.course.CellFragment(slug, name, state, frames)
		if err != nil {
			return nil, false, err
		}
		return newAsset(html, revalidate, body), keep && !timed, nil
	})
	if err != nil {
		return err
	}
	a.send(w, r)
	return nil
}

// maxSearch bounds a search text, as its field does.
const maxSearch = 100

func (s *Server) search(w http.ResponseWriter, r *http.Request) error {
	query := []rune(strings.ToValidUTF8(r.URL.Query().Get("q"), ""))
	p, err := s.now.Load().course.SearchPage(string(query[:min(len(query), maxSearch)]), wantsPart(r))
	if err != nil {
		return err
	}
	pageAsset(p).send(w, r)
	return nil
}

// healthz says that the process lives.
func (s *Server) healthz(w http.ResponseWriter, _ *http.Request) error {
	return plain(w, http.StatusOK, "ok\n")
}

// readyz says whether to send readers here: pages are rendered and the server
// is not leaving.
func (s *Server) readyz(w http.ResponseWriter, _ *http.Request) error {
	switch {
	case s.leaving.Load():
		return plain(w, http.StatusServiceUnavailable, "leaving\n")
	case !s.warm.Load():
		return plain(w, http.StatusServiceUnavailable, "rendering the lessons\n")
	}
	return plain(w, http.StatusOK, "ready\n")
}

func plain(w http.ResponseWriter, code int, text string) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", noStore)
	w.WriteHeader(code)
	_, err := w.Write([]byte(text))
	return err
}
