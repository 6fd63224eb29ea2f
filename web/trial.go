package web

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
	sqlcell "abacus/server/sql/cell"
	"abacus/web/format"
)

// Trial is something in an own lesson to try out, with the expected outcome.
type Trial struct {
	Lesson  *Lesson
	Line    int    // of its block in the lesson's file
	What    string // is tried: "the solution of Median"
	Cell    string // to run
	Check   bool   // it ends with a verdict
	Passes  bool   // which is that the exercise is solved
	Mention string // what a mistake is to be told

	Declaration, Go string // of code: what stands in for the start, if anything
	inputs          map[string]string
	text            string // of SQL
	exercise        *Exercise
}

// Outcome is the result of a Trial.
type Outcome struct {
	Failed  string // it does not compile, or did not come to its end: why
	Verdict bool   // there was one
	Passed  bool
	Said    string // all that learners read
}

// Wrong explains how an outcome differs from the expected one, or returns "".
func (t Trial) Wrong(o Outcome) string {
	switch {
	case o.Failed != "":
		return fmt.Sprintf("%s fails: %s", t.What, o.Failed)
	case !t.Check:
		return ""
	case !o.Verdict:
		return t.What + " gets no verdict: a check ends with nb.Verdict"
	case o.Passed != t.Passes:
		return fmt.Sprintf(
			"%s %s: %s",
			t.What,
			map[bool]string{true: "passes", false: "does not pass"}[o.Passed],
			oneLine(o.Said),
		)
	case !strings.Contains(oneLine(o.Said), oneLine(t.Mention)):
		return fmt.Sprintf("%s should be told its mistake, but reads: %s", t.What, oneLine(o.Said))
	}
	return ""
}

// Away reports whether the trial runs Go, which only browsers do.
func (t Trial) Away() bool { return t.Lesson.cells[t.Cell] == nil && t.text == "" }

// Trials returns everything to try in an own lesson: cells run, solutions pass,
// starter code fails, and every likely mistake gets its explanation.
func (l *Lesson) Trials() []Trial {
	if l.own == nil || l.Broken != nil {
		return nil
	}
	trials := slices.Clone(l.own.trials)
	for _, e := range l.Exercises {
		switch check := l.checks[e.Name].(type) {
		case exercise.SQL:
			trials = append(trials, l.sqlTrials(e, check)...)
		case exercise.Checker:
			for _, q := range check.Trials() {
				if q.Name == exercise.Nothing {
					continue
				}
				trials = append(trials, l.trial(e, fmt.Sprintf("the answer %q to %s", q.Name, e.Name), q.Passes, q.Mention))
				trials[len(trials)-1].inputs = q.Inputs
			}
		}
	}
	for i := range trials {
		trials[i].Lesson = l
	}
	return trials
}

func (l *Lesson) trial(e *Exercise, what string, passes bool, mention string) Trial {
	return Trial{Line: e.line, What: what, Cell: e.Check(), Check: true, Passes: passes, Mention: mention, exercise: e}
}

func (l *Lesson) sqlTrials(e *Exercise, q exercise.SQL) []Trial {
	start := l.trial(e, "the start of "+e.Name, false, "")
	start.text = l.sql[e.index].Text
	solution := l.trial(e, "the solution of "+e.Name, true, "")
	solution.text = q.Solution
	trials := []Trial{start, solution}
	for _, s := range q.Slips {
		t := l.trial(e, fmt.Sprintf("the wrong answer %q of %s", s.Says, e.Name), false, s.Says)
		t.text = s.Text
		trials = append(trials, t)
	}
	return trials
}

// cellTrial is the trial that runs a cell.
func cellTrial(name string, line int) Trial {
	return Trial{Line: line, What: "the cell " + name, Cell: name}
}

// goTrials returns the trials of a Go exercise.
func goTrials(e *format.Exercise, declaration string) []Trial {
	try := func(f *format.Fence, text, what, mention string) Trial {
		return Trial{Line: f.Line, What: what + e.Name, Cell: exercise.CheckName(e.Name),
			Check: true, Passes: f == e.Solution, Mention: mention,
			Declaration: declaration, Go: text}
	}
	trials := []Trial{try(e.Work, "", "the start of ", "")}
	if f := e.Solution; f != nil {
		trials = append(trials, try(f, f.Body, "the solution of ", ""))
	}
	for _, f := range e.Wrong {
		trials = append(trials, try(f, f.Body, "the wrong answer to ", docComment(f.Body)))
	}
	return trials
}

// Try runs the trial of a question or of SQL.
func (c *Course) Try(ctx context.Context, t Trial) Outcome {
	result, err := patiently(func() (sqlcell.Result, error) { return c.judged(ctx, t.exercise, t.inputs, t.text) })
	if err != nil {
		return Outcome{Failed: err.Error()}
	}
	o := outcome(result.Events)
	if !result.Outcome.Conclusive() {
		o.Failed = o.Said
	}
	return o
}

// outcome summarises a check's events.
func outcome(events []notebook.Event) (o Outcome) {
	var said []string
	for _, e := range events {
		if e.Kind == notebook.KindVerdict {
			o.Verdict, o.Passed = true, e.Passed
		}
		if e.Text != "" {
			said = append(said, e.Text)
		}
	}
	o.Said = strings.Join(said, " ")
	return o
}

// CheckView is the data of the check command's page, before its script runs.
type CheckView struct{ Layout }

// CheckPage renders the page on which a browser runs the Go trials.
func (c *Course) CheckPage() (*Page, error) {
	return c.top.page("check", CheckView{c.layout("Checking lessons", "Tries every cell and exercise.", "/check")})
}

// PageProblems returns the problems that only rendering a lesson reveals.
func (c *Course) PageProblems(l *Lesson) Problems { return c.prepare(l).problems }
