package knn

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"abacus/lessons/notebook"
)

// corners returns raw inputs that try every input of a cell at both ends and
// every option, one at a time, and all of them at their ends together.
func corners(inputs []notebook.Input) []map[string]string {
	low, high := map[string]string{}, map[string]string{}
	all := []map[string]string{{}, low, high}
	for _, in := range inputs {
		values := in.Options
		switch in.Kind {
		case notebook.InputSlider, notebook.InputNumber, notebook.InputFrame:
			values = []string{fmt.Sprint(in.Range.Min), fmt.Sprint((in.Range.Min + in.Range.Max) / 2), fmt.Sprint(in.Range.Max)}
		case notebook.InputCheckbox:
			values = []string{"off", "on"}
		}
		low[in.Name], high[in.Name] = values[0], values[len(values)-1]
		for _, v := range values {
			all = append(all, map[string]string{in.Name: v})
		}
	}
	return all
}

// problems returns the errors and the broken numbers of a cell's output.
func problems(events []notebook.Event) []string {
	var found []string
	for _, e := range events {
		text := e.Text
		if e.Kind == notebook.KindError {
			found = append(found, "error: "+text)
		}
		if e.Drawing != nil {
			text += e.Drawing.Description + e.Drawing.Body
		}
		if e.Table != nil {
			text += fmt.Sprint(e.Table.Rows)
		}
		if strings.Contains(text, "NaN") || strings.Contains(text, "Inf") {
			found = append(found, "not a number in "+text[:min(len(text), 200)])
		}
		found = append(found, problems(e.Events)...)
		if e.Animation != nil {
			for _, frame := range e.Animation.Frames {
				found = append(found, problems(frame)...)
			}
		}
	}
	return found
}

func TestCellsWorkForAllInputs(t *testing.T) {
	for name, cell := range Cells() {
		first := notebook.Run(cell, notebook.Options{NoTiming: true})
		if len(first.Events) == 0 {
			t.Errorf("%s shows nothing", name)
		}
		for _, inputs := range corners(first.Inputs) {
			out := notebook.Run(cell, notebook.Options{Inputs: inputs, AllFrames: true, NoTiming: true})
			if bad := problems(out.Events); len(bad) > 0 || len(out.Notices) > 0 {
				t.Errorf("%s with %v: %q %q", name, inputs, bad, out.Notices)
			}
			if len(out.Inputs) != len(first.Inputs) {
				t.Errorf("%s with %v asks other inputs", name, inputs)
			}
		}
	}
}

func TestCellsAreDeterministic(t *testing.T) {
	for name, cell := range Cells() {
		a := notebook.Run(cell, notebook.Options{NoTiming: true})
		b := notebook.Run(cell, notebook.Options{NoTiming: true})
		if fmt.Sprint(a.Values) != fmt.Sprint(b.Values) || !slices.EqualFunc(a.Events, b.Events, func(x, y notebook.Event) bool {
			return x.Text == y.Text && (x.Drawing == nil || x.Drawing.Body == y.Drawing.Body)
		}) {
			t.Errorf("%s differs between two runs", name)
		}
	}
}

// BenchmarkCells runs whole cells, drawing included: at the defaults and with
// every input at its upper end.
func BenchmarkCells(b *testing.B) {
	for _, name := range slices.Sorted(maps.Keys(Cells())) {
		cell := Cells()[name]
		ends := corners(notebook.Run(cell, notebook.Options{}).Inputs)[2]
		for label, inputs := range map[string]map[string]string{"default": nil, "ends": ends} {
			b.Run(name+"/"+label, func(b *testing.B) {
				for b.Loop() {
					notebook.Run(cell, notebook.Options{Inputs: inputs})
				}
			})
		}
	}
}
