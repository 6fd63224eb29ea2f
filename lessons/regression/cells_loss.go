package regression

import (
	"math"

	"gonum.org/v1/plot/plotter"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// LossBowl shows one line twice: among the seedlings, and as a single point
// on the map of all lines, whose contours are the mean squared error.
func LossBowl(nb *notebook.Cell) {
	slope := nb.Slider("slope", "slope (cm per week)", 0.3, notebook.Steps(-0.5, 2.5, 0.01))
	level := nb.Slider("level", "height at pivot (cm)", 5, notebook.Steps(-2, 8, 0.05))
	centred := nb.Checkbox("centred", "pivot at the mean age, week 4.5, instead of week 0", false)

	weeks, height := seedlings()
	best, err := FitLine(weeks, height)
	if err != nil {
		nb.Error(err)
		return
	}
	pivot := 0.0
	if centred {
		pivot = mean(weeks)
	}
	at := func(slope, level float64) Line { return Line{level - slope*pivot, slope} }
	loss := func(slope, level float64) float64 { return MSE(Residuals(weeks, height, at(slope, level))) }
	yours := at(slope, level)

	nb.Row(func() {
		fig := tray("One line …")
		fig.Size(380, 300)
		fig.Add(squares{weeks, height, yours, figure.Orange})
		fig.Line("your line", span(yours, 0, 9), figure.Accent)
		fig.Legend("squares", figure.Square, figure.Orange)
		fig.Drag("", "level", pivot, level)
		fig.Describe("The seedlings and the line with slope %.2f and height %.2f cm at week %.1f: mean squared error %.3f.",
			slope, level, pivot, loss(slope, level))
		nb.Show(fig)

		bowl := figure.New("… is one point of the bowl", "slope (cm per week)", "height at pivot (cm)")
		bowl.Size(380, 300)
		bowl.XRange(-0.5, 2.5)
		bowl.YRange(-2, 8)
		bowl.HeatMap(-0.5, 2.5, -2, 8, 96, 64, 0, 40, figure.Purple, loss)
		for _, excess := range []float64{0.1, 0.4, 1.6, 6.4, 25.6} {
			bowl.Thin("", ring(weeks, pivot, best, excess), figure.Ink)
		}
		bowl.Legend("equal MSE", notebook.MarkLine, figure.Ink)
		bowl.Dots("lowest point", plotter.XYs{{X: best.Slope, Y: best.At(pivot)}}, figure.Green, figure.Triangle, 5)
		bowl.Dots("your line", plotter.XYs{{X: slope, Y: level}}, figure.Accent, figure.Circle, 5)
		bowl.Drag("slope", "level", slope, level)
		bowl.Describe("Contours of the mean squared error over slope and height at week %.1f: an %s bowl with its lowest "+
			"point %.3f at slope %.3f and height %.3f. Your line is at slope %.2f and height %.2f, error %.3f.",
			pivot, shapeOf(centred), loss(best.Slope, best.At(pivot)), best.Slope, best.At(pivot), slope, level,
			loss(slope, level))
		nb.Show(bowl)
	})
	nb.Say("Mean squared error %.3f; at the bottom of the bowl it is %.3f.",
		loss(slope, level), loss(best.Slope, best.At(pivot)))
}

// ring returns the ellipse of lines whose mean squared error exceeds that of
// the best line by excess. Moving away from it by (ds, dl) in slope and level
// costs the mean of (dl + ds·d)², where d is the distance of a week from the
// pivot; at the mean of d the two parts come apart.
func ring(weeks []float64, pivot float64, best Line, excess float64) plotter.XYs {
	middle := mean(weeks)
	spread := 0.0
	for _, w := range weeks {
		spread += (w - middle) * (w - middle) / float64(len(weeks))
	}
	var pts plotter.XYs
	for i := range 65 {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / 64)
		ds := math.Sqrt(excess/spread) * cos
		atMiddle := math.Sqrt(excess) * sin
		pts = append(pts, plotter.XY{X: best.Slope + ds, Y: best.At(pivot) + atMiddle - ds*(middle-pivot)})
	}
	return pts
}

// shapeOf names the bowl for the figure's description.
func shapeOf(centred bool) string {
	if centred {
		return "upright"
	}
	return "oblique"
}
