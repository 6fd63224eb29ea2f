// Package show turns what the sandbox returns into a cell's outputs: results as
// tables, query plans, errors with their hints, and a database's tables as a
// diagram. It runs on the server and, for exported pages, in the WebAssembly
// program of server/sql/program.
package show

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"abacus/lessons/notebook"
	"abacus/server/sql/box"
	"abacus/server/sql/cell"
)

// Engine runs SQL. It is what package web calls its SQL.
type Engine struct {
	Deadline time.Duration // of a run; 0: box.DefaultDeadline
}

// busyTries is how often the tables of a lesson are read if the run is interrupted: the script is
// the lesson's own, so the machine was busy.
const busyTries = 3

// Schema draws the tables that the trusted script setup creates.
func (e Engine) Schema(ctx context.Context, setup, title string) (notebook.Drawing, error) {
	var tables []box.Table
	err := box.ErrInterrupted
	for try := 0; try < busyTries && errors.Is(err, box.ErrInterrupted); try++ {
		tables, err = box.Schema(ctx, setup)
	}
	if err != nil {
		return nil, err
	}
	return Diagram(tables, title), nil
}

// Run runs a statement and shows its results, or what is wrong with it.
func (e Engine) Run(ctx context.Context, q cell.Query) (events []notebook.Event, outcome cell.Outcome) {
	options := box.Options{Plan: q.Plan, Null: notebook.Null, Deadline: e.Deadline}
	result, err := box.Run(ctx, q.Setup, q.Replay, q.Text, options)
	for _, above := range result.Replay {
		events = append(events, failed(above, q.Called))
	}
	for _, st := range result.Statements {
		events = append(events, statementEvents(st)...)
	}
	switch {
	case err != nil:
		events = append(events, failed(err, q.Called))
	case result.Nothing != box.Something:
		events = append(events, notebook.Event{Kind: notebook.KindSay, Text: nothingToRun(result.Nothing)})
	}
	return events, outcomeOf(err)
}

// nothingToRun says that a text has no statement.
func nothingToRun(why box.Nothing) string {
	switch why {
	case box.NoText:
		return "There is nothing to run: the cell is empty."
	case box.Semicolons:
		return "There is nothing to run: before the semicolon stands no statement."
	case box.OpenComment:
		return "There is nothing to run: the comment that begins with /* is never closed, and takes in all that follows. " +
			"End it with */."
	}
	return "There is nothing to run: the cell holds only comments. A line that begins with -- is one."
}

// outcomeOf returns how a run of the sandbox ended.
func outcomeOf(err error) cell.Outcome {
	mistake := (*box.Error)(nil)
	switch {
	case err == nil:
		return cell.Done
	case !errors.As(err, &mistake):
		return cell.Broken
	}
	switch mistake.Cause {
	case box.ErrLeft:
		return cell.Left
	case box.ErrBusy:
		return cell.Busy
	case box.ErrTooSlow:
		return cell.TooSlow
	}
	return cell.Failed
}

// failed shows an error with its position and its hint. called is what the reader
// calls the cells above.
func failed(err error, called []string) notebook.Event {
	text := "The lesson's data could not be loaded: " + err.Error()
	if e := (*box.Error)(nil); errors.As(err, &e) {
		if 0 < e.Cell && e.Cell <= len(called) {
			e.Called = called[e.Cell-1]
		}
		text = e.Error()
		if e.Hint != "" {
			text += "\n" + e.Hint
		}
	}
	return notebook.Event{Kind: notebook.KindError, Text: text}
}

// statementEvents shows one statement's rows, or what it changed.
func statementEvents(st box.StatementResult) (events []notebook.Event) {
	said := st.Verb + ": done."
	switch {
	case len(st.Columns) > 0:
		table := &notebook.Table{Columns: st.Columns, Types: st.Types, Numeric: st.Numeric, Rows: st.Rows}
		events = append(events, notebook.Event{Kind: notebook.KindTable, Table: table})
		said = countRows(st)
	case st.Writes:
		said = st.Verb + ": " + notebook.Count(st.Changes, "row") + " changed."
	}
	events = append(events, notebook.Event{Kind: notebook.KindSay, Text: said})
	if st.Plan != "" {
		events = append(events,
			notebook.Event{Kind: notebook.KindHeading, Text: "Query plan"},
			notebook.Event{Kind: notebook.KindText, Text: st.Plan})
	}
	return events
}

func countRows(st box.StatementResult) string {
	count := notebook.Count(st.RowCount, "row")
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
