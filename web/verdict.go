package web

import (
	"context"
	"errors"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
	sqlcell "abacus/server/sql/cell"
	"abacus/server/wire"
	"abacus/web/format"
)

// ErrNoVerdict is returned for an answer that cannot be judged here.
var ErrNoVerdict = errors.New("no verdict")

// Verdict says what the lesson's own check makes of an answer: to a question,
// by the inputs of its check, or to an exercise in SQL, by the text. Code is
// not judged here: it does not run on the server. The error is then
// ErrNoVerdict.
func (c *Course) Verdict(
	ctx context.Context, e *Exercise, inputs map[string]string, text string,
) (wire.Verdict, error) {
	result, err := c.judged(ctx, e, inputs, text)
	if err != nil {
		return wire.Verdict{}, err
	}
	return *result.Verdict(), nil
}

// judged returns what the check of an exercise says about an answer.
func (c *Course) judged(
	ctx context.Context, e *Exercise, inputs map[string]string, text string,
) (sqlcell.Result, error) {
	l, err := c.Lesson(e.Lesson)
	if err != nil {
		return sqlcell.Result{}, err
	}
	switch e.Kind {
	case wire.QuizExercise:
		events := c.runCell(l, e.CheckName(), notebook.Options{Inputs: inputs}).Events
		return sqlcell.Result{Events: events, Checked: true}, nil
	case wire.SQLExercise:
		index := e.Work.Block.(*format.Statement).Index
		return l.SQL.Run(ctx, c.SQL, sqlcell.Request{Index: index, Text: text})
	}
	return sqlcell.Result{}, ErrNoVerdict
}

// verdict returns what a cell says about an answer, or nil if it checks no exercise.
func (l *Lesson) verdict(cell string, events []notebook.Event) *wire.Verdict {
	for name := range l.checks {
		if exercise.CheckName(name) == cell {
			return sqlcell.Result{Events: events, Checked: true}.Verdict()
		}
	}
	return nil
}
