package sqlcell

import (
	"context"
	"strings"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// checker checks answers to one exercise.
type checker struct {
	engine Engine
	setup  string
	check  exercise.SQL
}

// verdict says whether an answer is right: on the data that the page shows
// and on the hidden ones its result has to be that of the solution.
func (c checker) verdict(ctx context.Context, text string) []notebook.Event {
	verdict := notebook.Event{Kind: notebook.KindVerdict, Passed: true, Text: "Correct, on this data and on other data."}
	for i, script := range append([]string{""}, c.check.Hidden...) {
		data := c.setup + "\n" + script
		got, failed := c.rows(ctx, data, c.check.Query(text))
		want, _ := c.rows(ctx, data, c.check.Query(c.check.Solution))
		problem := c.check.Compare(got, want)
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
		if says := c.slip(ctx, text); says != "" {
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

// slip returns what to say about the first slip with the same results as
// the answer on all data.
func (c checker) slip(ctx context.Context, text string) string {
	for _, slip := range c.check.Slips {
		all := true
		for _, script := range append([]string{""}, c.check.Hidden...) {
			data := c.setup + "\n" + script
			theirs, failed := c.rows(ctx, data, c.check.Query(text))
			ours, failed2 := c.rows(ctx, data, c.check.Query(slip.Text))
			if (failed == "") != (failed2 == "") || c.check.Compare(theirs, ours) != "" {
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
func (c checker) rows(ctx context.Context, setup, text string) (table *notebook.Table, failed string) {
	events, wrong := c.engine.Run(ctx, Query{Setup: setup, Text: text})
	for _, e := range events {
		if e.Kind == notebook.KindTable {
			table = e.Table
		}
		if wrong && e.Kind == notebook.KindError {
			first, _, _ := strings.Cut(strings.TrimSpace(e.Text), "\n")
			failed = strings.TrimSuffix(first, ".")
		}
	}
	return table, failed
}
