package export

import (
	"encoding/json"
	"errors"
	"fmt"
	"runtime"

	"golang.org/x/sync/errgroup"

	"abacus/server/build"
	"abacus/web"
)

// Limits of what is computed ahead for a cell: its states, and their size packed.
// Anything beyond is computed in the browser, on request.
const (
	maxStates     = 120
	maxStateBytes = 150 << 10
)

// lessons writes each lesson's program, the states of its cells, and its SQL.
func (x *exporter) lessons() error {
	group, _ := errgroup.WithContext(x.ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, l := range x.course.Lessons {
		group.Go(func() error {
			if err := errors.Join(x.program(l), x.states(l), x.statements(l)); err != nil {
				return fmt.Errorf("lesson %s: %w", l.Slug, err)
			}
			x.Log.Info("exported", "lesson", l.Slug)
			return nil
		})
	}
	return group.Wait()
}

// program writes the lesson's own program, for states of its cells that were not
// computed ahead.
func (x *exporter) program(l *web.Lesson) error {
	cells := x.course.CellNames(l)
	if len(cells) == 0 {
		return nil
	}
	result, err := x.Builder.Build(x.ctx, build.Request{Lesson: l.Slug, Cells: cells})
	if err != nil {
		return err
	}
	if result.Program == nil {
		return fmt.Errorf("it does not build: %v", result.Diagnostics)
	}
	return x.putHashed("program/"+l.Slug, "programs/"+l.Slug+".wasm.gz", ahead(result.Program.Plain), x.put)
}

// states writes, for each cell with few states, its outputs in all of them.
func (x *exporter) states(l *web.Lesson) error {
	for _, name := range x.course.CellNames(l) {
		states, err := x.course.States(l, name, maxStates)
		if err != nil {
			return err
		}
		text, err := json.Marshal(states)
		if err != nil {
			return err
		}
		body := ahead(text)
		if len(states) == 0 || len(body.Gzip()) > maxStateBytes {
			continue
		}
		if err := x.putHashed("states/"+l.Slug+"/"+name, "states/"+l.Slug+"/"+name+".json.gz", body, x.put); err != nil {
			return err
		}
	}
	return nil
}

// statements writes the lesson's SQL cells.
func (x *exporter) statements(l *web.Lesson) error {
	if len(l.SQL.Cells) == 0 {
		return nil
	}
	text, err := json.Marshal(l.SQL)
	if err != nil {
		return err
	}
	return x.putHashed("sql/"+l.Slug, "sql/"+l.Slug+".json", ahead(text), x.put)
}
