package descent

import (
	"errors"
	"math"

	"gonum.org/v1/plot/plotter"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// BowlPath descends into a bowl and shows the path beside its loss.
func BowlPath(nb *notebook.Cell) {
	steep := nb.Int("steep", "steep curvature λ_max (the flat one is 1)", 10, 1, 30)
	share := nb.Slider("share", "rate, as a share of 2/λ_max", 0.9, notebook.Steps(0.05, 1.15, 0.05))
	x, y := nb.Point("start", "start", -1.6, 1.1, notebook.Steps(-2, 2, 0.1), notebook.Steps(-2, 2, 0.1))
	t := bowlTerrain(float64(steep))
	rate := share * 2 / t.steepest
	run, err := Minimise(t.Loss, &Plain{Rate: rate}, []float64{x, y}, 40)
	if err != nil && !errors.Is(err, ErrDiverged) {
		nb.Error(err)
		return
	}
	nb.Animate("step", "step", len(run.Points), 12, func(i int) {
		nb.Row(func() {
			nb.Show(pathFigure(t, run, i))
			nb.Show(curveFigure(t, run, i))
		})
		p := run.Points[i]
		nb.Say("Step %d: (%.3f, %.3f), loss %.3g.", i, p[0], p[1], run.Values[i])
	})
	nb.Say("Rate %.4f. A step multiplies x by 1 − %.4f·1 = %.3f and y by 1 − %.4f·%d = %.3f: %s.",
		rate, rate, 1-rate, rate, steep, 1-rate*t.steepest, verdict(share))
	nb.Value("rate", "%.2f", rate)
	nb.Value("flat", "%.2f", 1-rate)
	nb.Value("steepFactor", "%.1f", 1-rate*t.steepest)
	_, last := run.Last()
	nb.Value("last", "%.4f", last)
}

// verdict says what becomes of a walk in a bowl.
func verdict(share float64) string {
	switch {
	case share > 1:
		return "the second factor is larger than 1 in size, so the walk diverges"
	case share == 1:
		return "the second factor is −1, so the walk hops to and fro for ever"
	case share > 0.5:
		return "both are smaller than 1 in size, so the walk converges; the minus sign makes it zigzag"
	}
	return "both lie between 0 and 1, so the walk glides in"
}

func pathFigure(t terrain, run Run, i int) *figure.Figure {
	fig := t.contour("The path")
	p := run.Points[i]
	fig.Describe("Contour lines of the %s. After %d steps the path from (%.2f, %.2f) has reached (%.3f, %.3f).",
		t.name, i, run.Points[0][0], run.Points[0][1], p[0], p[1])
	fig.Thin("path", route(run.Points[:i+1], 1), figure.Blue)
	fig.Dots("", route(run.Points[:i+1], 1), figure.Blue, figure.Circle, 1.8)
	fig.Dots("here", plotter.XYs{{X: p[0], Y: p[1]}}, figure.Accent, figure.Circle, 5)
	fig.Drag("start.x", "start.y", run.Points[0][0], run.Points[0][1])
	return fig
}

func curveFigure(t terrain, run Run, i int) *figure.Figure {
	fig := lossFigure("The loss", "step", 40)
	value := max(run.Values[i]-t.lowest, 1e-8)
	fig.Describe("The loss goes from %.3g at the start to %.3g after %d steps.", run.Values[0], run.Values[i], i)
	t.excess(fig, "loss", run.Values, 1, figure.Blue.Alpha(0.5))
	fig.Dots("here", plotter.XYs{{X: float64(i), Y: value}}, figure.Accent, figure.Circle, 5)
	return fig
}

// Phase counts the steps into a bowl for many rates.
func Phase(nb *notebook.Cell) {
	condition := nb.Int("condition", "condition number λ_max/λ_min", 10, 1, 50)
	beta := nb.Slider("beta", "momentum β", 0, notebook.Steps(0, 0.9, 0.05))
	rate := nb.Slider("rate", "your rate", 0.1, notebook.Steps(0.005, 0.4, 0.005))
	const steepest, limit = 10.0, 400
	flattest := steepest / float64(condition)
	count := func(rate float64) (int, error) {
		return CountSteps(Bowl(flattest, steepest), &Momentum{Rate: rate, Beta: beta}, []float64{1, 1}, 1e-6, limit)
	}
	var done, slow, blown plotter.XYs
	for r := 0.005; r < 0.4025; r += 0.005 {
		steps, err := count(r)
		switch {
		case err != nil:
			blown = append(blown, plotter.XY{X: r, Y: limit})
		case steps == limit:
			slow = append(slow, plotter.XY{X: r, Y: limit})
		default:
			done = append(done, plotter.XY{X: r, Y: math.Max(float64(steps), 1)})
		}
	}
	fig := figure.New("Steps to a loss of one millionth", "rate", "steps (at most 400)")
	fig.Describe("Steps needed against the rate: they fall towards the best rate and rise without bound at %.3f; beyond, every run diverges.", (1+beta)*2/steepest)
	fig.XRange(0, 0.41)
	fig.LogY()
	fig.YRange(1, 500)
	fig.VLine("2/λ_max", 2/steepest, figure.Red)
	fig.VLine("(1+β)·2/λ_max", (1+beta)*2/steepest, figure.Purple)
	fig.Scatter("converged", done, figure.Blue, figure.Circle)
	fig.Scatter("not yet there", slow, figure.Orange, figure.Ring)
	fig.Scatter("diverged", blown, figure.Red, figure.Cross)
	steps, err := count(rate)
	fig.Drag("rate", "", rate, math.Max(float64(steps), 1))
	nb.Show(fig)
	switch {
	case err != nil:
		nb.Say("With rate %.3f the walk diverges: the loss passes a thousand million after %d steps.", rate, steps)
	case steps == limit:
		nb.Say("With rate %.3f the walk has not arrived after %d steps.", rate, limit)
	default:
		nb.Say("With rate %.3f the walk arrives after %d steps. Without momentum the best rate is 2/(λ_min + λ_max) = %.3f.",
			rate, steps, BestRate([]float64{flattest, steepest}))
	}
	nb.Value("best", "%.3f", BestRate([]float64{flattest, steepest}))
	nb.Value("steps", "%d", steps)
}
