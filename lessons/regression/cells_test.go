package regression

import (
	"strings"
	"testing"

	"abacus/lessons/notebook"
)

// settings returns every combination of the ends and the default of every
// input of a cell.
func settings(inputs []notebook.Input) []map[string]string {
	all := []map[string]string{{}}
	for _, in := range inputs {
		var values []string
		switch in.Kind {
		case notebook.InputSelect:
			values = in.Options
		case notebook.InputCheckbox:
			values = []string{"on", "off"}
		default:
			values = []string{"-1e9", in.Default, "1e9"} // brought to the ends of the range
		}
		var more []map[string]string
		for _, v := range values {
			for _, old := range all {
				next := map[string]string{in.Name: v}
				for name, value := range old {
					next[name] = value
				}
				more = append(more, next)
			}
		}
		all = more
	}
	return all
}

// faults lists what no output of a cell may hold.
func faults(events []notebook.Event) (found []string) {
	for _, e := range events {
		text := e.Text
		if e.Table != nil {
			for _, row := range e.Table.Rows {
				text += " " + strings.Join(row, " ")
			}
		}
		if e.Drawing != nil {
			text += " " + e.Drawing.Description + e.Drawing.Body
		}
		if e.Animation != nil {
			for _, frame := range e.Animation.Frames {
				found = append(found, faults(frame)...)
			}
		}
		found = append(found, faults(e.Events)...)
		if strings.Contains(text, "NaN") || strings.Contains(text, "Inf") || strings.Contains(text, "%!") {
			found = append(found, "not a number, or a bad format: "+text[:min(len(text), 200)])
		}
		if e.Kind == notebook.KindError {
			found = append(found, "error: "+e.Text)
		}
	}
	return found
}

func TestCellsAtEverySetting(t *testing.T) {
	for name, cell := range Cells() {
		for _, set := range settings(notebook.Run(cell, notebook.Options{}).Inputs) {
			out := notebook.Run(cell, notebook.Options{Inputs: set, AllFrames: true})
			if len(out.Events) == 0 {
				t.Errorf("%s %v shows nothing", name, set)
			}
			for _, fault := range faults(out.Events) {
				exactCopy := name == "Copies" && set["exact"] == "on" && strings.HasPrefix(fault, "error: "+ErrSingular.Error())
				if !exactCopy {
					t.Errorf("%s %v: %s", name, set, fault)
				}
			}
		}
	}
}

// The lesson promises that an exact copy is answered by a clear error.
func TestExactCopyIsAnError(t *testing.T) {
	out := notebook.Run(Copies, notebook.Options{Inputs: map[string]string{"exact": "on"}})
	last := out.Events[len(out.Events)-1]
	if last.Kind != notebook.KindError || !strings.Contains(last.Text, "weighted sum") {
		t.Errorf("last output is %q %q, want the singular error", last.Kind, last.Text)
	}
}

// Every point of a contour must have the error the contour stands for.
func TestRingsAreContours(t *testing.T) {
	weeks, height := seedlings()
	best, err := FitLine(weeks, height)
	if err != nil {
		t.Fatal(err)
	}
	for _, pivot := range []float64{0, 4.5, 7} {
		for _, p := range ring(weeks, pivot, best, 2) {
			got := MSE(Residuals(weeks, height, Line{p.Y - p.X*pivot, p.X}))
			if want := MSE(Residuals(weeks, height, best)) + 2; !closeTo(got, want, 1e-12) {
				t.Fatalf("pivot %g: error %g at %v, want %g", pivot, got, p, want)
			}
		}
	}
}

// The prose quotes these; a change here means reading the lesson again.
func TestQuotedValues(t *testing.T) {
	for _, c := range []struct{ cell, value, want string }{
		{"HandFit", "slope", "0.886"},
		{"HandFit", "intercept", "0.889"},
	} {
		if got := notebook.Run(Cells()[c.cell], notebook.Options{}).Values[c.value]; got != c.want {
			t.Errorf("%s.%s = %q, want %q", c.cell, c.value, got, c.want)
		}
	}
}

func BenchmarkCells(b *testing.B) {
	for name, cell := range Cells() {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				notebook.Run(cell, notebook.Options{})
			}
		})
	}
}
