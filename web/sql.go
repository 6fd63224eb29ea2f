package web

import (
	"context"
	"fmt"
	"io/fs"
	"path"

	"abacus/lessons/notebook"
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
}

// Number is the cell's place among those of the page, from 1.
func (c SQLCell) Number() int { return c.Index + 1 }

// setup returns the script that makes a data set.
func (c *Course) setup(data string) (string, error) {
	text, err := fs.ReadFile(c.cfg.Content, path.Join("data", data+".sql"))
	return string(text), err
}

// query puts an SQL cell's statement behind those above it. replay holds the
// reader's versions of these, by index; the lesson's own stand in for the
// rest.
func (c *Course) query(l *Lesson, index int, text string, replay map[int]string, plan bool) (Query, error) {
	if index < 0 || index >= len(l.sql) {
		return Query{}, fmt.Errorf("SQL cell %d of lesson %s: %w", index, l.Slug, ErrNotFound)
	}
	b := l.sql[index]
	setup, err := c.setup(b.Data)
	if err != nil {
		return Query{}, err
	}
	q := Query{Setup: setup, Text: text, Plan: plan}
	for _, i := range b.before {
		above, ok := replay[i]
		if !ok {
			above = l.sql[i].Text
		}
		q.Replay = append(q.Replay, above)
	}
	return q, nil
}

// RunSQL runs the reader's statement in an SQL cell.
func (c *Course) RunSQL(ctx context.Context, slug string, index int, text string, replay map[int]string, plan bool) (SQLCell, error) {
	l, err := c.Lesson(slug)
	if err != nil {
		return SQLCell{}, err
	}
	q, err := c.query(l, index, text, replay, plan)
	if err != nil {
		return SQLCell{}, err
	}
	events, failed := c.cfg.SQL.Run(ctx, q)
	if check := l.sql[index].check; check != nil && !failed {
		events = append(c.checkSQL(ctx, q.Setup, text, *check), events...)
	}
	return SQLCell{Lesson: slug, Index: index, Text: text, Plan: plan, Events: events}, nil
}

// SQLFragment renders the results of an SQL cell.
func (c *Course) SQLFragment(cell SQLCell) ([]byte, error) {
	return c.execute("sqlresult", cell)
}
