package trees

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"abacus/lessons/notebook"
)

// run runs a cell and fails on an error box, a notice or a NaN.
func run(t *testing.T, name string, cell func(*notebook.Cell), o notebook.Options) notebook.Output {
	t.Helper()
	o.NoTiming = true
	out := notebook.Run(cell, o)
	text, err := json.Marshal(out)
	if err != nil {
		t.Fatalf("%s %v: %v", name, o.Inputs, err)
	}
	for _, bad := range []string{`"kind":"error"`, "NaN", "Inf", "-0.000", "%!"} {
		if i := strings.Index(string(text), bad); i >= 0 {
			t.Errorf("%s %v shows %s: …%.200s", name, o.Inputs, bad, text[max(0, i-50):])
		}
	}
	if len(out.Notices) > 0 {
		t.Errorf("%s %v: %q", name, o.Inputs, out.Notices)
	}
	return out
}

// Every input at every option and at both ends of its range, alone and all
// sliders together.
func TestCellsTakeEveryInput(t *testing.T) {
	for name, cell := range Cells() {
		inputs := run(t, name, cell, notebook.Options{AllFrames: true}).Inputs
		low, high := map[string]string{}, map[string]string{}
		for _, in := range inputs {
			values := in.Options
			if len(values) == 0 {
				values = []string{fmt.Sprint(in.Range.Min), fmt.Sprint(in.Range.Max)}
			}
			low[in.Name], high[in.Name] = values[0], values[len(values)-1]
			for _, v := range values {
				run(t, name, cell, notebook.Options{Inputs: map[string]string{in.Name: v}})
			}
		}
		run(t, name, cell, notebook.Options{Inputs: low})
		run(t, name, cell, notebook.Options{Inputs: high})
	}
}

// The inputs of a cell must not depend on their values.
func TestCellsKeepTheirInputs(t *testing.T) {
	for name, cell := range Cells() {
		want := run(t, name, cell, notebook.Options{}).Inputs
		for _, in := range want {
			if in.Kind == notebook.InputFrame {
				continue
			}
			v := fmt.Sprint(in.Range.Min)
			if len(in.Options) > 0 {
				v = in.Options[len(in.Options)-1]
			}
			got := run(t, name, cell, notebook.Options{Inputs: map[string]string{in.Name: v}}).Inputs
			if len(got) != len(want) {
				t.Errorf("%s: %s=%s changes the inputs", name, in.Name, v)
			}
		}
	}
}

func TestCellsRepeat(t *testing.T) {
	for name, cell := range Cells() {
		a, err := json.Marshal(run(t, name, cell, notebook.Options{AllFrames: true}))
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(run(t, name, cell, notebook.Options{AllFrames: true}))
		if err != nil {
			t.Fatal(err)
		}
		if string(a) != string(b) {
			t.Errorf("%s shows something else the second time", name)
		}
	}
}

// What the prose says about the small table.
func TestPeopleCellValues(t *testing.T) {
	out := run(t, "PeopleSplits", PeopleSplits, notebook.Options{})
	for name, want := range map[string]string{"Emotion": "0.500", "Temperature": "0.375", "TemperatureGain": "0.125", "EmotionGain": "0.000"} {
		if got := out.Values[name]; got != want {
			t.Errorf("%s = %s, want %s", name, got, want)
		}
	}
}

func BenchmarkCells(b *testing.B) {
	for name, cell := range Cells() {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				notebook.Run(cell, notebook.Options{})
			}
		})
	}
}
