package pages

import (
	"maps"
	"net/http"
	"net/url"
	"strings"

	"github.com/go-chi/chi/v5"

	"abacus/server/packed"
	"abacus/server/reply"
	"abacus/web"
)

// maxQuery bounds the state in an address: a page has some dozens of inputs.
const maxQuery = 4 << 10

func (p *Room) overview(w http.ResponseWriter, r *http.Request) error {
	ed := p.now.Load()
	return p.made(w, r, ed, "/", func() (*packed.File, bool, error) {
		p, err := ed.course.Overview()
		if err != nil {
			return nil, false, err
		}
		return File(p), true, nil
	})
}

// lesson serves a lesson's page with its cells in the state that the address holds.
func (p *Room) lesson(w http.ResponseWriter, r *http.Request) error {
	ed, slug := p.now.Load(), chi.URLParam(r, "slug")
	state, key, keep, err := readState(ed, slug, "", r)
	if err != nil {
		return err
	}
	return p.made(w, r, ed, "/lessons/"+slug+"?"+key, func() (*packed.File, bool, error) {
		p, err := ed.course.LessonPage(slug, state, nil)
		if err != nil {
			return nil, false, err
		}
		return File(p), keep, nil
	})
}

// cell serves one cell's inputs and outputs after an input changed.
func (p *Room) cell(w http.ResponseWriter, r *http.Request) error {
	ed, slug, name := p.now.Load(), chi.URLParam(r, "slug"), chi.URLParam(r, "cell")
	state, key, keep, err := readState(ed, slug, name+".", r)
	if err != nil {
		return err
	}
	frames := r.URL.Query().Has("frames")
	if frames {
		key += "&frames" // inputs have a dot in their names: this is none
	}
	return p.made(w, r, ed, "cell:"+slug+"/"+name+"?"+key, func() (*packed.File, bool, error) {
		body, timed, err := ed.course.CellFragment(slug, name, state, frames)
		if err != nil {
			return nil, false, err
		}
		return packed.NewFragment(packed.Revalidate, body), keep && !timed, nil
	})
}

// readState reads the inputs in an address, those whose names start with
// prefix. Equal states have equal keys. keep is false if the answer will tell
// that an input could not be read.
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

// maxSearch bounds a search text, like the field on the page.
const maxSearch = 100

func (p *Room) search(w http.ResponseWriter, r *http.Request) error {
	ed, part := p.now.Load(), reply.WantsPart(r)
	text := []rune(strings.ToValidUTF8(r.URL.Query().Get("q"), ""))
	query := string(text[:min(len(text), maxSearch)])
	key := "/search?" + query
	if part {
		key = "hits:" + query
	}
	return p.made(w, r, ed, key, func() (*packed.File, bool, error) {
		p, err := ed.course.SearchPage(query, part)
		if err != nil {
			return nil, false, err
		}
		return packed.NewFragment(packed.Revalidate, p.HTML), true, nil
	})
}
