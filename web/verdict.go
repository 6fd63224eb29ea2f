package web

import (
	"context"
	"errors"
	"strings"

	"abacus/lessons/notebook"
	"abacus/web/sqlcell"
)

// ErrNoVerdict is returned for an answer that cannot be judged here, or not now.
var ErrNoVerdict = errors.New("no verdict")

// Verdict says what the lesson's own check thinks of an answer: to a question,
// by the inputs of its check, or to an exercise in SQL, by the text. Code is
// not judged here: it does not run on the server. The error is ErrNoVerdict.
func (c *Course) Verdict(ctx context.Context, e *Exercise, inputs map[string]string, text string) (passed bool, said string, err error) {
	events, err := c.judged(ctx, e, inputs, text)
	if err != nil {
		return false, "", err
	}
	for _, event := range events {
		switch event.Kind {
		case notebook.KindVerdict:
			return event.Passed, event.Text, nil
		case notebook.KindError:
			if interrupted(event) {
				return false, "", ErrNoVerdict // perhaps the machine was busy
			}
			said = firstLine(event.Text)
		}
	}
	return false, said, nil // a text that fails, or nothing
}

// judged returns what the check of an exercise says about an answer.
func (c *Course) judged(ctx context.Context, e *Exercise, inputs map[string]string, text string) ([]notebook.Event, error) {
	l, err := c.Lesson(e.Lesson)
	if err != nil {
		return nil, err
	}
	switch e.Kind {
	case "quiz":
		return c.runCell(l, e.Check(), notebook.Options{Inputs: inputs}).Events, nil
	case "sql":
		cell, err := c.RunSQL(ctx, e.Lesson, sqlcell.Request{Index: e.index, Text: text})
		return cell.Events, err
	}
	return nil, ErrNoVerdict
}

// interrupted reports whether an event says that SQL took longer than it may.
func interrupted(e notebook.Event) bool {
	return e.Kind == notebook.KindError && strings.HasPrefix(e.Text, "interrupted")
}
