package trees

import (
	"fmt"
	"strconv"
	"strings"

	"abacus/lessons/notebook"

	"gonum.org/v1/plot/plotter"
)

// verdict compares a learner's split with the greedy one in a sentence.
func verdict(yours, best Split, criterion string) string {
	switch {
	case total(yours.Left) == 0 || total(yours.Right) == 0:
		return "All points are on one side of your threshold: nothing is split, so the gain is 0."
	case yours.Gain >= best.Gain-tie:
		return fmt.Sprintf("You found a best question: no threshold lowers the %s more.", criterion)
	}
	return fmt.Sprintf("Your question achieves %.0f %% of the greedy gain.", 100*yours.Gain/best.Gain)
}

// told describes step i of growing.
func told(tree, grown *Tree, asked []*Node, i int, d Data) string {
	right := len(d.Label) - grown.Mistakes(d)
	if i == 0 {
		return fmt.Sprintf("Before any question the whole plane is one leaf: %s, right for %d of %d points.",
			tree.Classes[tree.Root.Class()], right, len(d.Label))
	}
	n := asked[i-1]
	return fmt.Sprintf("Question %d, for the %d points of one leaf: “%s”. It gains %.3f. "+
		"Now %d of %d points are right.",
		i, n.Rows(), n.Split.Question(tree.Features), n.Split.Gain+0, right, len(d.Label))
}

// wayTable lists the questions that a row met.
func wayTable(t *Tree, way []*Node, row []float64) notebook.Table {
	table := notebook.Table{
		Caption: "The questions along its path",
		Columns: []string{"question", "value", "answer", strings.Join(t.Classes, ":")},
		Numeric: []int{1, 3},
	}
	for _, n := range way {
		cells := []string{"leaf: " + t.Classes[n.Class()], "", "", counted(n.Counts)}
		if !n.Leaf() {
			answer := "no"
			if n.Split.GoesLeft(row) {
				answer = "yes"
			}
			cells = []string{
				tight(n.Split.Question(t.Features)),
				fmt.Sprintf("%.2f", row[n.Split.Feature]),
				answer,
				counted(n.Counts),
			}
		}
		table.Rows = append(table.Rows, cells)
	}
	table.Mark = []int{len(way) - 1}
	return table
}

// tight keeps a short text on one line of a narrow table.
func tight(text string) string { return strings.ReplaceAll(text, " ", "\u00a0") }

// thousands writes 12345 as 12 345, with narrow no-break spaces.
func thousands(n int) string {
	digits := strconv.Itoa(n)
	var groups []string
	for len(digits) > 3 {
		groups = append([]string{digits[len(digits)-3:]}, groups...)
		digits = digits[:len(digits)-3]
	}
	return strings.Join(append([]string{digits}, groups...), "\u202f")
}

// points collects a curve.
type points struct{ plotter.XYs }

func (p *points) add(x, y float64) { p.XYs = append(p.XYs, plotter.XY{X: x, Y: y}) }

// stairs keeps each value until the next one.
func (p *points) stairs() plotter.XYs {
	var out plotter.XYs
	for i, pt := range p.XYs {
		if i > 0 {
			out = append(out, plotter.XY{X: pt.X, Y: p.XYs[i-1].Y})
		}
		out = append(out, pt)
	}
	return out
}
