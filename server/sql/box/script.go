package box

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/ncruces/go-sqlite3"
)

// script runs the statements of one cell in order.
type script struct {
	engine *engine
	text   string
	opts   Options
	cell   int                // number of a replayed cell, 0 for the cell itself
	used   int                // bytes of text that were kept
	keep   *[]StatementResult // the caller's, so that a panic does not take finished results with it
}

// run executes the cell until its end or its first error.
func (s *script) run() *Error {
	failure := s.check()
	for at := 0; failure == nil && s.begin(at) < len(s.text); {
		s.engine.position = s.errorAt(at, "")
		switch done := len(*s.keep); {
		case done == maxStatements:
			failure = s.errorAt(at, fmt.Sprintf("more than %d statements in one cell", maxStatements))
		case s.cell == 0 && done > 0 && s.used >= maxBytes:
			failure = s.errorAt(at, "the results of this cell are too long to show")
		default:
			at, failure = s.statement(at)
		}
	}
	if failure != nil {
		explain(failure)
	}
	return failure
}

// check refuses text that SQLite would cut short, or refuse without saying where.
func (s *script) check() *Error {
	if len(s.text) > maxSQL {
		message := fmt.Sprintf("the cell is %d bytes long; at most %d are accepted", len(s.text), maxSQL)
		return &Error{Message: message, Cell: s.cell}
	}
	if at := strings.IndexByte(s.text, 0); at >= 0 {
		return s.errorIn(at, "a NUL character in the text")
	}
	if !utf8.ValidString(s.text) {
		at := strings.Index(strings.ToValidUTF8(s.text, "\x00"), "\x00")
		return s.errorIn(at, "the text is not valid UTF-8")
	}
	return nil
}

// statement runs the statement that starts at byte at and returns where the next one starts.
func (s *script) statement(at int) (next int, _ *Error) {
	e := s.engine
	e.guard.reset()
	stmt, tail, err := e.conn.Prepare(s.text[at:])
	if err != nil {
		return 0, s.failure(at, err)
	}
	if stmt == nil {
		return len(s.text), nil // only space and comments are left
	}
	defer stmt.Close()
	next = len(s.text) - len(tail)
	body := s.text[min(s.begin(at), next):next]
	r := StatementResult{Verb: firstWord(body)}
	if s.opts.Plan {
		if r.Plan, err = e.queryPlan(strings.TrimRight(body, " \t\r\n\f;")); err != nil {
			return 0, s.failure(at, err)
		}
	}
	changesBefore := e.conn.TotalChanges()
	if err := s.fetch(stmt, &r); err != nil {
		return 0, s.failure(at, err)
	}
	switch r.Verb {
	case "INSERT", "UPDATE", "DELETE", "REPLACE", "WITH":
		r.Writes = !stmt.ReadOnly()
	}
	// Changes keeps the last statement's figure, and WITH ... DELETE of no row at all has none.
	if r.Writes && e.conn.TotalChanges() != changesBefore {
		r.Changes = int(e.conn.Changes())
	}
	*s.keep = append(*s.keep, r)
	return next, nil
}

// fetch steps through the rows: it keeps the first ones, counts some more, then stops.
func (s *script) fetch(stmt *sqlite3.Stmt, r *StatementResult) error {
	r.Rows = [][]string{}
	for i := range stmt.ColumnCount() {
		name, _ := shorten(stmt.ColumnName(i), 200)
		declared, _ := shorten(stmt.ColumnDeclType(i), 50)
		r.Columns, r.Types = append(r.Columns, printable(name)), append(r.Types, printable(declared))
		s.used += len(name) + len(declared)
	}
	for stmt.Step() {
		if s.cell > 0 { // nobody sees the rows, and changes are made before the first
			return nil
		}
		if r.RowCount == maxCount {
			r.More, r.Truncated = true, true
			return nil
		}
		r.RowCount++
		if len(r.Rows) == maxRows || s.used >= maxBytes {
			r.Truncated = true
			continue
		}
		r.Rows = append(r.Rows, s.row(stmt, r))
	}
	return stmt.Err()
}

// row reads the current row.
func (s *script) row(stmt *sqlite3.Stmt, r *StatementResult) []string {
	row := make([]string, len(r.Columns))
	for i := range row {
		kind := stmt.ColumnType(i)
		text, cut := readValue(stmt, i, kind)
		r.Truncated = r.Truncated || cut
		s.used += len(text) + 8 // eight for the markup a value costs, so that NULLs are not free
		row[i] = text
		if kind == sqlite3.NULL {
			row[i] = s.opts.Null
			continue
		}
		if r.Types[i] == "" {
			r.Types[i] = storageClass(kind)
		}
		if (kind == sqlite3.INTEGER || kind == sqlite3.FLOAT) && !slices.Contains(r.Numeric, i) {
			r.Numeric = append(r.Numeric, i)
			slices.Sort(r.Numeric)
		}
	}
	return row
}

// failure returns an error of SQLite, with its position in the cell's text.
func (s *script) failure(start int, err error) *Error {
	if s.engine.guard.late || errors.Is(err, sqlite3.INTERRUPT) {
		return s.engine.interrupted(*s.errorAt(start, ""))
	}
	// SQLite has one code for nearly every mistake in a statement: what follows can only go by its words.
	text, begin := message(err), s.begin(start)
	name, missing := strings.CutPrefix(text, "no such table: ")
	named := strings.Index(s.text[start:], name)
	at, e := begin, (*sqlite3.Error)(nil)
	switch {
	case missing && named >= 0:
		// SQLite does not say where; the first place that has the name is the likely one.
		at = start + named
	case text == "incomplete input":
		at = len(strings.TrimRight(s.text, " \t\r\n;"))
	case errors.As(err, &e) && e.SQL() != "":
		// SQLite hands back the text from the offending word on.
		at = len(s.text) - len(e.SQL())
	}
	out := s.errorIn(at, text)
	if errors.Is(err, sqlite3.CONSTRAINT_FOREIGNKEY) {
		out.Hint = foreignKeyHint(firstWord(s.text[begin:]))
	}
	if at == begin && errors.Is(err, sqlite3.ERROR) && strings.HasSuffix(text, "syntax error") {
		out.Hint = firstWordHint(s.text[begin:])
	}
	if why := s.engine.guard.reason; why != "" {
		out.Hint = why
	}
	return out
}

// errorAt returns an error at the first word of the statement that starts at byte at.
func (s *script) errorAt(at int, message string) *Error { return s.errorIn(s.begin(at), message) }

// errorIn returns an error at a byte of the text. Columns count characters.
func (s *script) errorIn(at int, message string) *Error {
	before := s.text[:min(max(at, 0), len(s.text))]
	lastLine := before[strings.LastIndexByte(before, '\n')+1:]
	return &Error{
		Message: message, Cell: s.cell,
		Line: 1 + strings.Count(before, "\n"), Column: 1 + utf8.RuneCountInString(lastLine),
	}
}

// ignored matches the space, comments and semicolons before a statement. SQLite, too, takes a
// comment to the end of the text if it is not closed.
var ignored = regexp.MustCompile(`^([ \t\r\n\f;\x{FEFF}]|--[^\n]*|(?s:/\*.*?(\*/|\z)))*`)

// begin returns where the first word of the statement is that starts at byte at.
func (s *script) begin(at int) int { return at + len(ignored.FindString(s.text[at:])) }

var letters = regexp.MustCompile(`^[A-Za-z]*`)

// firstWord returns the keyword with which a statement begins, in capitals.
func firstWord(statement string) string { return strings.ToUpper(letters.FindString(statement)) }

// message is SQLite's own message without the library's prefix ("sqlite3: constraint failed: ").
func message(err error) string {
	var e *sqlite3.Error
	if !errors.As(err, &e) {
		return strings.TrimPrefix(err.Error(), "sqlite3: ")
	}
	text := strings.TrimPrefix(e.Error(), e.ExtendedCode().Error()+": ")
	// SQLite repeats the name it stumbled over, which may be as long as the cell.
	text, _ = shorten(printable(strings.TrimPrefix(text, "sqlite3: ")), 300)
	return text
}
