package entropy

import (
	"fmt"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// Threshold splits forty readings at a temperature and shows what each side and
// every other threshold is worth.
func Threshold(nb *notebook.Cell) {
	t := nb.Slider("t", "threshold (°F)", 99, notebook.Steps(97, 104, 0.1))

	readings := Clinic(40)
	cut := CutAt(readings, t)
	best, _ := Best(Cuts(readings))
	parent := Entropy(Shares(Parent([][]int{cut.Under, cut.Over})))

	nb.Show(drawReadings(readings, cut))
	nb.Show(drawGains(readings, cut, best))
	nb.Say("Before: %.4f bits. Split at %.1f °F, %.4f bits are left: a gain of %.4f. "+
		"The best threshold, %.1f °F, gains %.4f.",
		parent, t, parent-cut.Gain, cut.Gain, best.At, best.Gain)
	nb.Table(sides(cut))
	nb.Value("best", "%.1f", best.At)
	nb.Value("gain", "%.4f", best.Gain)
	nb.Value("parent", "%.4f", parent)
	nb.Value("here", "%.4f", cut.Gain)
}

// drawReadings draws each reading at its temperature, those who stay at home
// above those who go out, and the threshold between under and over.
func drawReadings(readings []Reading, cut Cut) *figure.Figure {
	fig := figure.New("Forty readings", "temperature (°F)", "answer")
	fig.Describe("Under %.1f °F %d stay at home and %d go out; over it %d stay and %d go out.",
		cut.At, cut.Under[0], cut.Under[1], cut.Over[0], cut.Over[1])
	fig.Size(520, 150)
	fig.XRange(97, 104)
	fig.YRange(-0.6, 1.6)
	fig.Y.Tick.Marker = plot.ConstantTicks{{Value: 1, Label: "stay"}, {Value: 0, Label: "go"}}
	var stay, leave plotter.XYs
	for i, r := range readings {
		lift := 0.12 * float64(i%5-2) // so that equal temperatures do not hide each other
		if r.StayHome {
			stay = append(stay, plotter.XY{X: r.Temperature, Y: 1 + lift})
		} else {
			leave = append(leave, plotter.XY{X: r.Temperature, Y: lift})
		}
	}
	fig.Scatter("stays at home", stay, figure.Red, figure.Triangle)
	fig.Scatter("goes out", leave, figure.Blue, figure.Circle)
	fig.VLine("threshold", cut.At, figure.Accent)
	fig.Drag("t", "", cut.At, 0.5)
	return fig
}

// drawGains draws the gain of every threshold, the chosen and the best one.
func drawGains(readings []Reading, cut, best Cut) *figure.Figure {
	fig := figure.New("Gain of every threshold", "threshold (°F)", "information gain (bits)")
	fig.Describe("The gain rises from 0 at 97 °F to %.4f bits at %.1f °F and falls back to 0 at 104 °F. "+
		"At %.1f °F it is %.4f.",
		best.Gain, best.At, cut.At, cut.Gain)
	fig.Size(520, 260)
	fig.XRange(97, 104)
	fig.YRange(0, 0.6)
	// Readings are whole tenths, so between two tenths nothing changes.
	gains := make(plotter.XYs, 71)
	for i := range gains {
		tenth := 97 + float64(i)/10
		gains[i] = plotter.XY{X: tenth, Y: CutAt(readings, tenth+0.05).Gain}
	}
	fig.Steps("gain", gains, figure.Blue)
	fig.Dots("best", plotter.XYs{{X: best.At, Y: best.Gain}}, figure.Green, figure.Square, 5)
	fig.VLine("threshold", cut.At, figure.Accent)
	fig.Drag("t", "", cut.At, cut.Gain)
	return fig
}

// sides is a table of the two sides of a cut and what is left of the entropy.
func sides(cut Cut) notebook.Table {
	t := notebook.Table{
		Caption: "The two sides",
		Columns: []string{"side", "stay", "go", "share", "bits", "share × bits"},
		Numeric: []int{1, 2, 3, 4, 5},
		Mark:    []int{2},
	}
	total := Size(cut.Under) + Size(cut.Over)
	for i, counts := range [][]int{cut.Under, cut.Over} {
		share, h := float64(Size(counts))/float64(total), Entropy(Shares(counts))
		t.Rows = append(t.Rows, []string{[]string{"under", "over"}[i],
			fmt.Sprint(counts[0]), fmt.Sprint(counts[1]),
			fmt.Sprintf("%.3f", share), fmt.Sprintf("%.4f", h), fmt.Sprintf("%.4f", share*h)})
	}
	t.Rows = append(t.Rows, []string{"left", "", "", "", "",
		fmt.Sprintf("%.4f", Remaining([][]int{cut.Under, cut.Over}))})
	return t
}
