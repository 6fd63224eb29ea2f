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

	"abacus/server/classroom"
	"abacus/server/packed"
	"abacus/server/reply"
	"abacus/server/wire"
)

// saveAnswers sends all answers as a file, row by row.
func (c *Room) saveAnswers(w http.ResponseWriter, r *http.Request) error {
	form := chi.URLParam(r, "form")
	write, types := asCSV, map[string]string{"csv": "text/csv; charset=utf-8", "json": "application/json"}
	if form == "json" {
		write = asJSON
	}
	if types[form] == "" {
		return reply.ErrNotFound
	}
	if _, err := c.Store.Spotlight(r.Context()); err != nil { // while an error can still be said
		return err
	}
	reply.AllowTime(w, c.DownloadTime)
	h := w.Header()
	h.Set("Content-Type", types[form])
	h.Set("Cache-Control", packed.NoStore)
	h.Set("Content-Disposition", `attachment; filename="class-`+time.Now().Format("2006-01-02-1504")+`.`+form+`"`)
	err := write(w, func(each func(classroom.Answer) error) error {
		return c.Store.Answers(r.Context(), classroom.Which{}, each)
	})
	if err != nil {
		c.Log.Error("the answers were not all sent", "id", reply.RequestID(w), "error", err)
		panic(http.ErrAbortHandler) // a half must not be taken for the whole
	}
	return nil
}

type eachAnswer = func(func(classroom.Answer) error) error

// asCSV writes a table for spreadsheets. They read some texts as formulas, which
// learners must not be able to plant: an apostrophe before such a text defuses it.
func asCSV(w io.Writer, all eachAnswer) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil { // Excel then reads UTF-8
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	head := []string{"nickname", "lesson", "exercise", "received", "claimed", "checked", "said", "typed"}
	if err := out.Write(head); err != nil {
		return err
	}
	err := all(func(a classroom.Answer) error {
		row := []string{
			a.Nickname, a.Lesson, a.Exercise, time.UnixMilli(a.At).UTC().Format(time.RFC3339),
			claimed(a), checkedAs(a), cmp.Or(a.Because, a.Said), shown(a.Typed),
		}
		for i := range row {
			row[i] = unformula(row[i])
		}
		return out.Write(row)
	})
	if err != nil {
		return err
	}
	out.Flush()
	return out.Error()
}

// unformula returns a text that no spreadsheet reads as a formula.
func unformula(text string) string {
	trimmed := strings.TrimLeft(text, " \u00a0")
	if trimmed != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠|", []rune(trimmed)[0]) {
		return "'" + text
	}
	return text
}

func claimed(a classroom.Answer) string {
	switch v := a.Claimed(); {
	case v.State == wire.Passed:
		return "passed"
	case !v.Conclusive():
		return "no verdict"
	}
	return "failed"
}

// checkedAs says what the teacher's check made of the claim.
func checkedAs(a classroom.Answer) string {
	switch {
	case a.Verdict == nil:
		return ""
	case *a.Verdict == a.Passed:
		return "confirmed"
	}
	return "differs"
}

// shown is what was typed, as people read it.
func shown(text string) string {
	t := wire.Typed{}
	if err := json.Unmarshal([]byte(text), &t); err != nil {
		return text
	}
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

// asJSON writes a list of answers.
func asJSON(w io.Writer, all eachAnswer) error {
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
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	before := "[\n"
	err := all(func(a classroom.Answer) error {
		next := row{Nickname: a.Nickname, Lesson: a.Lesson, Exercise: a.Exercise, Received: time.UnixMilli(a.At).UTC(),
			Claimed: claimed(a), Checked: checkedAs(a), Said: cmp.Or(a.Because, a.Said)}
		_ = json.Unmarshal([]byte(a.Typed), &next.Typed) // we wrote it
		if _, err := io.WriteString(w, before); err != nil {
			return err
		}
		before = ","
		return out.Encode(next)
	})
	if err != nil {
		return err
	}
	if before == "[\n" {
		_, err = io.WriteString(w, before)
	}
	if err == nil {
		_, err = io.WriteString(w, "]\n")
	}
	return err
}
