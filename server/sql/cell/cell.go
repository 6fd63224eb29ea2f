// Package cell holds the SQL cells of a page: which cells are replayed before
// each, how a statement is run, and how an answer to an exercise is checked.
//
// The server runs them natively. Exported pages have no server: there, the same
// code runs in the reader's browser, with the cells as JSON. The package knows
// no database, so that package web can import it; an Engine, such as the one in
// package show, does the running.
package cell

import (
	"context"
	"errors"
	"fmt"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
	"abacus/server/wire"
)

// ErrNotFound is returned for a cell, or data, that a page does not have.
var ErrNotFound = errors.New("no such SQL cell")

// Engine runs SQL.
type Engine interface {
	// Run runs a statement and returns its results, or what is wrong with it,
	// as outputs to show. The outcome says which.
	Run(ctx context.Context, q Query) (events []notebook.Event, outcome Outcome)
}

// Query is a statement of an SQL cell.
type Query struct {
	Setup  string   // trusted script that creates the lesson's tables
	Replay []string // the cells above it on the page
	Called []string // what the reader calls these, for messages; empty, or absent, for a number
	Text   string   // the statement itself, or several
	Plan   bool     // show the query plan
}

// Page is the SQL cells of a page, in order, and its data sets' scripts.
type Page wire.SQLPage

type (
	Cell    = wire.SQLCell
	Request = wire.SQLRequest
	Own     = wire.OwnSQL
)

// query returns a statement with those above it, as the lesson wrote them
// unless the reader has changed them.
func (p Page) query(r Request) Query {
	c := p.Cells[r.Index]
	q := Query{Setup: p.Setups[c.Data], Text: r.Text, Plan: r.Plan}
	for _, i := range c.Before {
		above, ok := r.Replay[i]
		if !ok {
			above = p.Cells[i].Text
		}
		q.Replay = append(q.Replay, above)
	}
	return q
}

// Result is what a run showed, and how it ended.
type Result struct {
	Events  []notebook.Event
	Outcome Outcome
	Checked bool // it is the result of an exercise's check
}

// First runs a cell as the lesson wrote it. An exercise is not checked.
func (p Page) First(ctx context.Context, engine Engine, index int, plan bool) Result {
	events, outcome := engine.Run(ctx, p.query(Request{Index: index, Text: p.Cells[index].Text, Plan: plan}))
	return Result{Events: events, Outcome: outcome}
}

// Run runs a statement in a cell and, if that is an exercise, checks it. The
// outcome is then that of the whole check: if it is not conclusive, there is no
// verdict. The error is ErrNotFound.
func (p Page) Run(ctx context.Context, engine Engine, r Request) (Result, error) {
	if r.Own != nil {
		return p.runOwn(ctx, engine, r)
	}
	if r.Index < 0 || r.Index >= len(p.Cells) {
		return Result{}, fmt.Errorf("SQL cell %d: %w", r.Index, ErrNotFound)
	}
	q := p.query(r)
	events, outcome := engine.Run(ctx, q)
	check := p.Cells[r.Index].Check
	if check != nil && outcome == Done {
		c := checker{engine, q.Setup, *check, exercise.SQL{Probe: check.Probe, Ordered: check.Ordered}}
		var verdict []notebook.Event
		verdict, outcome = c.verdict(ctx, r.Text)
		events = append(verdict, events...)
	}
	return Result{Events: events, Outcome: outcome, Checked: check != nil}, nil
}

// runOwn runs a statement in a cell of the reader's own, on data of the lesson's
// or on none. There is nothing to check.
func (p Page) runOwn(ctx context.Context, engine Engine, r Request) (Result, error) {
	setup, ok := p.Setups[r.Own.Data]
	if !ok && r.Own.Data != "" {
		return Result{}, fmt.Errorf("SQL data %q: %w", r.Own.Data, ErrNotFound)
	}
	events, outcome := engine.Run(ctx, Query{
		Setup: setup, Replay: r.Own.Above, Called: r.Own.Called, Text: r.Text, Plan: r.Plan,
	})
	return Result{Events: events, Outcome: outcome}, nil
}
