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

// Trial is something of an own lesson to try, and what has to come of it.
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

// Outcome is what came of a Trial.
type Outcome struct {
	Failed  string // it does not compile, or did not come to its end: why
	Verdict bool   // there was one
	Passed  bool
	Said    string // all that learners read
}

// Wrong says why an outcome is not what it has to be, or "".
func (t Trial) Wrong(o Outcome) string {
	switch {
	case o.Failed != "":
		return fmt.Sprintf("%s fails: %s", t.What, o.Failed)
	case !t.Check:
		return ""
	case !o.Verdict:
		return t.What + " gets no verdict: a check ends with nb.Verdict"
	case o.Passed != t.Passes:
		return fmt.Sprintf("%s %s: %s", t.What, map[bool]string{true: "passes", false: "does not pass"}[o.Passed], oneLine(o.Said))
	case !strings.Contains(oneLine(o.Said), oneLine(t.Mention)):
		return fmt.Sprintf("%s is not told its mistake, but: %s", t.What, oneLine(o.Said))
	}
	return ""
}

// Away reports whether the trial is of Go, which runs in browsers alone.
func (t Trial) Away() bool { return t.Lesson.cells[t.Cell] == nil && t.text == "" }

// Trials returns what there is to try in a lesson of one's own: that cells
// run, that solutions pass, that starts do not, and that each likely mistake
// is told what it is.
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

// cellTrial is that a cell runs.
func cellTrial(name string, line int) Trial {
	return Trial{Line: line, What: "the cell " + name, Cell: name}
}

// goTrials returns those of an exercise in Go.
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

// Try tries what is data: questions and SQL.
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

// outcome reads what a check said.
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

// CheckView is what the page of the command check shows before its script does.
type CheckView struct{ Layout }

// CheckPage renders the page on which browsers try what is Go.
func (c *Course) CheckPage() (*Page, error) {
	return c.top.page("check", CheckView{c.layout("Checking lessons", "Tries every cell and exercise.", "/check")})
}

// PageProblems returns what is wrong with a lesson that shows only when it is
// rendered.
func (c *Course) PageProblems(l *Lesson) Problems { return c.prepare(l).problems }
