// Package notebooktest checks that cells keep the promises of package
// notebook, for all the inputs they allow.
package notebooktest

import (
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"abacus/lessons/notebook"
)

const (
	maxBytes      = 3 << 20  // all frames of a cell
	maxFrameBytes = 40 << 10 // one frame
	maxFrames     = 1000     // about so many frames of a cell are drawn
)

// Check runs every cell with combinations of the ends of its inputs' ranges and of all choices, and
// with random inputs, and fails the test if a cell shows nothing, shows NaN, an infinity or a minus
// zero, draws without a description, asks for different inputs than before, or differs between two
// runs. Long animations are not checked in full for every set of inputs. A cell that shows an error
// also fails, unless it is listed in mayReport; those must show one.
func Check(t *testing.T, cells notebook.Cells, mayReport ...string) {
	for _, name := range mayReport {
		if cells[name] == nil {
			t.Errorf("%s may report an error, but is not a cell", name)
		}
	}
	for name, cell := range cells {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := checker{T: t, cell: cell, mayReport: slices.Contains(mayReport, name)}
			c.inputs()
			c.repeats()
			if c.mayReport && !c.reported {
				t.Error("it may report an error, but never does")
			}
		})
	}
}

// checker checks one cell.
type checker struct {
	*testing.T
	cell                func(*notebook.Cell)
	mayReport, reported bool
}

func (c *checker) inputs() {
	first := c.run(nil, true)
	inputs, frames := first.Inputs, 1
	for _, e := range first.Events {
		if e.Animation != nil {
			frames += e.Animation.Count
			inputs = without(inputs, e.Animation.Input)
		}
	}
	sets := combinations(inputs)
	every := 1 + frames*len(sets)/maxFrames
	for i, set := range sets {
		out := c.run(set, i%every == 0)
		if !reflect.DeepEqual(declared(out), declared(first)) {
			c.Errorf("with %v the cell asks for different inputs:\n%v\n%v", set, declared(out), declared(first))
		}
		if c.Failed() {
			return // one set of inputs is enough to fix a cell
		}
	}
}

// without returns the inputs but the one that holds the current frame.
func without(inputs []notebook.Input, frame string) []notebook.Input {
	return slices.DeleteFunc(slices.Clone(inputs), func(in notebook.Input) bool { return in.Name == frame })
}

// repeats checks that the cell gives the same bytes for the same inputs: prose
// quotes them, and results are kept.
func (c *checker) repeats() {
	opts := notebook.Options{AllFrames: true, NoTiming: true}
	out := notebook.Run(c.cell, opts)
	all := c.encode(out)
	if all != c.encode(notebook.Run(c.cell, opts)) {
		c.Error("two runs with the same inputs differ")
	}
	if len(all) > maxBytes {
		c.Errorf("all frames together are %d KB, want at most %d", len(all)>>10, maxBytes>>10)
	}
	for i, e := range out.Events {
		if e.Animation != nil {
			c.frames(i, e.Animation)
		}
	}
}

// frames checks that the animation in the cell's events[at] has small frames,
// each the same whether drawn alone or after those before it.
func (c *checker) frames(at int, all *notebook.Animation) {
	for _, i := range []int{0, all.Count / 2, all.Count - 1} {
		alone := notebook.Run(c.cell, notebook.Options{
			Inputs: map[string]string{all.Input: strconv.Itoa(i)}, NoTiming: true,
		}).Events[at].Animation
		if len(alone.Frames) != 1 || c.encode(alone.Frames[i]) != c.encode(all.Frames[i]) {
			c.Errorf("frame %d of %s differs when requested on its own", i, all.Input)
		}
	}
	for i, frame := range all.Frames {
		if n := len(c.encode(frame)); n > maxFrameBytes {
			c.Errorf("frame %d of %s has %d KB, want at most %d", i, all.Input, n>>10, maxFrameBytes>>10)
		}
	}
}

func (c *checker) encode(v any) string {
	c.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		c.Fatal(err)
	}
	return string(b)
}

// run runs the cell and checks what it shows.
func (c *checker) run(inputs map[string]string, allFrames bool) notebook.Output {
	c.Helper()
	out := notebook.Run(c.cell, notebook.Options{Inputs: inputs, AllFrames: allFrames, NoTiming: true})
	if len(out.Notices) > 0 {
		c.Errorf("with %v: %v", inputs, out.Notices)
	}
	if len(out.Events) == 0 {
		c.Errorf("with %v the cell shows nothing", inputs)
	}
	for name, v := range out.Values {
		if bad := fault(v); bad != "" || v == "" {
			c.Errorf("with %v the value %s is %q", inputs, name, v)
		}
	}
	c.events(inputs, out.Events)
	return out
}

func (c *checker) events(inputs map[string]string, events []notebook.Event) {
	c.Helper()
	for _, e := range events {
		for _, bad := range faults(e) {
			c.Errorf("with %v it shows %q", inputs, bad)
		}
		if e.Kind == notebook.KindError {
			c.reported = true
			if !c.mayReport {
				c.Errorf("with %v it reports %q", inputs, e.Text)
			}
		}
		if d := e.Drawing; d != nil && (d.Title == "" || len(d.Description) < 20 || d.Body == "") {
			c.Errorf("with %v the drawing %q of %d bytes is described as %q", inputs, d.Title, len(d.Body), d.Description)
		}
		c.events(inputs, e.Events)
		if a := e.Animation; a != nil {
			for _, frame := range a.Frames {
				c.events(inputs, frame)
			}
		}
	}
}

// declared is what a cell asks for, without the values. The length of an
// animation may follow its inputs.
func declared(out notebook.Output) []notebook.Input {
	inputs := slices.Clone(out.Inputs)
	for i := range inputs {
		inputs[i].Value = ""
		if inputs[i].Kind == notebook.InputFrame {
			inputs[i].Range, inputs[i].Default = notebook.Range{}, ""
		}
	}
	return inputs
}
