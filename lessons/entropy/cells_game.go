package entropy

import (
	"fmt"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// maxAnswers is how many answers the game takes.
const maxAnswers = 20

// strategies lists the ways to ask, the best one first.
func strategies() (names []string, ask map[string]Strategy) {
	names = []string{"halve what is left", "cut off a quarter", "one at a time"}
	return names, map[string]Strategy{names[0]: Halve, names[1]: Quarter, names[2]: OneByOne}
}

// GuessGame finds the number you are thinking of from your answers to "is it
// higher than …?" and keeps track of the bits.
func GuessGame(nb *notebook.Cell) {
	names, ask := strategies()
	n := nb.Int("n", "think of a number from 1 to", 64, 2, 100)
	name := nb.Select("strategy", "how the program asks", names...)
	presses := nb.Buttons("answers", "your answer", maxAnswers, "no", "yes")

	answers := make([]bool, len(presses))
	for i, press := range presses {
		answers[i] = press == "yes"
	}
	left := Play(Range{1, n}, ask[name], answers)

	sayQuestion(nb, left, ask[name])
	nb.Row(func() {
		nb.Show(drawCandidates(left, ask[name]))
		nb.Show(drawBits(left))
	})
	nb.Table(compareStrategies(n, name))
	quarter, _ := Cost(Range{1, n}, Quarter)
	single, _ := Cost(Range{1, n}, OneByOne)
	nb.Value("bits", "%.4g", Range{1, n}.Bits())
	nb.Value("quarter", "%.2f", quarter)
	nb.Value("single", "%.2f", single)
}

// sayQuestion says what the last answer revealed and asks the next question.
func sayQuestion(nb *notebook.Cell, left []Range, ask Strategy) {
	asked := len(left) - 1
	now := left[asked]
	if asked > 0 {
		before := left[asked-1]
		nb.Say("That left %d of %d candidates: %.4f bits learnt.",
			now.Size(), before.Size(), before.Bits()-now.Bits())
	}
	_, worst := Cost(left[0], Halve)
	switch {
	case now.Size() == 1:
		nb.Say("Your number is %d, found with %s. Halving never needs more than %d.",
			now.Lo, notebook.Count(asked, "answer"), worst)
	case asked == maxAnswers:
		nb.Say("All %d answers are used up and %d candidates are left. Restart and try another way of asking.",
			maxAnswers, now.Size())
	default:
		k := ask(now)
		share := float64(now.Hi-k) / float64(now.Size())
		nb.Say("Question %d: is your number higher than %d? "+
			"%d candidates are left, %.4f bits; the answer is worth %.4f bits on average.",
			asked+1, k, now.Size(), now.Bits(), Binary(share))
	}
}

// drawCandidates draws a bar for the candidates left after each answer, one
// per row, and where the next question cuts.
func drawCandidates(left []Range, ask Strategy) *figure.Figure {
	asked := len(left) - 1
	now := left[asked]
	fig := figure.New("Candidates after each answer", "number", "answers given")
	fig.Describe("After %d of your answers %d of %d candidates are left: from %d to %d.",
		asked, now.Size(), left[0].Size(), now.Lo, now.Hi)
	fig.Size(330, 260)
	fig.XRange(0, float64(left[0].Hi)+1)
	rows := axisEnd(asked)
	fig.YRange(-rows-0.5, 0.5)
	var ticks plot.ConstantTicks
	for row := 0.0; row <= rows; row += math.Ceil(rows / 10) {
		ticks = append(ticks, plot.Tick{Value: -row, Label: fmt.Sprint(row)})
	}
	fig.Y.Tick.Marker = ticks
	for row, r := range left {
		fig.Box(float64(r.Lo)-0.5, -float64(row)-0.4, float64(r.Hi)+0.5, -float64(row)+0.4, figure.Blue)
	}
	fig.Legend("still possible", "box", figure.Blue)
	if now.Size() > 1 {
		cut, row := float64(ask(now))+0.5, -float64(asked)
		fig.Line("next question", plotter.XYs{{X: cut, Y: row - 0.5}, {X: cut, Y: row + 0.5}}, figure.Accent)
	} else {
		fig.Dots("found", plotter.XYs{{X: float64(now.Lo), Y: -float64(asked)}}, figure.Accent, figure.Ring, 6)
	}
	return fig
}

// drawBits draws the bits left after each answer, and the one bit per answer
// that halving guarantees.
func drawBits(left []Range) *figure.Figure {
	start, asked := left[0].Bits(), len(left)-1
	fig := figure.New("Bits left to learn", "answers given", "bits left")
	fig.Describe("It began with %.2f bits. After %d answers %.2f bits are left; one bit per answer would leave %.2f.",
		start, asked, left[asked].Bits(), max(0, start-float64(asked)))
	fig.Size(330, 260)
	fig.XRange(0, axisEnd(asked))
	fig.YRange(0, 7)
	game := make(plotter.XYs, len(left))
	for i, r := range left {
		game[i] = plotter.XY{X: float64(i), Y: r.Bits()}
	}
	fig.Dashed("one bit per answer", plotter.XYs{{X: 0, Y: start}, {X: start, Y: 0}}, figure.Green)
	fig.Line("your game", game, figure.Blue)
	fig.Scatter("", game, figure.Blue, figure.Circle)
	return fig
}

// axisEnd keeps the axis of answers still during a game of halving, which ends
// within seven answers, and makes room for the longer ones.
func axisEnd(asked int) float64 {
	if asked <= 8 {
		return 8
	}
	return maxAnswers
}

// compareStrategies is a table of what each way of asking costs.
func compareStrategies(n int, chosen string) notebook.Table {
	names, ask := strategies()
	t := notebook.Table{
		Caption: fmt.Sprintf("Questions to find a number from 1 to %d (%.4f bits)", n, Range{1, n}.Bits()),
		Columns: []string{"how to ask", "on average", "at worst"},
		Numeric: []int{1, 2},
	}
	for i, name := range names {
		mean, worst := Cost(Range{1, n}, ask[name])
		t.Rows = append(t.Rows, []string{name, fmt.Sprintf("%.4f", mean), fmt.Sprint(worst)})
		if name == chosen {
			t.Mark = []int{i}
		}
	}
	return t
}
