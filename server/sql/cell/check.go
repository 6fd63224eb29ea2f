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

// verdict says whether an answer is right: on the data that the page shows and
// on the hidden data its result must be that of the solution. If a run is cut
// short, there is no verdict, and the outcome says why.
func (c checker) verdict(ctx context.Context, text string) ([]notebook.Event, Outcome) {
	problem, data, cut := c.compare(ctx, text, c.check.Solution)
	if cut != nil {
		return unjudged(*cut)
	}
	if problem == "" {
		return []notebook.Event{
			{Kind: notebook.KindVerdict, Passed: true, Text: "Correct, on this data and on other data."},
		}, Done
	}
	for _, slip := range c.check.Slips {
		shows, sure := exercise.SQLSlip(slip).Shows(text)
		if !shows {
			continue
		}
		difference, _, cut := c.compare(ctx, text, slip.Text)
		if cut != nil {
			return unjudged(*cut)
		}
		if difference == "" {
			if !sure {
				slip.Says = "Perhaps: " + slip.Says
			}
			return c.notYet(problem, slip.Says, data), Done
		}
	}
	return c.notYet(problem, "", data), Done
}

// compare runs a learner's text and one of the lesson's own on each data set:
// number 0 is what the page shows, the others are hidden. It describes the first
// difference, if there is one. cut is a run that was cut short.
func (c checker) compare(ctx context.Context, text, own string) (difference string, data int, cut *table) {
	for i, script := range append([]string{""}, c.check.Hidden...) {
		theirs, ours := c.run(ctx, script, text), c.run(ctx, script, own)
		switch {
		case ours.outcome == TooSlow:
			ours.outcome = Busy // the lesson's own is quick if the machine is not busy
		case ours.outcome == Failed && own == c.check.Solution:
			ours.outcome = Broken // the lesson's mistake
		}
		for _, t := range []table{theirs, ours} {
			if !t.outcome.Conclusive() {
				return "", i, &t
			}
		}
		difference = c.rules.Compare(theirs.rows, ours.rows)
		if theirs.outcome != ours.outcome {
			difference = "it fails: " + theirs.said
		}
		if difference != "" {
			return difference, i, nil
		}
	}
	return "", 0, nil
}

// notYet shows a problem, the slip that explains it, if one does, and the hidden
// data on which the problem occurs.
func (c checker) notYet(problem, slip string, data int) []notebook.Event {
	verdict := notebook.Event{Kind: notebook.KindVerdict, Text: "Not yet: " + problem + "."}
	if data > 0 {
		verdict.Text = "Right on this data, but not yet on other data: " + problem + "."
	}
	events := []notebook.Event{verdict}
	if slip != "" {
		events = append(events, notebook.Event{Kind: notebook.KindSay, Text: slip})
	}
	if data > 0 {
		events = append(events, notebook.Event{Kind: notebook.KindSay, Text: "The other data were made by:"},
			notebook.Event{Kind: notebook.KindText, Text: strings.TrimSpace(c.check.Hidden[data-1])})
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

// table is the last table that a run showed, and how the run ended.
type table struct {
	rows    *notebook.Table
	outcome Outcome
	said    string // what is wrong, if anything is
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
