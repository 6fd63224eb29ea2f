package gini

import (
	"fmt"

	"gonum.org/v1/plot/plotter"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// Criteria draws the three impurities of two classes on one axis.
func Criteria(nb *notebook.Cell) {
	p := nb.Slider("p", "share of the first class", 0.25, notebook.Steps(0, 1, 0.01))

	fig := figure.New("Three ways to be mixed", "share p of the first class", "impurity")
	fig.XRange(0, 1)
	fig.YRange(0, 0.55)
	t := notebook.Table{
		Caption: fmt.Sprintf("At p = %.2f", p),
		Columns: []string{"impurity", "value"},
		Numeric: []int{1},
	}
	var at plotter.XYs
	for i, c := range criteria() {
		v := c.impurity([]float64{p, 1 - p})
		at = append(at, plotter.XY{X: p, Y: v})
		t.Rows = append(t.Rows, []string{c.name, fmt.Sprintf("%.4f", v)})
		var curve plotter.XYs
		for j := range 101 {
			x := float64(j) / 100
			curve = append(curve, plotter.XY{X: x, Y: c.impurity([]float64{x, 1 - x})})
		}
		drawCriterion(fig, i, c.name, curve)
	}
	fig.Describe("All three are 0 for a pure group and ½ for an even one. In between, entropy÷2 lies highest, then "+
		"Gini, both arches; misclassification is a tent below them. At p = %.2f: Gini %.4f, "+
		"entropy÷2 %.4f, misclassification %.4f.",
		p, at[0].Y, at[1].Y, at[2].Y)
	fig.VLine("", p, figure.Muted)
	fig.Scatter("", at, figure.Ink, figure.Ring)
	fig.Drag("p", "", p, at[0].Y)
	nb.Show(fig)
	nb.Table(t)
	nb.Value("gini", "%.4f", at[0].Y)
	nb.Value("entropy", "%.4f", at[1].Y)
	nb.Value("error", "%.4f", at[2].Y)
}

// drawCriterion draws a line in the colour and stroke that belong to criterion i.
func drawCriterion(fig *figure.Figure, i int, name string, pts plotter.XYs) {
	switch i {
	case 0:
		fig.Line(name, pts, figure.Blue)
	case 1:
		fig.Dashed(name, pts, figure.Red)
	default:
		fig.Thin(name, pts, figure.Green)
	}
}

// Disagreement shows data on which the criteria choose different thresholds.
func Disagreement(nb *notebook.Cell) {
	data := nb.Select("data", "people", "eight", "fourteen")
	people := Quarrel()
	if data == "fourteen" {
		people = ThreeWayQuarrel()
	}

	fig := figure.New("Which threshold is best?", "threshold (°F)", "weighted impurity")
	fig.XRange(people[0].Temperature-0.5, 104.5)
	fig.YRange(0, 0.6)
	var winners plotter.XYs
	var cuts [][]Cut // by criterion
	for i, c := range criteria() {
		cuts = append(cuts, Cuts(people, c.impurity))
		var curve plotter.XYs
		for _, cut := range cuts[i] {
			curve = append(curve, plotter.XY{X: cut.At, Y: cut.Impurity})
		}
		drawCriterion(fig, i, c.name, curve)
		fig.Dots("", curve, figure.Muted, figure.Circle, 2) // only these can be chosen
		best := Rank(cuts[i])[0]
		winners = append(winners, plotter.XY{X: best.At, Y: best.Impurity})
	}
	fig.Describe("Gini is lowest at %.1f °F, entropy at %.1f °F, misclassification at %.1f °F.",
		winners[0].X, winners[1].X, winners[2].X)
	fig.Dots("lowest of each", winners, figure.Accent, figure.Square, 5)
	drawLabels(fig, people)
	nb.Show(fig)
	nb.Say("Gini chooses %.1f °F, entropy %.1f °F, misclassification %.1f °F.",
		winners[0].X, winners[1].X, winners[2].X)
	nb.Table(compareTable(cuts, winners))
	nb.Value("gini", "%.1f", winners[0].X)
	nb.Value("entropy", "%.1f", winners[1].X)
	nb.Value("ginibest", "%.3f", winners[0].Y)
	nb.Value("entropybest", "%.3f", winners[1].Y)
	nb.Value("giniother", "%.3f", CutAt(people, winners[1].X, Gini).Impurity)
	nb.Value("entropyother", "%.3f", CutAt(people, winners[0].X, HalfEntropy).Impurity)
}

// drawLabels draws the people along the bottom of a figure.
func drawLabels(fig *figure.Figure, people []Person) {
	var stay, leave plotter.XYs
	for _, p := range people {
		if at := (plotter.XY{X: p.Temperature, Y: 0.03}); p.StayHome {
			stay = append(stay, at)
		} else {
			leave = append(leave, at)
		}
	}
	fig.Dots("stays at home", stay, figure.Red, figure.Triangle, 4)
	fig.Dots("goes out", leave, figure.Blue, figure.Circle, 4)
}

// compareTable lists each threshold with the three impurities it leaves.
func compareTable(cuts [][]Cut, winners plotter.XYs) notebook.Table {
	t := notebook.Table{
		Caption: "Weighted impurity, the lowest with *. Sides: yes, no under · yes, no over.",
		Columns: []string{"°F", "sides"},
		Numeric: []int{0, 2, 3, 4},
	}
	for _, c := range criteria() {
		t.Columns = append(t.Columns, c.header)
	}
	for row, cut := range cuts[0] {
		cells := []string{fmt.Sprintf("%.1f", cut.At),
			fmt.Sprintf("%d,%d\u00a0·\u00a0%d,%d", cut.Under[0], cut.Under[1], cut.Over[0], cut.Over[1])}
		marked := false
		for i, winner := range winners {
			text := fmt.Sprintf("%.3f", cuts[i][row].Impurity)
			if winner.X == cut.At {
				text, marked = text+"*", true
			}
			cells = append(cells, text)
		}
		if marked {
			t.Mark = append(t.Mark, row)
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}
