package web

import (
	"context"
	"errors"

	"abacus/lessons/notebook"
	"abacus/web/sqlcell"
)

// ErrNoVerdict is returned for an answer that cannot be judged here, or not now.
var ErrNoVerdict = errors.New("no verdict")

// Verdict says what the lesson's own check thinks of an answer: to a question,
// by the inputs of its check, or to an exercise in SQL, by the text. Code is
// not judged here: it does not run on the server. The error is ErrNoVerdict,
// also when a run of the check was cut short: the machine may have been busy.
func (c *Course) Verdict(ctx context.Context, e *Exercise, inputs map[string]string, text string) (passed bool, said string, err error) {
	result, err := c.judged(ctx, e, inputs, text)
	if err != nil {
		return false, "", err
	}
	if !result.Outcome.Conclusive() {
		return false, "", ErrNoVerdict
	}
	for _, event := range result.Events {
		switch event.Kind {
		case notebook.KindVerdict:
			return event.Passed, event.Text, nil
		case notebook.KindError:
			said = firstLine(event.Text)
		}
	}
	return false, said, nil // a text that fails, or nothing
}

// judged returns what the check of an exercise says about an answer.
func (c *Course) judged(ctx context.Context, e *Exercise, inputs map[string]string, text string) (sqlcell.Result, error) {
	l, err := c.Lesson(e.Lesson)
	if err != nil {
		return sqlcell.Result{}, err
	}
	switch e.Kind {
	case "quiz":
		return sqlcell.Result{Events: c.runCell(l, e.Check(), notebook.Options{Inputs: inputs}).Events}, nil
	case "sql":
		cell, err := c.RunSQL(ctx, e.Lesson, sqlcell.Request{Index: e.index, Text: text})
		return sqlcell.Result{Events: cell.Events, Outcome: cell.Outcome}, err
	}
	return sqlcell.Result{}, ErrNoVerdict
}
