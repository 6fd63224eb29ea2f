package web

import (
	"context"
	"strings"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// checkSQL says whether an answer to an SQL exercise is right: on the data
// that the page shows and on the hidden ones its result has to be that of the
// solution.
func (c *Course) checkSQL(ctx context.Context, setup, text string, check exercise.SQL) []notebook.Event {
	verdict := notebook.Event{Kind: notebook.KindVerdict, Passed: true, Text: "Correct, on this data and on other data."}
	for i, script := range append([]string{""}, check.Hidden...) {
		data := setup + "\n" + script
		got, failed := c.rows(ctx, data, check.Query(text))
		want, _ := c.rows(ctx, data, check.Query(check.Solution))
		problem := check.Compare(got, want)
		if failed != "" {
			problem = "it fails: " + failed
		}
		if problem == "" {
			continue
		}
		verdict.Passed, verdict.Text = false, "Not yet: "+problem+"."
		events := []notebook.Event{verdict}
		if i > 0 {
			events[0].Text = "Right on this data, but not yet on other data: " + problem + "."
		}
		if says := c.sqlSlip(ctx, setup, text, check); says != "" {
			events = append(events, notebook.Event{Kind: notebook.KindSay, Text: says})
		}
		if i > 0 {
			events = append(events, notebook.Event{Kind: notebook.KindSay, Text: "The other data were made by:"},
				notebook.Event{Kind: notebook.KindText, Text: strings.TrimSpace(script)})
		}
		return events
	}
	return []notebook.Event{verdict}
}

// sqlSlip returns what to say about the first slip with the same results as
// the answer on all data.
func (c *Course) sqlSlip(ctx context.Context, setup, text string, check exercise.SQL) string {
	for _, slip := range check.Slips {
		all := true
		for _, script := range append([]string{""}, check.Hidden...) {
			data := setup + "\n" + script
			theirs, failed := c.rows(ctx, data, check.Query(text))
			ours, failed2 := c.rows(ctx, data, check.Query(slip.Text))
			if (failed == "") != (failed2 == "") || check.Compare(theirs, ours) != "" {
				all = false
				break
			}
		}
		if all {
			return slip.Says
		}
	}
	return ""
}

// rows runs a text and returns the last table it shows, or what is wrong.
func (c *Course) rows(ctx context.Context, setup, text string) (table *notebook.Table, failed string) {
	events, wrong := c.cfg.SQL.Run(ctx, Query{Setup: setup, Text: text})
	for _, e := range events {
		if e.Kind == notebook.KindTable {
			table = e.Table
		}
		if wrong && e.Kind == notebook.KindError {
			failed = strings.TrimSuffix(firstLine(e.Text), ".")
		}
	}
	return table, failed
}
