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
	Exercise bool   // Run checks it
	Data     string // name of the data set
	Replayed bool   // before a reader's own cells below it on the same data
	Above    []int  // the cells that are replayed first
	Events   []notebook.Event
	Outcome  sqlcell.Outcome // of the run, or of the whole check of an exercise
	Verdict  *wire.Verdict   // of the check of an exercise
}

// Number is the cell's place among those of the page, from 1.
func (c SQLCell) Number() int { return c.Index + 1 }

// RunSQL runs the reader's statement in an SQL cell.
func (c *Course) RunSQL(ctx context.Context, slug string, r sqlcell.Request) (SQLCell, error) {
	page, err := c.sqlPage(slug)
	if err != nil {
		return SQLCell{}, err
	}
	result, err := page.Run(ctx, c.SQL, r)
	if err != nil {
		return SQLCell{}, fmt.Errorf("lesson %s: %w: %w", slug, ErrNotFound, err)
	}
	return SQLCell{
		Lesson: slug, Index: r.Index, Text: r.Text, Plan: r.Plan,
		Events: result.Events, Outcome: result.Outcome, Verdict: result.Verdict(),
	}, nil
}

// sqlPage returns the SQL cells of a page. The page of a reader's own cells has none
// of the course's, and no data.
func (c *Course) sqlPage(slug string) (sqlcell.Page, error) {
	if slug == notebookSlug {
		return sqlcell.Page{}, nil
	}
	l, err := c.Lesson(slug)
	if err != nil {
		return sqlcell.Page{}, err
	}
	return l.SQL, nil
}

// SQLFragment renders the results of an SQL cell.
func (c *Course) SQLFragment(cell SQLCell) ([]byte, error) {
	return c.within.execute("sqlfragment", cell)
}
