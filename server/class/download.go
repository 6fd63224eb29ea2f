package class

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"abacus/server/class/store"
	"abacus/server/packed"
	"abacus/server/reply"
	"abacus/server/wire"
)

// row is a submission in a download.
type row struct {
	Nickname string     `json:"nickname"`
	Lesson   string     `json:"lesson"`
	Exercise string     `json:"exercise"`
	Received time.Time  `json:"received"`
	Claimed  string     `json:"claimed"`
	Checked  string     `json:"checked"`
	Said     string     `json:"said"`
	Typed    wire.Typed `json:"typed"`
}

// download sends all submissions as a file, row by row.
func (c *Room) download(w http.ResponseWriter, r *http.Request) error {
	form := chi.URLParam(r, "form")
	as, contentType := asCSV, "text/csv; charset=utf-8"
	switch form {
	case "csv":
	case "json":
		as, contentType = asJSON, "application/json"
	default:
		return reply.ErrNotFound
	}
	if _, err := c.Store.Spotlight(r.Context()); err != nil { // while an error can still be reported
		return err
	}
	reply.AllowTime(w, c.DownloadTime)
	h := w.Header()
	h.Set("Content-Type", contentType)
	h.Set("Cache-Control", packed.NoStore)
	h.Set("Content-Disposition", `attachment; filename="class-`+time.Now().Format("2006-01-02-1504")+`.`+form+`"`)
	write, end := as(w)
	err := c.Store.Submissions(r.Context(), store.Filter{}, func(a wire.ClassSubmission) error { return write(rowOf(a)) })
	if err == nil {
		err = end()
	}
	if err != nil {
		c.Log.Error("the submissions were not all sent", "id", middleware.GetReqID(r.Context()), "error", err)
		panic(http.ErrAbortHandler) // the client must not take a part for the whole
	}
	return nil
}

func rowOf(a wire.ClassSubmission) row {
	to := row{
		Nickname: a.Nickname, Lesson: a.Lesson, Exercise: a.Exercise, Received: time.UnixMilli(a.At).UTC(),
		Claimed: "failed", Said: a.Claimed.Said,
	}
	_ = json.Unmarshal([]byte(a.Typed), &to.Typed) // we wrote it
	passed := a.Claimed.State == wire.Passed
	switch {
	case passed:
		to.Claimed = "passed"
	case !a.Claimed.Conclusive():
		to.Claimed = "no verdict"
	}
	if v := a.Checked; v != nil {
		to.Checked, to.Said = "differs", cmp.Or(v.Said, to.Said)
		if passed == (v.State == wire.Passed) {
			to.Checked = "confirmed"
		}
	}
	return to
}

// asCSV writes a table for spreadsheets. They read some texts as formulas, which
// learners must not be able to plant: an apostrophe before such a text defuses it.
func asCSV(w io.Writer) (write func(row) error, end func() error) {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	write = func(a row) error {
		fields := []string{
			a.Nickname, a.Lesson, a.Exercise, a.Received.Format(time.RFC3339), a.Claimed, a.Checked, a.Said, readable(a.Typed),
		}
		for i := range fields {
			fields[i] = unformula(fields[i])
		}
		return out.Write(fields)
	}
	end = func() error {
		out.Flush()
		return out.Error()
	}
	_, _ = io.WriteString(w, "\ufeff") // makes Excel read UTF-8; if it fails, so does the rest
	_ = out.Write([]string{"nickname", "lesson", "exercise", "received", "claimed", "checked", "said", "typed"})
	return write, end
}

// unformula returns a text that no spreadsheet reads as a formula.
func unformula(text string) string {
	trimmed := strings.TrimLeft(text, " \u00a0")
	if trimmed != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠|", []rune(trimmed)[0]) {
		return "'" + text
	}
	return text
}

// readable returns what was typed in a form for people.
func readable(t wire.Typed) string {
	var parts []string
	for _, e := range t.Edits {
		parts = append(parts, e.Text)
	}
	for _, name := range slices.Sorted(maps.Keys(t.Inputs)) {
		parts = append(parts, name+"="+t.Inputs[name])
	}
	if t.Text != "" {
		parts = append(parts, t.Text)
	}
	return strings.Join(parts, "\n")
}

// asJSON writes an array.
func asJSON(w io.Writer) (write func(row) error, end func() error) {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	before := "[\n"
	write = func(a row) error {
		_, err := io.WriteString(w, before)
		before = ","
		return cmp.Or(err, out.Encode(a))
	}
	end = func() error {
		_, err := io.WriteString(w, strings.TrimPrefix(before, ",")+"]\n")
		return err
	}
	return write, end
}
