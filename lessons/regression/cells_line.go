package regression

import (
	"fmt"
	"math"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// tray starts a figure of the eight seedlings, the same in every cell of the
// line.
func tray(title string) *figure.Figure {
	weeks, height := seedlings()
	fig := figure.New(title, "age (weeks)", "height (cm)")
	fig.XRange(0, 9)
	fig.YRange(0, 10)
	fig.Dots("seedling", pairs(weeks, height), figure.Ink, figure.Circle, 4)
	return fig
}

// HandFit lets the reader fit a line by eye: two handles move its ends,
// every residual is drawn as a square, and the average square is compared
// with the smallest there can be.
func HandFit(nb *notebook.Cell) {
	left := nb.Slider("left", "line at week 0 (cm)", 4, notebook.Steps(0, 10, 0.1))
	right := nb.Slider("right", "line at week 9 (cm)", 6, notebook.Steps(0, 10, 0.1))
	reveal := nb.Checkbox("reveal", "show the least-squares line", false)

	weeks, height := seedlings()
	yours := Line{left, (right - left) / 9}
	best, err := FitLine(weeks, height)
	if err != nil {
		nb.Error(err)
		return
	}
	r := Residuals(weeks, height, yours)
	least := MSE(Residuals(weeks, height, best))

	fig := tray("Your line and its squares")
	fig.Add(squares{weeks, height, yours, figure.Orange})
	fig.Line("your line", span(yours, 0, 9), figure.Blue)
	if reveal {
		fig.Dashed("least squares", span(best, 0, 9), figure.Green)
	}
	fig.Add(tile{x: 0.15, y: 9.8, area: MSE(r), colour: figure.Purple})
	fig.Add(tile{x: 0.15, y: 9.8, area: least, dashed: true, colour: figure.Green})
	fig.Legend("squared residuals", figure.Square, figure.Orange)
	fig.Legend("your average square", figure.Square, figure.Purple)
	fig.Legend("smallest possible", notebook.MarkDash, figure.Green)
	fig.Drag("", "left", 0, left)
	fig.Drag("", "right", 9, right)
	fig.Describe("Eight seedlings and the line %s. Each residual is the side of a square; "+
		"the average square has an area of %.3f, the smallest possible average is %.3f.",
		equation(yours), MSE(r), least)
	nb.Show(fig)

	nb.Table(balanceTable(weeks, height, yours, best))
	nb.Say("Your line is %s. Its average square is %.2f times the smallest possible.", equation(yours), MSE(r)/least)
	nb.Value("slope", "%.3f", best.Slope)
	nb.Value("intercept", "%.3f", best.Intercept)
	nb.Value("mse", "%.3f", least)
}

// balanceTable compares a line with the least-squares line: the average
// square and the two balances.
func balanceTable(x, y []float64, yours, best Line) notebook.Table {
	t := notebook.Table{
		Columns: []string{"line", "MSE", "push Σr", "turn Σx·r"},
		Numeric: []int{1, 2, 3},
	}
	for _, row := range []struct {
		name string
		line Line
	}{{"yours", yours}, {"least squares", best}} {
		r := Residuals(x, y, row.line)
		push, turn := Balances(x, r)
		t.Rows = append(t.Rows, []string{row.name, fixed(MSE(r), 3), fixed(push, 2), fixed(turn, 2)})
	}
	return t
}

// equation writes a line of the seedlings as a formula.
func equation(l Line) string {
	sign := "+"
	if l.Slope < 0 {
		sign = "−"
	}
	return fmt.Sprintf("%s %s %.3f·week", fixed(l.Intercept, 2), sign, math.Abs(l.Slope))
}

// fixed writes v with the given number of decimals and never as "-0.00".
func fixed(v float64, decimals int) string {
	s := fmt.Sprintf("%.*f", decimals, v)
	if zero := fmt.Sprintf("%.*f", decimals, 0.0); s == "-"+zero {
		return zero
	}
	return s
}

// Springs hangs the line on the points by springs and lets go. It comes to
// rest where push and turn are both zero: on the least-squares line.
func Springs(nb *notebook.Cell) {
	left := nb.Slider("left", "start at week 0 (cm)", 8, notebook.Steps(0, 10, 0.1))
	right := nb.Slider("right", "start at week 9 (cm)", 1, notebook.Steps(0, 10, 0.1))

	const steps = 24
	weeks, height := seedlings()
	path, err := Relax(weeks, height, Line{left, (right - left) / 9}, 0.2, steps)
	if err != nil {
		nb.Error(err)
		return
	}
	nb.Animate("step", "step", steps+1, 4, func(i int) {
		l := path[i]
		r := Residuals(weeks, height, l)
		push, turn := Balances(weeks, r)
		fig := tray("A line on springs")
		for j, x := range weeks {
			fig.Segment(x, height[j], x, l.At(x), figure.Orange)
		}
		fig.Legend("spring: the residual", notebook.MarkLine, figure.Orange)
		fig.Dashed("start", span(path[0], 0, 9), figure.Muted)
		fig.Line("line now", span(l, 0, 9), figure.Blue)
		fig.Drag("", "left", 0, left)
		fig.Drag("", "right", 9, right)
		fig.Describe("After %d steps the springs have pulled the line to %s; push %s, turn %s, sum of squares %.3f.",
			i, equation(l), fixed(push, 2), fixed(turn, 2), SumSquares(r))
		nb.Show(fig)
		nb.Say("Step %d: push Σr = %s, turn Σx·r = %s, sum of squares %.3f.", i, fixed(push, 2), fixed(turn, 2),
			SumSquares(r))
	})
}
