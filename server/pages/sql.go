package pages

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"abacus/lessons/notebook"
	"abacus/server/admission"
	"abacus/server/packed"
	"abacus/server/reply"
	sqlcell "abacus/server/sql/cell"
	"abacus/web"
)

// maxSQLBody limits a posted form: the cell and those above it.
const maxSQLBody = 512 << 10

// runSQL runs what a reader typed into an SQL cell. A script gets the results
// alone; a plain form gets the whole page with the results in place.
func (p *Room) runSQL(w http.ResponseWriter, r *http.Request) error {
	course, slug := p.now.Load().course, chi.URLParam(r, "slug")
	index, err := strconv.Atoi(chi.URLParam(r, "index"))
	if err != nil {
		return reply.ErrNotFound
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxSQLBody)
	form, err := sqlForm(r)
	if err != nil {
		return err
	}
	request := sqlcell.Request{
		Index: index, Text: unixLines(form.Get("q")), Plan: form.Get("plan") == "on", Replay: replayed(form),
	}
	cell, err := p.statement(w, r, course, slug, request)
	code := http.StatusOK
	if (errors.Is(err, admission.ErrBusy) || errors.Is(err, admission.ErrTooMany)) && !reply.WantsPart(r) {
		// Without scripts, the page must come back with the reader's text.
		problem := p.Replies.Problem(err)
		problem.SetRetryAfter(w.Header())
		busy := []notebook.Event{{Kind: notebook.KindError, Text: problem.Message}}
		cell = web.SQLCell{Lesson: slug, Index: index, Text: request.Text, Plan: request.Plan, Events: busy}
		code, err = problem.Status, nil
	}
	if err != nil {
		return err
	}
	if !reply.WantsPart(r) {
		page, err := course.LessonPage(slug, nil, map[int]web.SQLCell{index: cell})
		if err != nil {
			return err
		}
		SendOnce(w, r, page, code)
		return nil
	}
	return sendResults(w, r, course, cell)
}

// maxAbove limits the cells above one of the reader's own: pages hold up to 200 of
// these, and lessons have a few dozen. Each may add a message to the results.
const maxAbove = 300

// maxCalled limits what a message calls a cell, in characters.
const maxCalled = 60

// runOwnSQL runs a cell of the reader's own. Such cells need scripts: the results
// come alone.
func (p *Room) runOwnSQL(w http.ResponseWriter, r *http.Request) error {
	course, slug := p.now.Load().course, chi.URLParam(r, "slug")
	r.Body = http.MaxBytesReader(w, r.Body, maxSQLBody)
	form, err := sqlForm(r)
	if err != nil {
		return err
	}
	own := &sqlcell.Own{Data: form.Get("data")}
	for _, text := range form["above"] {
		own.Above = append(own.Above, unixLines(text))
	}
	for _, name := range form["called"] {
		own.Called = append(own.Called, fmt.Sprintf("%.*s", maxCalled, name))
	}
	if len(own.Above) > maxAbove {
		return reply.BadRequest(fmt.Sprintf("At most %d SQL cells may stand above one of your own", maxAbove))
	}
	request := sqlcell.Request{Text: unixLines(form.Get("q")), Plan: form.Get("plan") == "on", Own: own}
	cell, err := p.statement(w, r, course, slug, request)
	if err != nil {
		return err
	}
	return sendResults(w, r, course, cell)
}

// sendResults sends the results of a cell alone, for a script.
func sendResults(w http.ResponseWriter, r *http.Request, course *web.Course, cell web.SQLCell) error {
	body, err := course.SQLFragment(cell)
	if err != nil {
		return err
	}
	packed.NewFragment(packed.NoStore, body).Send(w, r)
	return nil
}

// statement runs a statement in turn. If the machine had no time for it, the error is
// admission.ErrBusy, as if the queue were full: the page then retries.
func (p *Room) statement(
	w http.ResponseWriter, r *http.Request, course *web.Course, slug string, request sqlcell.Request,
) (cell web.SQLCell, err error) {
	start := time.Now()
	if err := p.Statements.Admit(w, r); err != nil {
		return cell, err
	}
	release, err := p.SQL.Enter(r.Context(), admission.Asker(r))
	if err != nil {
		return cell, err
	}
	defer release()
	cell, err = course.RunSQL(r.Context(), slug, request)
	switch {
	case err != nil:
		return cell, err
	case cell.Outcome == sqlcell.Left:
		return cell, r.Context().Err()
	case cell.Outcome == sqlcell.Busy:
		return cell, admission.ErrBusy
	}
	p.metrics.sql.Observe(time.Since(start).Seconds())
	return cell, nil
}

// sqlForm reads the posted form.
func sqlForm(r *http.Request) (url.Values, error) {
	if err := r.ParseForm(); err != nil {
		return nil, errors.Join(err, reply.BadRequest("The form cannot be read"))
	}
	if !r.PostForm.Has("q") {
		return nil, reply.BadRequest("The form holds no statement")
	}
	return r.PostForm, nil
}

// replayed returns the cells above as the reader left them, by their index.
func replayed(form url.Values) map[int]string {
	cells := map[int]string{}
	for key := range form {
		if n, ok := strings.CutPrefix(key, "above-"); ok {
			if i, err := strconv.Atoi(n); err == nil {
				cells[i] = unixLines(form.Get(key))
			}
		}
	}
	return cells
}

// unixLines undoes the forms' conversion of line ends, so that errors show the right
// position.
func unixLines(text string) string { return strings.ReplaceAll(text, "\r\n", "\n") }

// backToSQL sends a reader without scripts, who reloads the address of a result,
// to the cell in its lesson.
func (p *Room) backToSQL(w http.ResponseWriter, r *http.Request) error {
	slug := chi.URLParam(r, "slug")
	index, err := strconv.Atoi(chi.URLParam(r, "index"))
	if err != nil {
		return reply.ErrNotFound
	}
	if _, err := p.now.Load().course.Lesson(slug); err != nil {
		return err
	}
	http.Redirect(w, r, "/lessons/"+slug+"#sql-"+strconv.Itoa(index), http.StatusSeeOther)
	return nil
}
