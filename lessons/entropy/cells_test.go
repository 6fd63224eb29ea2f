package entropy

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

// The prose quotes these; they must not change unnoticed.
func TestCellValues(t *testing.T) {
	for _, c := range []struct{ cell, value, want string }{
		{"BinaryCurve", "h", "0.8113"},
		{"FlipsTogether", "two", "1.29"},
		{"FlipsTogether", "h", "0.469"},
		{"Urn", "h", "1.5"},
		{"Urn", "questions", "1.5"},
		{"GuessGame", "bits", "6"},
		{"WorkedSplit", "emotion", "0.0488"},
		{"WorkedSplit", "temperature", "0.1887"},
	} {
		out := notebook.Run(Cells()[c.cell], notebook.Options{})
		if got := out.Values[c.value]; got != c.want {
			t.Errorf("%s.%s = %q, want %q", c.cell, c.value, got, c.want)
		}
	}
}

func TestWorking(t *testing.T) {
	got := strings.Join(working(SplitBy(People(), Emotion)), "\n")
	want := `H(everybody)
  = 4/8·log₂(8/4) + 4/8·log₂(8/4)
  = 1.0000 bits
H(sick)
  = 1/3·log₂(3/1) + 2/3·log₂(3/2)
  = 0.9183 bits
H(notsick)
  = 3/5·log₂(5/3) + 2/5·log₂(5/2)
  = 0.9710 bits
remaining
  = 3/8·0.9183 + 5/8·0.9710
  = 0.9512 bits
gain
  = 1.0000 − 0.9512
  = 0.0488 bits`
	if got != want {
		t.Errorf("working:\n%s\nwant:\n%s", got, want)
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
