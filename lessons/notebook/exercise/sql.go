package exercise

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"abacus/lessons/notebook"
)

// SQL is an exercise in writing SQL. It is checked on the data that the page
// shows and on hidden data: what the learner's text returns must be what the
// solution returns.
type SQL struct {
	Solution string
	Probe    string   // query whose rows are compared, after text that changes data; "": the text's own
	Ordered  bool     // the order of rows counts
	Hidden   []string // scripts that run after the shown data's own, each turning it into other data
	Slips    []SQLSlip
}

// SQLSlip is a likely mistake: a text that makes it, and what to say. Another text
// with the same results may be wrong for another reason, so it also needs the
// mistake's sign. A slip without any sign is said with "Perhaps".
type SQLSlip struct {
	Says    string
	Text    string
	Sign    string // regular expression that the learner's text matches, in any case
	Without string // regular expression that it does not match
}

// Shows reports whether a learner's text, without its comments and quoted texts,
// has the slip's sign; sure is false if the slip has none.
func (s SQLSlip) Shows(text string) (shows, sure bool) {
	if s.Sign == "" && s.Without == "" {
		return true, false
	}
	text = quotedSQL.ReplaceAllString(text, "''")
	matches := func(sign string) bool {
		found, err := regexp.MatchString("(?is)"+sign, text)
		return err == nil && found
	}
	return matches(s.Sign) && (s.Without == "" || !matches(s.Without)), true
}

// quotedSQL finds quoted texts and comments.
var quotedSQL = regexp.MustCompile(`(?s)'(?:[^']|'')*'|--[^\n]*|/\*.*?(?:\*/|$)`)

// Answer implements Exercise.
func (q SQL) Answer() string { return strings.TrimSpace(q.Solution) }

// Query returns the text whose rows are compared for an answer.
func (q SQL) Query(text string) string {
	if q.Probe == "" {
		return text
	}
	return strings.TrimRight(strings.TrimSpace(text), ";") + ";\n" + q.Probe
}

// Compare says how the rows of an answer differ from the right ones, or "" if
// they do not. A nil table stands for a text without a result.
func (q SQL) Compare(got, want *notebook.Table) string {
	switch {
	case want == nil && got == nil:
		return ""
	case want == nil:
		return "there should be no result"
	case got == nil:
		return "there is no result: the last statement must be a SELECT"
	case len(got.Columns) != len(want.Columns):
		return fmt.Sprintf("there should be %s, not %d: %s",
			notebook.Count(len(want.Columns), "column"), len(got.Columns), strings.Join(want.Columns, ", "))
	case len(got.Rows) != len(want.Rows):
		return fmt.Sprintf("there should be %s, not %d", notebook.Count(len(want.Rows), "row"), len(got.Rows))
	}
	a, b := got.Rows, want.Rows
	if !q.Ordered {
		a, b = sorted(a), sorted(b)
	}
	for i := range a {
		if !slices.EqualFunc(a[i], b[i], sameCell) {
			return q.differs(a, b, i)
		}
	}
	return ""
}

// differs describes the first difference.
func (q SQL) differs(got, want [][]string, i int) string {
	sameRow := func(a, b []string) bool { return slices.EqualFunc(a, b, sameCell) }
	if q.Ordered && slices.EqualFunc(sorted(got), sorted(want), sameRow) {
		return "the rows are right, but not in the order that was asked for"
	}
	missing := want[i]
	for _, row := range want {
		if !slices.ContainsFunc(got, func(r []string) bool { return slices.EqualFunc(r, row, sameCell) }) {
			missing = row
			break
		}
	}
	return "there should be a row (" + row(missing) + ")"
}

func row(cells []string) string {
	var list []string
	for _, c := range cells {
		if c == notebook.Null {
			c = "NULL"
		}
		list = append(list, c)
	}
	return clip(strings.Join(list, ", "))
}

// sorted returns the rows in one order that does not depend on how numbers
// are spelt.
func sorted(rows [][]string) [][]string {
	rows = slices.Clone(rows)
	slices.SortFunc(rows, func(a, b []string) int { return slices.CompareFunc(a, b, compareCells) })
	return rows
}

// compareCells orders numbers by their value, before texts.
func compareCells(a, b string) int {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	switch {
	case errX == nil && errY == nil:
		return cmp.Compare(x, y)
	case errX == nil:
		return -1
	case errY == nil:
		return 1
	}
	return strings.Compare(a, b)
}

// sameCell compares two values as SQLite shows them: 200 is 200.0.
func sameCell(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	return a == b || errX == nil && errY == nil && near(x, y, 1e-9)
}
