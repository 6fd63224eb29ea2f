package web

import (
	"context"
	"fmt"

	"abacus/lessons/notebook"
	sqlcell "abacus/server/sql/cell"
	"abacus/server/wire"
)

// SQLCell is an SQL cell as its template shows it.
type SQLCell struct {
	Lesson   string
	Index    int    // among the SQL cells of the page
	Text     string // as the reader left it
	Original string // as the lesson wrote it
	Plan     bool
	Exercise bool  // Run checks it
	Above    []int // the cells that are replayed first
	Events   []notebook.Event
	Outcome  sqlcell.Outcome // of the run, or of the whole check of an exercise
	Verdict  *wire.Verdict   // of the check of an exercise
}

// Number is the cell's place among those of the page, from 1.
func (c SQLCell) Number() int { return c.Index + 1 }

// RunSQL runs the reader's statement in an SQL cell.
func (c *Course) RunSQL(ctx context.Context, slug string, r sqlcell.Request) (SQLCell, error) {
	l, err := c.Lesson(slug)
	if err != nil {
		return SQLCell{}, err
	}
	result, err := l.SQL.Run(ctx, c.SQL, r)
	if err != nil {
		return SQLCell{}, fmt.Errorf("lesson %s: %w: %w", slug, ErrNotFound, err)
	}
	return SQLCell{
		Lesson: slug, Index: r.Index, Text: r.Text, Plan: r.Plan,
		Events: result.Events, Outcome: result.Outcome, Verdict: result.Verdict(),
	}, nil
}

// SQLFragment renders the results of an SQL cell.
func (c *Course) SQLFragment(cell SQLCell) ([]byte, error) {
	return c.within.execute("sqlfragment", cell)
}
