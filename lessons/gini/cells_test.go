package gini

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"abacus/lessons/notebook"
)

// TestCells runs every cell with every combination of its inputs' extremes.
func TestCells(t *testing.T) {
	for name, cell := range Cells() {
		t.Run(name, func(t *testing.T) {
			for _, inputs := range combinations(notebook.Run(cell, notebook.Options{}).Inputs) {
				out := notebook.Run(cell, notebook.Options{Inputs: inputs, AllFrames: true})
				text, err := json.Marshal(out)
				if err != nil {
					t.Fatalf("%v: %v", inputs, err)
				}
				if len(out.Notices) > 0 {
					t.Errorf("%v: notices %q", inputs, out.Notices)
				}
				for _, bad := range []string{`"kind":"error"`, "NaN", "Inf", "%!", "-0.0000"} {
					if i := strings.Index(string(text), bad); i >= 0 {
						t.Fatalf("%v: output has %s: …%s…", inputs, bad, text[max(0, i-80):min(len(text), i+120)])
					}
				}
			}
		})
	}
}

// combinations lists sets of inputs: every combination of extremes and default.
func combinations(inputs []notebook.Input) []map[string]string {
	sets := []map[string]string{{}}
	for _, in := range inputs {
		var values []string
		switch in.Kind {
		case notebook.InputSlider, notebook.InputNumber, notebook.InputFrame:
			values = []string{fmt.Sprint(in.Range.Min), in.Default, fmt.Sprint(in.Range.Max)}
		case notebook.InputSelect:
			values = in.Options
		case notebook.InputCheckbox:
			values = []string{"on", "off"}
		case notebook.InputButtons:
			values = []string{"", "0", "1.0", strings.TrimSuffix(strings.Repeat("1.", in.Limit), ".")}
		}
		var longer []map[string]string
		for _, set := range sets {
			for _, v := range values {
				next := map[string]string{in.Name: v}
				for k, old := range set {
					next[k] = old
				}
				longer = append(longer, next)
			}
		}
		sets = longer
	}
	return sets
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
