package web

import (
	"context"
	"fmt"
	"strings"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
	sqlcell "abacus/server/sql/cell"
	"abacus/server/wire"
	"abacus/web/format"
)

// Trial is something in an own lesson to try out, with the expected outcome.
type Trial struct {
	wire.Trial
	Line    int    // of its block in the lesson's file
	Passes  bool   // the check should pass it
	Mention string // what the check must say about the mistake

	lesson   *Lesson
	exercise *Exercise         // nil: a cell
	inputs   map[string]string // that answer a question
	text     string            // that answers an exercise in SQL
}

// Wrong explains how an outcome differs from the expected one; ok is false if
// it does not.
func (t Trial) Wrong(o wire.TrialOutcome) (problem Problem, ok bool) {
	said := oneLine(o.Said)
	switch {
	case o.Failed != "":
		said = "fails: " + o.Failed
	case t.exercise == nil:
		return problem, false
	case o.Verdict == nil:
		said = "gets no verdict: a check ends with nb.Verdict"
	case *o.Verdict && !t.Passes:
		said = "passes: " + said
	case !*o.Verdict && t.Passes:
		said = "does not pass: " + said
	case !strings.Contains(said, oneLine(t.Mention)):
		said = "should have its mistake explained, but reads: " + said
	default:
		return problem, false
	}
	return t.lesson.Problem(t.Line, "%s %s", t.What, said), true
}

// InBrowser reports whether the trial runs Go, which only browsers do.
func (t Trial) InBrowser() bool { return t.exercise == nil || t.exercise.Kind == wire.CodeExercise }

// Trials returns everything to try in an own lesson: cells run, solutions pass,
// starter code fails, and every likely mistake gets its explanation.
func (l *Lesson) Trials() (trials []Trial) {
	if l.Go() == nil {
		return nil
	}
	for _, f := range l.doc.Fences() {
		if b, ok := f.Block.(*format.Cell); ok {
			cell := wire.Trial{Lesson: l.Slug, What: "the cell " + b.Name, Cell: b.Name, Edits: []wire.Edit{}}
			trials = append(trials, Trial{Trial: cell, Line: f.Line, lesson: l})
		}
	}
	for _, e := range l.Exercises {
		if check, ok := l.checks[e.Name].(exercise.Checker); ok {
			for _, q := range check.Trials() {
				if q.Name != exercise.Nothing {
					t := l.trial(e, e.Work, fmt.Sprintf("the answer %q to ", q.Name), "", q.Mention)
					t.Passes, t.inputs = q.Passes, q.Inputs
					trials = append(trials, t)
				}
			}
			continue
		}
		trials = append(trials, l.trial(e, e.Work, "the start of ", e.Work.Body, ""))
		if e.Solution != nil {
			trials = append(trials, l.trial(e, e.Solution, "the solution of ", e.Solution.Body, ""))
		}
		for _, f := range e.Wrong {
			says, text := docComment(f.Body), f.Body
			if e.Kind == wire.SQLExercise {
				says, text = explainedSQL(f.Body)
			}
			trials = append(trials, l.trial(e, f, "the wrong answer to ", text, says))
		}
	}
	return trials
}

// trial is the trial of a text, which stands in a block of an exercise.
func (l *Lesson) trial(e *Exercise, f *format.Fence, what, text, mention string) Trial {
	t := Trial{Line: f.Line, Passes: f == e.Solution, Mention: mention, lesson: l, exercise: e, text: text}
	t.Trial = wire.Trial{Lesson: l.Slug, What: what + e.Name, Cell: e.CheckName(), Edits: []wire.Edit{}}
	if e.Kind == wire.CodeExercise && f != e.Work {
		t.Edits = append(t.Edits, wire.Edit{Declaration: e.Declarations, Text: text})
	}
	return t
}

// Try runs the trial of a question or of SQL.
func (c *Course) Try(ctx context.Context, t Trial) (o wire.TrialOutcome) {
	result, err := patiently(func() (sqlcell.Result, error) { return c.judged(ctx, t.exercise, t.inputs, t.text) })
	if err != nil {
		return wire.TrialOutcome{Failed: err.Error()}
	}
	var said []string
	for _, e := range result.Events {
		if e.Kind == notebook.KindVerdict {
			o.Verdict = &e.Passed
		}
		if e.Text != "" {
			said = append(said, e.Text)
		}
	}
	o.Said = strings.Join(said, " ")
	if !result.Outcome.Conclusive() {
		o.Failed = o.Said
	}
	return o
}

// CheckPage renders the page on which a browser runs the Go trials.
func (c *Course) CheckPage() (*Page, error) {
	return c.top.page("check", c.layout("Checking lessons", "Tries every cell and exercise.", "/check"))
}

// PageProblems returns the problems that only rendering a lesson reveals.
func (c *Course) PageProblems(l *Lesson) Problems {
	c.prepare(l)
	return l.problems
}
