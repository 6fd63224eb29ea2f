// Package notebooktest checks that cells keep the promises of package
// notebook, for all the inputs they allow.
package notebooktest

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"abacus/lessons/notebook"
)

// maxBytes is what all frames of a cell may come to.
const maxBytes = 3 << 20

// Check runs every cell with combinations of the ends of its inputs' ranges
// and of all choices, and fails the test where a cell shows nothing, shows a
// number that is none, draws without a description, asks for other inputs
// than before, or differs between two runs. A cell that shows an error fails
// too, unless it is one of those that mayReport one.
func Check(t *testing.T, cells notebook.Cells, mayReport ...string) {
	for name, cell := range cells {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := checker{t, cell, slices.Contains(mayReport, name)}
			c.inputs()
			c.repeats()
		})
	}
}

// checker checks one cell.
type checker struct {
	*testing.T
	cell      func(*notebook.Cell)
	mayReport bool
}

func (c checker) inputs() {
	first := c.run(nil)
	for _, inputs := range combinations(first.Inputs) {
		out := c.run(inputs)
		if !reflect.DeepEqual(declared(out), declared(first)) {
			c.Fatalf("with %v the cell asks for other inputs:\n%v\n%v", inputs, declared(out), declared(first))
		}
	}
}

// repeats holds the cell to the same bytes for the same inputs: prose
// quotes them, and results are kept.
func (c checker) repeats() {
	opts := notebook.Options{AllFrames: true, NoTiming: true}
	a, errA := json.Marshal(notebook.Run(c.cell, opts))
	b, errB := json.Marshal(notebook.Run(c.cell, opts))
	if errA != nil || errB != nil {
		c.Fatal(errA, errB)
	}
	if string(a) != string(b) {
		c.Error("two runs with the same inputs differ")
	}
	if len(a) > maxBytes {
		c.Errorf("all frames together are %d KB, want at most %d", len(a)>>10, maxBytes>>10)
	}
}

// run runs the cell and checks what it shows.
func (c checker) run(inputs map[string]string) notebook.Output {
	c.Helper()
	out := notebook.Run(c.cell, notebook.Options{Inputs: inputs, NoTiming: true})
	if len(out.Notices) > 0 {
		c.Errorf("with %v: %v", inputs, out.Notices)
	}
	if len(out.Events) == 0 {
		c.Errorf("with %v the cell shows nothing", inputs)
	}
	c.events(inputs, out.Events)
	return out
}

func (c checker) events(inputs map[string]string, events []notebook.Event) {
	c.Helper()
	for _, e := range events {
		c.text(inputs, e.Text)
		if e.Kind == notebook.KindError && !c.mayReport {
			c.Errorf("with %v it reports %q", inputs, e.Text)
		}
		if tab := e.Table; tab != nil {
			c.text(inputs, fmt.Sprint(tab.Rows))
		}
		if d := e.Drawing; d != nil {
			c.text(inputs, d.Body)
			c.text(inputs, d.Description)
			if d.Title == "" || len(d.Description) < 20 {
				c.Errorf("with %v the drawing %q is described as %q", inputs, d.Title, d.Description)
			}
		}
		c.events(inputs, e.Events)
		if a := e.Animation; a != nil {
			for _, frame := range a.Frames {
				c.events(inputs, frame)
			}
		}
	}
}

// text refuses numbers that are none, and verbs that fmt could not use.
func (c checker) text(inputs map[string]string, text string) {
	c.Helper()
	for _, bad := range []string{"NaN", "%!", "+Inf", "-Inf", "-0.00 "} {
		if i := strings.Index(text, bad); i >= 0 {
			c.Errorf("with %v it shows %q", inputs, text[max(0, i-60):min(len(text), i+60)])
		}
	}
}

// declared is what a cell asks for, without the answers. The length of an
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

// maxCombinations bounds the runs of one cell.
const maxCombinations = 150

// combinations returns sets of inputs: all combinations of corners, or, where
// these are too many, each corner alone and random sets.
func combinations(inputs []notebook.Input) []map[string]string {
	count := 1
	for _, in := range inputs {
		count *= len(corners(in))
	}
	if count <= maxCombinations {
		return product(inputs)
	}
	var sets []map[string]string
	for _, in := range inputs {
		for _, v := range corners(in) {
			sets = append(sets, map[string]string{in.Name: v})
		}
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for len(sets) < maxCombinations {
		set := map[string]string{}
		for _, in := range inputs {
			set[in.Name] = random(rng, in)
		}
		sets = append(sets, set)
	}
	return sets
}

func product(inputs []notebook.Input) []map[string]string {
	sets := []map[string]string{{}}
	for _, in := range inputs {
		var longer []map[string]string
		for _, set := range sets {
			for _, v := range corners(in) {
				next := maps.Clone(set)
				next[in.Name] = v
				longer = append(longer, next)
			}
		}
		sets = longer
	}
	return sets
}

// corners returns the values of an input most likely to cause trouble.
func corners(in notebook.Input) []string {
	switch in.Kind {
	case notebook.InputSelect:
		return in.Options
	case notebook.InputCheckbox:
		return []string{"on", "off"}
	case notebook.InputButtons:
		all := []string{""}
		for i := range in.Options {
			one := strconv.Itoa(i)
			all = append(all, one, strings.TrimSuffix(strings.Repeat(one+".", in.Limit), "."))
		}
		return all
	}
	return []string{number(in.Range.Min), in.Default, number(in.Range.Max)}
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func random(rng *rand.Rand, in notebook.Input) string {
	switch in.Kind {
	case notebook.InputSelect:
		return in.Options[rng.IntN(len(in.Options))]
	case notebook.InputCheckbox:
		return []string{"on", "off"}[rng.IntN(2)]
	case notebook.InputButtons:
		var presses []string
		for range rng.IntN(in.Limit + 1) {
			presses = append(presses, strconv.Itoa(rng.IntN(len(in.Options))))
		}
		return strings.Join(presses, ".")
	}
	return number(in.Range.Snap(in.Range.Min + rng.Float64()*(in.Range.Max-in.Range.Min)))
}
