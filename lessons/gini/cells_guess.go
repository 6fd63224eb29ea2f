package gini

import (
	"gonum.org/v1/plot/plotter"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// maxGuesses is how many labels the game hides.
const maxGuesses = 20

// GuessLabel hides labels for the reader to guess and compares the score with
// what two strategies can expect.
func GuessLabel(nb *notebook.Cell) {
	p := nb.Slider("p", "share of yes", 0.7, notebook.Steps(0, 1, 0.05))
	round := nb.Int("round", "round", 1, 1, 50)
	presses := nb.Buttons("guesses", "your guess", maxGuesses, "yes", "no")

	shares := []float64{p, 1 - p}
	labels := Hidden(shares, maxGuesses, uint64(round))
	guesses := make([]int, len(presses))
	for i, press := range presses {
		if press == "no" {
			guesses[i] = 1
		}
	}
	sayGuess(nb, labels, guesses)
	nb.Show(drawScore(shares, labels, guesses))

	hits, expected := Score(shares, labels, guesses)
	best, matching := 1-Misclassification(shares), 1-Gini(shares)
	if n := len(guesses); n > 0 {
		nb.Say("Right: %d of %d. Guesses like yours can expect %.2f.", hits, n, expected)
	}
	nb.Say("Over all %d labels, always guessing the likelier one can expect %.1f right; "+
		"matching the odds, a yes in %.0f %% of cases, %.1f.", maxGuesses, maxGuesses*best, 100*p, maxGuesses*matching)
	nb.Value("gini", "%.2f", Gini(shares))
	nb.Value("matching", "%.0f", 100*matching)
	nb.Value("best", "%.0f", 100*best)
}

// sayGuess reveals the labels guessed so far.
func sayGuess(nb *notebook.Cell, labels, guesses []int) {
	n := len(guesses)
	name := []string{"yes", "no"}
	switch {
	case n == 0:
		nb.Say("Label 1 of %d is hidden. Is it yes or no?", maxGuesses)
	case labels[n-1] == guesses[n-1]:
		nb.Say("Label %d was %s: right.", n, name[labels[n-1]])
	default:
		nb.Say("Label %d was %s: wrong.", n, name[labels[n-1]])
	}
	if n == maxGuesses {
		nb.Say("That was the last label. Restart, or take another round.")
	}
	row := func(what string, of []int) {
		nb.Printf("%-6s", what)
		for i, c := range of {
			if i > 0 && i%5 == 0 {
				nb.Printf(" ")
			}
			nb.Printf("%c", "YN"[c])
		}
		nb.Printf("\n")
	}
	row("guess", guesses)
	row("label", labels[:n])
}

// drawScore draws the hits after each guess beside what two ways of guessing
// can expect.
func drawScore(p []float64, labels, guesses []int) *figure.Figure {
	n := len(guesses)
	hits, expected := Score(p, labels, guesses)
	best, matching := 1-Misclassification(p), 1-Gini(p)
	fig := figure.New("Your score", "labels guessed", "right guesses")
	fig.Describe("After %d guesses %d are right; guesses like these expect %.2f. "+
		"After %d guesses the likelier label expects %.1f, matching the odds %.1f.",
		n, hits, expected, maxGuesses, maxGuesses*best, maxGuesses*matching)
	fig.XRange(0, maxGuesses)
	fig.YRange(0, maxGuesses)
	path := plotter.XYs{{}}
	for i := range guesses {
		h, _ := Score(p, labels, guesses[:i+1])
		path = append(path, plotter.XY{X: float64(i + 1), Y: float64(h)})
	}
	ray := func(rate float64) plotter.XYs { return plotter.XYs{{}, {X: maxGuesses, Y: maxGuesses * rate}} }
	fig.Dashed("always the likelier", ray(best), figure.Green)
	fig.Thin("matching the odds", ray(matching), figure.Red)
	fig.Line("you", path, figure.Blue)
	fig.Scatter("", path, figure.Blue, figure.Circle)
	return fig
}
