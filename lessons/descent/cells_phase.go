package descent

import (
	"gonum.org/v1/plot/plotter"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// A trial is a bowl and a momentum on which rates are tried.
type trial struct {
	flattest, steepest float64 // curvatures
	beta               float64
}

const trialSteps = 400

// steps counts how many steps the rate needs to bring the loss to 1e-6.
func (t trial) steps(rate float64) (int, error) {
	bowl := Bowl(t.flattest, t.steepest)
	return CountSteps(bowl, &Momentum{Rate: rate, Beta: t.beta}, []float64{1, 1}, 1e-6, trialSteps)
}

// Phase counts the steps into a bowl for many rates.
func Phase(nb *notebook.Cell) {
	condition := nb.Int("condition", "condition number", 10, 1, 50)
	beta := nb.Slider("beta", "momentum β", 0, notebook.Steps(0, 0.9, 0.05))
	rate := nb.Slider("rate", "your rate", 0.1, notebook.Steps(0.005, 0.4, 0.005))
	t := trial{flattest: 10 / float64(condition), steepest: 10, beta: beta}
	steps, err := t.steps(rate)

	fig := t.figure()
	fig.Drag("rate", "", rate, float64(max(steps, 1)))
	nb.Show(fig)
	best := BestRate([]float64{t.flattest, t.steepest})
	switch {
	case err != nil:
		nb.Say("With rate %.3f the walk diverges: the loss passes a billion after %d steps.", rate, steps)
	case steps == trialSteps:
		nb.Say("With rate %.3f the walk has not arrived after %d steps.", rate, steps)
	default:
		nb.Say("With rate %.3f the walk arrives after %d steps. "+
			"Without momentum the best rate is 2/(λₘᵢₙ + λₘₐₓ) = %.3f.",
			rate, steps, best)
	}
	nb.Value("best", "%.3f", best)
	nb.Value("steps", "%d", steps)
}

// figure sweeps the rates from 0.005 to 0.4.
func (t trial) figure() *figure.Figure {
	var done, slow, blown plotter.XYs
	for i := 1; i <= 80; i++ {
		rate := 0.005 * float64(i)
		steps, err := t.steps(rate)
		switch {
		case err != nil:
			blown = append(blown, plotter.XY{X: rate, Y: trialSteps})
		case steps == trialSteps:
			slow = append(slow, plotter.XY{X: rate, Y: trialSteps})
		default:
			done = append(done, plotter.XY{X: rate, Y: float64(max(steps, 1))})
		}
	}
	limit := 2 / t.steepest
	fig := figure.New("Steps to a loss of one millionth", "rate", "steps (at most 400)")
	fig.Describe("Steps needed against the rate: they fall towards the best rate and rise without bound towards %.3f; "+
		"from there on every run diverges.",
		(1+t.beta)*limit)
	fig.Size(480, 330)
	fig.XRange(0, 0.41)
	fig.LogY()
	fig.YRange(1, 500)
	fig.VLine("limit 2/λₘₐₓ", limit, figure.Red)
	if t.beta > 0 {
		fig.VLine("with momentum, (1+β) times that", (1+t.beta)*limit, figure.Purple)
	}
	fig.Scatter("converged", done, figure.Blue, figure.Circle)
	fig.Scatter("not yet there", slow, figure.Orange, figure.Ring)
	fig.Scatter("diverged", blown, figure.Red, figure.Cross)
	return fig
}
