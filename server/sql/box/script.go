package box

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/ncruces/go-sqlite3"
)

// script runs the statements of one cell in order.
type script struct {
	engine *engine
	limits Limits
	plan   bool
	cell   int // number of a replayed cell, 0 for the cell itself
	budget int // bytes of text that may still be kept
	text   string
	keep   *[]StatementResult // the caller's, so that a panic does not take finished results with it
}

// run executes the cell until its end or its first error.
func (s *script) run(text string) *Error {
	s.text = text
	if err := acceptable(text); err != nil {
		err.Cell = s.cell
		return explain(err)
	}
	for at := 0; at < len(text); {
		s.engine.place = s.errorAt(at, "")
		if len(*s.keep) == s.limits.Statements {
			return explain(s.errorAt(at, fmt.Sprintf("more than %d statements in one cell", s.limits.Statements)))
		}
		if s.budget <= 0 && len(*s.keep) > 0 {
			return explain(s.errorAt(at, "the results of this cell are too long to show"))
		}
		next, err := s.statement(at)
		if err != nil {
			return explain(err)
		}
		at = next
	}
	return nil
}

// acceptable refuses text that SQLite would cut short or refuse without saying where.
func acceptable(text string) *Error {
	if len(text) > MaxSQL {
		return &Error{Message: fmt.Sprintf("the cell is %d bytes long; at most %d are accepted", len(text), MaxSQL)}
	}
	if at := strings.IndexByte(text, 0); at >= 0 {
		return errorIn(text, at, "a NUL character in the text")
	}
	if !utf8.ValidString(text) {
		at := strings.Index(strings.ToValidUTF8(text, "\x00"), "\x00")
		return errorIn(text, at, "the text is not valid UTF-8")
	}
	return nil
}

// statement runs the statement that starts at byte at and returns where the next one starts.
func (s *script) statement(at int) (next int, _ *Error) {
	e := s.engine
	e.guard.reset()
	rest := s.text[at:]
	stmt, tail, err := e.conn.Prepare(rest)
	if err != nil {
		return 0, s.failure(at, err)
	}
	if stmt == nil {
		return len(s.text), nil // only space and comments are left
	}
	defer stmt.Close()
	next = len(s.text) - len(tail)

	body, skipped := trimStatement(s.text[at:next])
	line, _ := position(s.text, at+skipped)
	r := StatementResult{SQL: body, Verb: firstWord(body), Line: line}
	if s.plan {
		if r.Plan, err = e.queryPlan(body); err != nil {
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
	columns := stmt.ColumnCount()
	for i := range columns {
		name, _ := shorten(stmt.ColumnName(i), 200)
		declared, _ := shorten(stmt.ColumnDeclType(i), 50)
		r.Columns = append(r.Columns, Column{Name: printable(name), Type: printable(declared)})
		s.budget -= len(name) + len(declared)
	}
	for stmt.Step() {
		if columns == 0 {
			continue
		}
		if r.RowCount == s.limits.Count {
			r.More, r.Truncated = true, true
			return nil
		}
		r.RowCount++
		if len(r.Rows) == s.limits.Rows || s.budget <= 0 {
			r.Truncated = true
			continue
		}
		r.Rows = append(r.Rows, s.row(stmt, r))
	}
	return stmt.Err()
}

// row reads the current row and pays for its text from the budget.
func (s *script) row(stmt *sqlite3.Stmt, r *StatementResult) []Value {
	row := make([]Value, len(r.Columns))
	for i := range row {
		v, cut := readValue(stmt, i, s.limits.Cell)
		if r.Columns[i].Type == "" && !v.Null {
			r.Columns[i].Type = storageClass(stmt.ColumnType(i))
		}
		if cut {
			r.Truncated = true
		}
		s.budget -= len(v.Text) + 8 // eight for the markup a value costs, so that NULLs are not free
		row[i] = v
	}
	return row
}

// failure places an error of SQLite in the cell's text.
func (s *script) failure(at int, err error) *Error {
	out := s.errorAt(at, message(err))
	if s.engine.guard.late || errors.Is(err, sqlite3.INTERRUPT) {
		return s.engine.interrupted(*out)
	}
	// SQLite has one code for nearly every mistake in a statement: what follows can only go by its words.
	var e *sqlite3.Error
	if errors.As(err, &e) && e.SQL() != "" {
		// SQLite hands back the text from the offending word on.
		out.Line, out.Column = position(s.text, len(s.text)-len(e.SQL()))
	}
	if out.Message == "incomplete input" {
		out.Line, out.Column = position(s.text, len(strings.TrimRight(s.text, " \t\r\n;")))
	}
	if name, found := strings.CutPrefix(out.Message, "no such table: "); found {
		// SQLite does not say where; the first place that has the name is the likely one.
		if i := strings.Index(s.text[at:], name); i >= 0 {
			out.Line, out.Column = position(s.text, at+i)
		}
	}
	if errors.Is(err, sqlite3.CONSTRAINT_FOREIGNKEY) {
		body, _ := trimStatement(s.text[at:])
		out.Hint = foreignKeyHint(firstWord(body))
	}
	if s.engine.guard.reason != "" {
		out.Refused = true
		out.Hint = s.engine.guard.reason
	}
	return out
}

// errorAt makes an error placed at the first word of the statement that starts at byte at.
func (s *script) errorAt(at int, message string) *Error {
	_, skipped := trimStatement(s.text[at:])
	out := errorIn(s.text, at+skipped, message)
	out.Cell = s.cell
	return out
}

// errorIn makes an error placed at a byte of a text.
func errorIn(text string, at int, message string) *Error {
	line, column := position(text, at)
	return &Error{Message: message, Line: line, Column: column}
}

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

// position converts a byte offset to a 1-based line and column, the column in characters.
func position(text string, at int) (line, column int) {
	before := text[:min(max(at, 0), len(text))]
	line = 1 + strings.Count(before, "\n")
	column = 1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])
	return line, column
}

// trimStatement cuts space, comments and semicolons before a statement and space and the semicolon
// after it, and returns how many bytes it cut in front.
func trimStatement(text string) (body string, skipped int) {
	body = text
	for {
		body = strings.TrimLeft(body, " \t\r\n\f;\uFEFF")
		end := -1
		switch {
		case strings.HasPrefix(body, "--"):
			end = strings.IndexByte(body, '\n')
		case strings.HasPrefix(body, "/*"):
			if end = strings.Index(body[2:], "*/"); end >= 0 {
				end += 3
			}
		default:
			skipped = len(text) - len(body)
			return strings.TrimRight(body, " \t\r\n\f;"), skipped
		}
		if end < 0 {
			return "", len(text)
		}
		body = body[end+1:]
	}
}

// firstWord is the leading keyword of a statement, in capitals.
func firstWord(body string) string {
	end := strings.IndexFunc(body, func(r rune) bool { return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') })
	if end < 0 {
		end = len(body)
	}
	return strings.ToUpper(body[:end])
}
