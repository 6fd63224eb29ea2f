package server

import (
	"errors"
	"net/http"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"abacus/web"
)

// maxSQLBody bounds a posted form: the cell and those above it.
const maxSQLBody = 512 << 10

// sqlPatience is how long a statement waits for its turn.
const sqlPatience = 5 * time.Second

func sqlAtOnce() int { return 2 * runtime.GOMAXPROCS(0) }

// runSQL runs what a reader typed into an SQL cell. A script gets the results
// alone; a plain form gets the whole page with the results in place.
func (s *Server) runSQL(w http.ResponseWriter, r *http.Request) error {
	course, slug := s.now.Load().course, chi.URLParam(r, "slug")
	index, err := strconv.Atoi(chi.URLParam(r, "index"))
	if err != nil {
		return errNotFound
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxSQLBody)
	if err := r.ParseForm(); err != nil {
		if large := new(http.MaxBytesError); errors.As(err, &large) {
			return err
		}
		return badRequest("The form cannot be read")
	}
	replay := map[int]string{}
	for key := range r.PostForm {
		if n, ok := strings.CutPrefix(key, "above-"); ok {
			if i, err := strconv.Atoi(n); err == nil {
				replay[i] = r.PostForm.Get(key)
			}
		}
	}
	if !s.sql.enter(r.Context(), sqlPatience) {
		return errBusy
	}
	defer s.sql.leave()
	text := strings.ReplaceAll(r.PostForm.Get("q"), "\r\n", "\n")
	cell, err := course.RunSQL(r.Context(), slug, index, text, replay, r.PostForm.Get("plan") == "on")
	if err != nil {
		return err
	}
	var a *asset
	if wantsPart(r) {
		body, err := course.SQLFragment(cell)
		if err != nil {
			return err
		}
		a = newAsset(html, noStore, body)
	} else {
		p, err := course.LessonPage(slug, nil, map[int]web.SQLCell{index: cell})
		if err != nil {
			return err
		}
		a = pageAsset(p)
		a.cacheRule = noStore
	}
	a.send(w, r)
	return nil
}
