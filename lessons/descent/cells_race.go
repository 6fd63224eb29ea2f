package descent

import (
	"errors"
	"fmt"
	"strings"

	"gonum.org/v1/plot/plotter"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
	"abacus/lessons/notebook/palette"
)

// A racer is one method in the race, with its run.
type racer struct {
	name   string
	method Method
	colour palette.Colour
	mark   notebook.Mark
	run    Run
	lost   bool // diverged
}

// Race starts four methods at the same point.
func Race(nb *notebook.Cell) {
	where := nb.Select("terrain", "terrain", terrainRosenbrock, terrainBowl, terrainFit)
	share := nb.Slider("share", "rate (share of 2/λₘₐₓ)", 0.5, notebook.Steps(0.05, 1.2, 0.05))
	beta := nb.Slider("beta", "momentum β", 0.9, notebook.Steps(0, 0.95, 0.05))
	adam := nb.Slider("adam", "rate of Adam", 0.1, notebook.Steps(0.01, 0.5, 0.01))
	x, y := nb.Point("start", "start", -1.2, 1, notebook.Steps(-2, 2, 0.1), notebook.Steps(-2, 2, 0.1))
	t, err := newTerrain(where)
	if err != nil {
		nb.Error(err)
		return
	}
	rate := share * 2 / t.steepest
	racers := []racer{
		{name: "plain", method: &Plain{Rate: rate}, colour: figure.Blue, mark: figure.Circle},
		{name: "momentum", method: &Momentum{Rate: rate, Beta: beta}, colour: figure.Orange, mark: figure.Triangle},
		{name: "Nesterov", method: &Nesterov{Rate: rate, Beta: beta}, colour: figure.Purple, mark: figure.Square},
		{name: "Adam", method: &Adam{Rate: adam}, colour: figure.Green, mark: figure.Ring},
	}
	const steps, stride = 240, 6
	for i := range racers {
		racers[i].run, err = Minimise(t.Loss, racers[i].method, []float64{x, y}, steps)
		racers[i].lost = errors.Is(err, ErrDiverged)
		if err != nil && !racers[i].lost {
			nb.Error(err)
			return
		}
	}
	nb.Animate("frame", "frame of 6 steps", steps/stride+1, steps/stride, func(i int) {
		nb.Row(func() {
			nb.Show(raceMap(t, racers, i*stride))
			nb.Show(raceLoss(t, racers, i*stride, steps))
		})
	})
	standings(nb, t, racers)
}

// standings lists where the racers ended.
func standings(nb *notebook.Cell, t terrain, racers []racer) {
	table := notebook.Table{
		Caption: "After the race; excess is the loss above the minimum",
		Columns: []string{"method", t.xLabel, t.yLabel, "excess"},
		Numeric: []int{1, 2, 3},
	}
	for _, r := range racers {
		p, value := r.run.Last()
		row := []string{r.name, fixed(p[0]), fixed(p[1]), t.over(value)}
		if r.lost {
			row = []string{r.name, "–", "–", fmt.Sprintf("diverged at step %d", len(r.run.Points))}
		}
		table.Rows = append(table.Rows, row)
		nb.Value(r.name, "%s", row[3])
	}
	nb.Table(table)
}

func raceMap(t terrain, racers []racer, step int) *figure.Figure {
	fig := t.contour("Their paths")
	text := ""
	for _, r := range racers {
		sofar := r.run.Points[:min(step+1, len(r.run.Points))]
		last := sofar[len(sofar)-1]
		fig.Thin("", route(sofar, 2), r.colour)
		fig.Dots(r.name, plotter.XYs{{X: last[0], Y: last[1]}}, r.colour, r.mark, 5)
		text += fmt.Sprintf(" %s is at (%s, %s).", r.name, minus("%.2f", last[0]), minus("%.2f", last[1]))
	}
	fig.Describe("Step %d on the %s.%s", step, t.name, text)
	fig.Drag("start.x", "start.y", racers[0].run.Points[0][0], racers[0].run.Points[0][1])
	return fig
}

func raceLoss(t terrain, racers []racer, step, steps int) *figure.Figure {
	fig := lossFigure("Their losses", "step", float64(steps))
	text := ""
	for _, r := range racers {
		sofar := r.run.Values[:min(step+1, len(r.run.Values))]
		t.excess(fig, "", sofar, 3, r.colour)
		last := len(sofar) - 1
		above := max(sofar[last]-t.lowest, 1e-8)
		fig.Dots(r.name, plotter.XYs{{X: float64(last), Y: above}}, r.colour, r.mark, 4)
		text += fmt.Sprintf(" %s %.2g.", r.name, above)
	}
	fig.Describe("Loss above the minimum after %d steps:%s", step, text)
	return fig
}

// over writes how far a loss is above the terrain's minimum.
func (t terrain) over(value float64) string {
	if value-t.lowest < 1e-12 {
		return "<\u00a01e-12"
	}
	return fmt.Sprintf("%.2g", value-t.lowest)
}

// fixed writes four decimals.
func fixed(v float64) string { return minus("%.4f", v) }

// minus writes a number for running text and tables: with a real minus sign,
// and never −0.
func minus(format string, v float64) string {
	text := fmt.Sprintf(format, v)
	if strings.Trim(text, "-0.") == "" {
		return strings.TrimPrefix(text, "-")
	}
	return strings.Replace(text, "-", "−", 1)
}
