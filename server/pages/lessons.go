package pages

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"strings"

	"github.com/go-chi/chi/v5"

	"abacus/server/packed"
	"abacus/server/reply"
	"abacus/web"
)

// maxQuery limits the state in an address: a page has a few dozen inputs.
const maxQuery = 4 << 10

func (p *Room) overview(w http.ResponseWriter, r *http.Request) error {
	v := p.now.Load()
	return p.page(w, r, v, "/", true, v.course.Overview)
}

// notebook serves the page of a reader's own cells.
func (p *Room) notebook(w http.ResponseWriter, r *http.Request) error {
	v := p.now.Load()
	return p.page(w, r, v, "/notebook", true, v.course.Notebook)
}

// help serves the pages on how to use the program.
func (p *Room) help(w http.ResponseWriter, r *http.Request) error {
	v, page := p.now.Load(), chi.URLParam(r, "page")
	return p.page(w, r, v, "/help/"+page, true, func() (*web.Page, error) { return v.course.Help(page) })
}

// asset serves a style sheet, a script or a font.
func (p *Room) asset(w http.ResponseWriter, r *http.Request) error {
	return p.now.Load().static.Send(w, r, chi.URLParam(r, "hash"), chi.URLParam(r, "*"))
}

// lesson serves a lesson's page with its cells in the state in the address.
func (p *Room) lesson(w http.ResponseWriter, r *http.Request) error {
	v, slug := p.now.Load(), chi.URLParam(r, "slug")
	state, key, keep, err := readState(v, slug, "", r)
	if err != nil {
		return err
	}
	return p.page(w, r, v, "/lessons/"+slug+"?"+key, keep, func() (*web.Page, error) {
		return v.course.LessonPage(slug, state, nil)
	})
}

// cell serves one cell's inputs and outputs after an input has changed.
func (p *Room) cell(w http.ResponseWriter, r *http.Request) error {
	v, slug, name := p.now.Load(), chi.URLParam(r, "slug"), chi.URLParam(r, "cell")
	state, key, keep, err := readState(v, slug, name+".", r)
	if err != nil {
		return err
	}
	frames := r.URL.Query().Has("frames")
	if frames {
		key += "&frames" // not an input: their names contain a dot
	}
	return p.cached(w, r, v, "cell:"+slug+"/"+name+"?"+key, func() (*packed.File, bool, error) {
		body, timed, err := v.course.CellFragment(slug, name, state, frames)
		if err != nil {
			return nil, false, err
		}
		return packed.NewFragment(packed.Revalidate, body), keep && !timed, nil
	})
}

// readState reads the inputs in an address whose names start with prefix. Equal
// states have equal keys. keep is false if the page will report an invalid input.
func readState(v *version, slug, prefix string, r *http.Request) (state web.State, key string, keep bool, err error) {
	if _, err := v.course.Lesson(slug); err != nil || r.URL.RawQuery == "" {
		return nil, "", err == nil, err
	}
	if len(r.URL.RawQuery) > maxQuery {
		return nil, "", false, reply.BadRequest("The address is too long")
	}
	raw := r.URL.Query()
	maps.DeleteFunc(raw, func(name string, _ []string) bool { return !strings.HasPrefix(name, prefix) })
	state, readable, err := v.course.Canonical(slug, web.State(raw))
	if err != nil {
		return nil, "", false, err
	}
	if !readable {
		return web.State(raw), "raw:" + raw.Encode(), false, nil
	}
	return state, url.Values(state).Encode(), true, nil
}

// maxSearch limits a search text, in characters, like the field on the page.
const maxSearch = 100

func (p *Room) search(w http.ResponseWriter, r *http.Request) error {
	v, part := p.now.Load(), reply.WantsPart(r)
	query := fmt.Sprintf("%.*s", maxSearch, strings.ToValidUTF8(r.URL.Query().Get("q"), ""))
	key := "/search?" + query
	if part {
		key = "hits:" + query
	}
	return p.cached(w, r, v, key, func() (*packed.File, bool, error) {
		p, err := v.course.SearchPage(query, part)
		if err != nil {
			return nil, false, err
		}
		return packed.NewFragment(packed.Revalidate, p.HTML), true, nil
	})
}
