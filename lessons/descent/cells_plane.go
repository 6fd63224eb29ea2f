package descent

import (
	"errors"

	"gonum.org/v1/plot/plotter"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// BowlPath descends into a bowl and shows the path beside its loss.
func BowlPath(nb *notebook.Cell) {
	steep := nb.Int("steep", "steep curvature λₘₐₓ", 10, 1, 30)
	share := nb.Slider("share", "rate (share of 2/λₘₐₓ)", 0.9, notebook.Steps(0.05, 1.15, 0.05))
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
		nb.Say("Step %d: (%s, %s), loss %.3g.", i, minus("%.3f", p[0]), minus("%.3f", p[1]), run.Values[i])
	})
	nb.Say("Rate %.4f. A step multiplies x by 1 − %.4f·1 = %s and y by 1 − %.4f·%d = %s: %s.",
		rate, rate, minus("%.3f", 1-rate), rate, steep, minus("%.3f", 1-rate*t.steepest), verdict(share))
	nb.Value("rate", "%.2f", rate)
	nb.Value("flat", "%.2f", 1-rate)
	nb.Value("steepFactor", "%s", minus("%.1f", 1-rate*t.steepest))
	_, last := run.Last()
	nb.Value("last", "%.4f", last)
}

// verdict says what happens to a walk in a bowl.
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
	fig.Describe("Contour lines of the %s. After %d steps the path from (%s, %s) has reached (%s, %s).",
		t.name, i, minus("%.2f", run.Points[0][0]), minus("%.2f", run.Points[0][1]), minus("%.3f", p[0]), minus("%.3f", p[1]))
	fig.Thin("", route(run.Points[:i+1], 1), figure.Blue)
	fig.Dots("", route(run.Points[:i+1], 1), figure.Blue, figure.Circle, 1.8)
	fig.Dots("here", plotter.XYs{{X: p[0], Y: p[1]}}, figure.Accent, figure.Circle, 5)
	fig.Drag("start.x", "start.y", run.Points[0][0], run.Points[0][1])
	return fig
}

func curveFigure(t terrain, run Run, i int) *figure.Figure {
	fig := lossFigure("The loss", "step", 40)
	value := max(run.Values[i]-t.lowest, 1e-8)
	fig.Describe("The loss goes from %.3g at the start to %.3g after %d steps.", run.Values[0], run.Values[i], i)
	t.excess(fig, "", run.Values, 1, figure.Blue.Alpha(0.5))
	fig.Dots("here", plotter.XYs{{X: float64(i), Y: value}}, figure.Accent, figure.Circle, 5)
	return fig
}
