package web

import (
	"fmt"
	"net/url"
	"runtime/debug"
	"strings"

	"abacus/lessons/notebook"
	"abacus/server/wire"
)

// State is the inputs of a page's cells, as the address holds them:
// "BinaryCurve.p" → "0.3".
type State url.Values

// of returns the raw inputs of one cell. The last of several values counts: a
// form sends "off" before a ticked box's "on".
func (s State) of(cell string) map[string]string {
	inputs := map[string]string{}
	for key, values := range s {
		if name, ok := strings.CutPrefix(key, cell+"."); ok && len(values) > 0 {
			inputs[name] = values[len(values)-1]
		}
	}
	return inputs
}

// Canonical returns the state that s amounts to on the lesson's page: values
// brought into range, defaults and unknown names left out. Equal pages have
// equal canonical states. readable is false when s holds a value that an
// input cannot take at all: the page for s then says so, and the one for the
// canonical state does not.
func (c *Course) Canonical(slug string, s State) (canonical State, readable bool, err error) {
	l, err := c.Lesson(slug)
	if err != nil {
		return nil, false, err
	}
	canonical, readable = State{}, true
	for _, name := range l.used {
		raw := s.of(name)
		for _, in := range c.prepare(l).cells[name].Output.Inputs {
			value, ok := raw[in.Name]
			if !ok {
				continue
			}
			if in.Kind == notebook.InputFrame {
				in.Range.Max = notebook.MaxFrames - 1 // the number of frames may follow an input
			}
			v, err := in.Canonical(value)
			if err != nil {
				readable = false
			} else if v != in.Default {
				canonical[name+"."+in.Name] = []string{v}
			}
		}
	}
	return canonical, readable, nil
}

// Cell is a cell's present state, as its template needs it.
type Cell struct {
	Lesson    string
	Name      string
	Output    notebook.Output
	Code      code
	Open      bool              // the code is unfolded
	Carry     map[string]string // inputs of the page's other cells, for the form
	Query     string            // this cell's inputs that differ from the default
	Frames    bool              // all frames of animations are wanted
	InBrowser bool              // only the reader's browser can run it
	Verdict   *wire.Verdict     // of the check of an exercise
}

// runCell runs a lesson's cell. A panic is a mistake of ours: it is logged,
// and the reader is told that the cell failed.
func (c *Course) runCell(l *Lesson, name string, opts notebook.Options) (out notebook.Output) {
	defer func() {
		if p := recover(); p != nil {
			c.Log.Error("cell panicked", "lesson", l.Slug, "cell", name, "inputs", opts.Inputs,
				"panic", p, "stack", string(debug.Stack()))
			out.Events = append(out.Events, notebook.Event{Kind: notebook.KindError,
				Text: "This cell failed with these inputs. Set it back to its defaults to go on."})
		}
	}()
	f, here := l.cells[name]
	if !here {
		return out // only browsers can run it
	}
	return notebook.Run(f, opts)
}

// CellFragment runs a cell with the inputs in s and returns its HTML. timed
// reports that it holds measured times and should not be kept.
func (c *Course) CellFragment(slug, name string, s State, allFrames bool) (html []byte, timed bool, err error) {
	l, err := c.Lesson(slug)
	if err != nil {
		return nil, false, err
	}
	if _, ok := l.cells[name]; !ok {
		return nil, false, fmt.Errorf("cell %q of lesson %s: %w", name, slug, ErrNotFound)
	}
	cell := c.cell(l, name, notebook.Options{Inputs: s.of(name), AllFrames: allFrames})
	cell.Verdict = l.verdict(name, cell.Output.Events)
	html, err = c.within.execute("fragment", cell)
	return html, cell.Output.Timed, err
}

// cell runs a cell and gathers what its template needs.
func (c *Course) cell(l *Lesson, name string, opts notebook.Options) Cell {
	out := c.runCell(l, name, opts)
	query := url.Values{}
	for _, in := range out.Inputs {
		if in.Value != in.Default {
			query.Set(name+"."+in.Name, in.Value)
		}
	}
	return Cell{
		Lesson: l.Slug, Name: name, Output: out, Query: query.Encode(),
		Frames: opts.AllFrames, InBrowser: l.cells[name] == nil,
	}
}

// Field is an input as the form shows it.
type Field struct {
	notebook.Input
	ID   string // of the control
	Name string // "BinaryCurve.p"
}

// Fields returns the inputs that belong in the cell's form. Animations bring
// their own.
func (c Cell) Fields() []Field {
	var fields []Field
	for _, in := range c.Output.Inputs {
		if in.Kind != notebook.InputFrame {
			fields = append(fields, Field{in, c.Name + "-" + strings.ReplaceAll(in.Name, ".", "-"), c.Name + "." + in.Name})
		}
	}
	return fields
}

// Press returns the value of a row of buttons after option i is pressed.
func (f Field) Press(i int) string {
	return strings.TrimPrefix(fmt.Sprintf("%s.%d", f.Value, i), ".")
}

// Undo returns the value of a row of buttons without the last press.
func (f Field) Undo() string {
	i := strings.LastIndexByte(f.Value, '.')
	return f.Value[:max(i, 0)]
}
