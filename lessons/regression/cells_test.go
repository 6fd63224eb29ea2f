package regression

import (
	"strings"
	"testing"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/notebooktest"
)

// Every cell keeps its promises for all inputs it allows.
func TestCells(t *testing.T) { notebooktest.Check(t, Cells(), "Copies") }

// The lesson promises that an exact copy gives a clear error, and anything
// else coefficients.
func TestExactCopyIsAnError(t *testing.T) {
	for _, digits := range []string{"0", "5", "9"} {
		for _, noise := range []string{"0", "0.02", "0.1"} {
			inputs := map[string]string{"digits": digits, "noise": noise}
			for _, e := range notebook.Run(Copies, notebook.Options{Inputs: inputs}).Events {
				if e.Kind == notebook.KindError {
					t.Errorf("%v: a copy that is not exact is refused: %s", inputs, e.Text)
				}
			}
			inputs["exact"] = "on"
			out := notebook.Run(Copies, notebook.Options{Inputs: inputs})
			last := out.Events[len(out.Events)-1]
			said := strings.HasPrefix(last.Text, ErrSingular.Error()) && strings.Contains(last.Text, "weighted sum")
			if last.Kind != notebook.KindError || !said {
				t.Errorf("%v: last output is %q %q, want the singular error", inputs, last.Kind, last.Text)
			}
		}
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

// The prose quotes these numbers; if they change, read the lesson again.
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
