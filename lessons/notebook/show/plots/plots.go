// Package plots lets package show show gonum's plots, and figures without a
// description. Programs import it for that if they draw any: with it come gonum/plot
// and its fonts.
package plots

import (
	"gonum.org/v1/plot"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
	"abacus/lessons/notebook/show"
)

func init() { show.Register(plots) }

// plots shows figures and plots.
func plots(nb *notebook.Cell, value any) bool {
	f, ok := value.(*figure.Figure)
	if p, isPlot := value.(*plot.Plot); isPlot {
		f, ok = figure.FromPlot(p), true
	}
	if !ok {
		return false
	}
	if x, y := f.X.Label.Text, f.Y.Label.Text; !f.Described() && (x == "" || y == "") {
		f.Describe("A figure that your code draws.")
	} else if !f.Described() {
		f.Describe("A figure that your code draws: %s against %s.", y, x)
	}
	nb.Show(f)
	return true
}
