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
	l, err := c.Lesson(e.Lesson)
	if err != nil {
		return false, "", err
	}
	var events []notebook.Event
	switch e.Kind {
	case "quiz":
		events = c.runCell(l, e.Check(), notebook.Options{Inputs: inputs}).Events
	case "sql":
		cell, err := c.RunSQL(ctx, e.Lesson, sqlcell.Request{Index: e.index, Text: text})
		if err != nil {
			return false, "", err
		}
		events = cell.Events
	default:
		return false, "", ErrNoVerdict
	}
	for _, event := range events {
		switch event.Kind {
		case notebook.KindVerdict:
			return event.Passed, event.Text, nil
		case notebook.KindError:
			if strings.HasPrefix(event.Text, "interrupted") {
				return false, "", ErrNoVerdict // perhaps the machine was busy
			}
			said = firstLine(event.Text)
		}
	}
	return false, said, nil // a text that fails, or nothing
}
