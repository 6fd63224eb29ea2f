package introduction

import (
	"fmt"

	"gonum.org/v1/plot/plotter"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
	"abacus/lessons/notebook/palette"
)

// lengths is the range of petal lengths the figures show, in cm.
func lengths() notebook.Range { return notebook.Steps(3, 7, 0.05) }

// TryCut lets the reader choose a cut and counts its mistakes.
func TryCut(nb *notebook.Cell) {
	cut := nb.Slider("cut", "cut (cm)", 4.2, lengths())
	flowers := Flowers()
	wrong := Mistakes(flowers, cut)

	fig := figure.New("Petals of two species", "petal length (cm)", "number of flowers")
	fig.Describe("Versicolor petals are 3 to 5.1 cm long, virginica petals 4.5 to 6.9 cm: the two overlap. "+
		"A cut at %.2f cm gets %d of %d flowers wrong.", cut, wrong, len(flowers))
	fig.XRange(2.9, 7.1)
	fig.YRange(0, 15)
	histogram(fig, flowers, false, "versicolor", figure.Blue)
	histogram(fig, flowers, true, "virginica", figure.Orange)
	fig.VLine("cut", cut, figure.Accent)
	fig.Drag("cut", "", cut, 13)
	nb.Show(fig)

	nb.Say("Calling every petal longer than %.2f cm virginica gets %d of %d flowers wrong.", cut, wrong, len(flowers))
	nb.Value("cut", "%.1f", cut)
	nb.Value("wrong", "%d", wrong)
}

// histogram draws how many flowers of one species have petals of each
// length, in bins of 0.2 cm. The two species stand side by side in a bin.
func histogram(fig *figure.Figure, flowers []Example, virginica bool, name string, c palette.Colour) {
	const first, width, bins = 3.0, 0.2, 20
	counts, places := make([]float64, bins), make([]float64, bins)
	for _, e := range flowers {
		if e.Virginica == virginica {
			counts[min(int((e.Length-first)/width+1e-9), bins-1)]++
		}
	}
	for i := range places {
		places[i] = first + width*(float64(i)+0.28)
		if virginica {
			places[i] += 0.44 * width
		}
	}
	fig.BarsAt(name, places, 0.4*width, counts, c)
}

// EveryCut draws the number of mistakes against the cut and marks the best.
func EveryCut(nb *notebook.Cell) {
	flowers := Flowers()
	best, fewest, err := BestCut(flowers)
	if err != nil {
		nb.Error(err)
		return
	}
	fig := figure.New("Mistakes of every cut", "cut (cm)", "mistakes in 100 flowers")
	fig.Describe("The mistakes fall from 50 for a cut left of all petals to %d at %.2f cm and rise to 50 again.", fewest, best)
	var pts plotter.XYs
	for _, c := range Cuts(flowers) {
		pts = append(pts, plotter.XY{X: c, Y: float64(Mistakes(flowers, c))})
	}
	fig.XRange(2.9, 7.1)
	fig.YRange(0, 52)
	fig.Line("mistakes", pts, figure.Blue)
	fig.Dots("fewest", plotter.XYs{{X: best, Y: float64(fewest)}}, figure.Accent, figure.Circle, 5)
	nb.Show(fig)
	nb.Say("The best of the %d cuts is at %.2f cm. It gets %d flowers wrong.", len(pts), best, fewest)
	nb.Value("cuts", "%d", len(pts))
	nb.Value("best", "%.2f", best)
	nb.Value("fewest", "%d", fewest)
}

// HonestTest learns the cut from some flowers and counts mistakes on the
// others, for several deals of the cards.
func HonestTest(nb *notebook.Cell) {
	n := nb.Int("n", "flowers to learn from", 10, 2, 90)
	flowers := Flowers()
	const deals = 8

	table := notebook.Table{
		Caption: fmt.Sprintf("Learn from %d flowers, test on the other %d", n, len(flowers)-n),
		Columns: []string{"deal", "cut learnt (cm)", "wrong in training", "wrong in the test"},
		Numeric: []int{1, 2, 3},
	}
	var trainWrong, testWrong int
	for seed := range uint64(deals) {
		train, test := Deal(flowers, n, seed)
		cut, wrong, err := BestCut(train)
		if err != nil {
			nb.Error(err)
			return
		}
		missed := Mistakes(test, cut)
		trainWrong += wrong
		testWrong += missed
		table.Rows = append(table.Rows, []string{
			fmt.Sprint(seed + 1), fmt.Sprintf("%.2f", cut), percent(wrong, len(train)), percent(missed, len(test)),
		})
	}
	nb.Table(table)
	nb.Say("Over %d deals the rule gets %s wrong of the flowers it learnt from, and %s of flowers it has never seen.",
		deals, percent(trainWrong, deals*n), percent(testWrong, deals*(len(flowers)-n)))
	nb.Value("train", "%s", percent(trainWrong, deals*n))
	nb.Value("test", "%s", percent(testWrong, deals*(len(flowers)-n)))
}

func percent(part, whole int) string { return fmt.Sprintf("%.1f %%", 100*float64(part)/float64(whole)) }

// PredictWidth predicts a quantity, the width of a petal, from its length.
func PredictWidth(nb *notebook.Cell) {
	length := nb.Slider("length", "petal length (cm)", 4.5, notebook.Steps(3, 6.9, 0.1))
	reach := nb.Slider("reach", "reach (cm)", 0.2, notebook.Steps(0, 2, 0.1))
	flowers := Flowers()
	width, n, err := MeanWidth(flowers, length, reach)

	fig := figure.New("Width from length", "petal length (cm)", "petal width (cm)")
	fig.XRange(2.9, 7.1)
	fig.YRange(0.8, 2.7)
	fig.Box(length-reach, 0.8, length+reach, 2.7, figure.Muted)
	for class, name := range []string{"versicolor", "virginica"} {
		var pts plotter.XYs
		for _, e := range flowers {
			if e.Virginica == (class == 1) {
				pts = append(pts, plotter.XY{X: e.Length, Y: e.Width})
			}
		}
		fig.Scatter(name, pts, []palette.Colour{figure.Blue, figure.Orange}[class], figure.Shape(class))
	}
	if err != nil {
		fig.Describe("Widths rise with lengths. No flower is %.1f cm long, give or take %.1f cm.", length, reach)
		nb.Show(fig)
		nb.Say("No flower of the hundred has a petal of %.1f cm, give or take %.1f cm: there is nothing to learn from. Reach further.", length, reach)
		return
	}
	fig.Describe("Widths rise with lengths. The %d flowers about %.1f cm long have petals %.2f cm wide on average.", n, length, width)
	fig.Dots("prediction", plotter.XYs{{X: length, Y: width}}, figure.Accent, figure.Circle, 5)
	fig.Drag("length", "", length, width)
	nb.Show(fig)
	nb.Say("%d flowers have a petal within %.1f cm of %.1f cm. Their mean width is %.2f cm: that is the prediction.", n, reach, length, width)
	nb.Value("n", "%d", n)
	nb.Value("width", "%.2f", width)
}
