package cell

import (
	"context"
	"strings"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
	"abacus/server/wire"
)

// NewCheck returns the check of an exercise.
func NewCheck(e exercise.SQL) *wire.SQLCheck {
	c := &wire.SQLCheck{Solution: e.Solution, Probe: e.Probe, Ordered: e.Ordered, Hidden: e.Hidden}
	for _, s := range e.Slips {
		c.Slips = append(c.Slips, wire.SQLSlip(s))
	}
	return c
}

// checker checks answers to one exercise.
type checker struct {
	engine Engine
	setup  string
	check  wire.SQLCheck
	rules  exercise.SQL // how results are compared
}

// scripts returns what is run after the setup: nothing for the data that the
// page shows, then what makes the hidden data sets.
func (c checker) scripts() []string { return append([]string{""}, c.check.Hidden...) }

// verdict says whether an answer is right: on the data that the page shows and
// on the hidden data its result must be that of the solution. If a run is cut
// short, there is no verdict, and the outcome says why.
func (c checker) verdict(ctx context.Context, text string) ([]notebook.Event, Outcome) {
	for i, script := range c.scripts() {
		got, want, cut := c.both(ctx, script, text, c.check.Solution)
		if cut == nil && want.outcome == Failed {
			want.outcome, cut = Broken, &want // the lesson's mistake
		}
		if cut != nil {
			return unjudged(*cut)
		}
		problem := c.rules.Compare(got.rows, want.rows)
		if got.outcome == Failed {
			problem = "it fails: " + got.said
		}
		if problem == "" {
			continue
		}
		slip, cut := c.slip(ctx, text)
		if cut != nil {
			return unjudged(*cut)
		}
		return notYet(problem, slip, i > 0, script), Done
	}
	return []notebook.Event{
		{Kind: notebook.KindVerdict, Passed: true, Text: "Correct, on this data and on other data."},
	}, Done
}

// notYet shows a problem, the slip that explains it, if one does, and the hidden
// data on which the problem occurs.
func notYet(problem, slip string, hidden bool, script string) []notebook.Event {
	verdict := notebook.Event{Kind: notebook.KindVerdict, Text: "Not yet: " + problem + "."}
	if hidden {
		verdict.Text = "Right on this data, but not yet on other data: " + problem + "."
	}
	events := []notebook.Event{verdict}
	if slip != "" {
		events = append(events, notebook.Event{Kind: notebook.KindSay, Text: slip})
	}
	if hidden {
		events = append(events, notebook.Event{Kind: notebook.KindSay, Text: "The other data were made by:"},
			notebook.Event{Kind: notebook.KindText, Text: strings.TrimSpace(script)})
	}
	return events
}

// unjudged says why there is no verdict.
func unjudged(t table) ([]notebook.Event, Outcome) {
	why := "Checking your answer took longer than it may, so there is no verdict. " +
		"Look for a join without a condition, or a recursion that never ends."
	switch t.outcome {
	case Busy:
		why = "The machine was busy, and your answer has not been checked. Run it again."
	case Broken:
		why = "Your answer cannot be checked, which is a mistake of the lesson, not yours: " + t.said + "."
	}
	return []notebook.Event{{Kind: notebook.KindError, Text: why}}, t.outcome
}

// slip returns what to say about the first slip whose results are the answer's
// on all data. cut is a run that was cut short.
func (c checker) slip(ctx context.Context, text string) (says string, cut *table) {
slips:
	for _, slip := range c.check.Slips {
		for _, script := range c.scripts() {
			theirs, ours, cut := c.both(ctx, script, text, slip.Text)
			if cut != nil {
				return "", cut
			}
			if theirs.outcome != ours.outcome || c.rules.Compare(theirs.rows, ours.rows) != "" {
				continue slips
			}
		}
		return slip.Says, nil
	}
	return "", nil
}

// table is the last table that a run showed, and how the run ended.
type table struct {
	rows    *notebook.Table
	outcome Outcome
	said    string // what is wrong, if anything is
}

// both runs a learner's text and one of the lesson's own on the data that a
// script makes. cut is the one that was cut short, if one was.
func (c checker) both(ctx context.Context, script, text, own string) (theirs, ours table, cut *table) {
	theirs, ours = c.run(ctx, script, text), c.run(ctx, script, own)
	if ours.outcome == TooSlow {
		ours.outcome = Busy // the lesson's own is quick if the machine is not busy
	}
	switch {
	case !theirs.outcome.Conclusive():
		cut = &theirs
	case !ours.outcome.Conclusive():
		cut = &ours
	}
	return theirs, ours, cut
}

// run runs a text on the data that a script makes.
func (c checker) run(ctx context.Context, script, text string) (t table) {
	events, outcome := c.engine.Run(ctx, Query{Setup: c.setup + "\n" + script, Text: c.rules.Query(text)})
	t.outcome = outcome
	for _, e := range events {
		if e.Kind == notebook.KindTable {
			t.rows = e.Table
		}
		if outcome != Done && e.Kind == notebook.KindError {
			first, _, _ := strings.Cut(strings.TrimSpace(e.Text), "\n")
			t.said = strings.TrimSuffix(first, ".")
		}
	}
	return t
}
