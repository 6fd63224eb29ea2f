// Package show turns what the sandbox finds into a cell's outputs: results as
// tables, query plans, errors with their hints, and a database's tables as a
// diagram. It runs on the server, and in exported pages as part of the
// WebAssembly program in server/sql/program.
package show

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"abacus/lessons/notebook"
	"abacus/server/sql/box"
	"abacus/server/sql/cell"
)

// Engine runs SQL within limits. It is the web package's SQL.
type Engine struct{ Limits box.Limits }

// busyTries is how often the tables of a lesson are read when the run is cut
// short: the script is the lesson's own, so the machine was busy.
const busyTries = 3

// Schema draws the tables that the trusted script setup creates.
func (e Engine) Schema(ctx context.Context, setup, title string) (notebook.Drawing, error) {
	schema, err := box.Schema(ctx, setup)
	for try := 1; try < busyTries && errors.Is(err, box.ErrInterrupted); try++ {
		schema, err = box.Schema(ctx, setup)
	}
	if err != nil {
		return nil, err
	}
	return Diagram(schema, title), nil
}

// Run runs a statement and shows its results, or what is wrong with it.
func (e Engine) Run(ctx context.Context, q cell.Query) (events []notebook.Event, outcome cell.Outcome) {
	result, err := box.Run(ctx, q.Setup, q.Replay, q.Text, box.Options{Plan: q.Plan, Limits: e.Limits})
	for _, above := range result.Replay {
		events = append(events, notebook.Event{Kind: notebook.KindError, Text: describe(above)})
	}
	for _, st := range result.Statements {
		events = append(events, statementEvents(st)...)
	}
	if err != nil {
		events = append(events, notebook.Event{Kind: notebook.KindError, Text: describe(err)})
	}
	return events, outcomeOf(err)
}

// outcomeOf says how a run of the sandbox ended.
func outcomeOf(err error) cell.Outcome {
	var mistake *box.Error
	switch {
	case err == nil:
		return cell.Done
	case errors.Is(err, box.ErrLeft):
		return cell.Left
	case errors.Is(err, box.ErrBusy):
		return cell.Busy
	case errors.Is(err, box.ErrInterrupted):
		return cell.TooSlow
	case errors.As(err, &mistake):
		return cell.Failed
	}
	return cell.Broken
}

// describe words an error with its place and its hint.
func describe(err error) string {
	var e *box.Error
	if !errors.As(err, &e) {
		return "The lesson's data could not be loaded: " + err.Error()
	}
	text := e.Error()
	if e.Hint != "" {
		text += "\n" + e.Hint
	}
	return text
}

// statementEvents shows one statement's rows, or what it changed.
func statementEvents(st box.StatementResult) []notebook.Event {
	var events []notebook.Event
	say := func(format string, args ...any) {
		events = append(events, notebook.Event{Kind: notebook.KindSay, Text: fmt.Sprintf(format, args...)})
	}
	switch {
	case len(st.Columns) > 0:
		events = append(events, notebook.Event{Kind: notebook.KindTable, Table: resultTable(st)})
		say("%s", countRows(st))
	case st.Writes:
		say("%s: %s changed.", st.Verb, plural(st.Changes, "row"))
	default:
		say("%s: done.", st.Verb)
	}
	if len(st.Plan) > 0 {
		var b strings.Builder
		writePlan(&b, st.Plan, "")
		events = append(events,
			notebook.Event{Kind: notebook.KindHeading, Text: "Query plan"},
			notebook.Event{Kind: notebook.KindText, Text: b.String()})
	}
	return events
}

func resultTable(st box.StatementResult) *notebook.Table {
	t := &notebook.Table{Rows: [][]string{}}
	for _, col := range st.Columns {
		t.Columns = append(t.Columns, col.Name)
		t.Types = append(t.Types, col.Type)
	}
	numeric := make([]bool, len(st.Columns))
	for _, row := range st.Rows {
		cells := make([]string, len(row))
		for j, v := range row {
			cells[j] = v.Text
			if v.Null {
				cells[j] = notebook.Null
			}
			numeric[j] = numeric[j] || v.Numeric
		}
		t.Rows = append(t.Rows, cells)
	}
	for j, is := range numeric {
		if is {
			t.Numeric = append(t.Numeric, j)
		}
	}
	return t
}

func countRows(st box.StatementResult) string {
	count := plural(st.RowCount, "row")
	if st.More {
		count = "at least " + count
	}
	if len(st.Rows) < st.RowCount {
		count += fmt.Sprintf(", the first %d shown", len(st.Rows))
	} else if st.Truncated {
		count += ", long values cut"
	}
	return strings.ToUpper(count[:1]) + count[1:] + "."
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return strconv.Itoa(n) + " " + word + "s"
}

func writePlan(b *strings.Builder, nodes []box.PlanNode, indent string) {
	for _, n := range nodes {
		b.WriteString(indent + n.Detail + "\n")
		writePlan(b, n.Children, indent+"  ")
	}
}
