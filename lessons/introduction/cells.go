package introduction

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/plotter"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
	"abacus/lessons/notebook/palette"
)

// TryCut lets the reader choose a cut and counts its mistakes.
func TryCut(nb *notebook.Cell) {
	cut := nb.Slider("cut", "cut (cm)", 4.25, notebook.Steps(2.95, 6.95, 0.1))
	flowers := Flowers()
	mistakes := Mistakes(flowers, cut)

	var versicolor, virginica, wrong plotter.XYs
	for i, place := range stack(flowers) {
		e := flowers[i]
		if e.Virginica {
			virginica = append(virginica, place)
		} else {
			versicolor = append(versicolor, place)
		}
		if Guess(e.Length, cut) != e.Virginica {
			wrong = append(wrong, place)
		}
	}
	fig := figure.New("A hundred petals", "petal length (cm)", "flowers")
	fig.Describe("One mark for each flower. Versicolor petals are 3 to 5.1 cm long, virginica petals 4.5 to 6.9 cm: the "+
		"two overlap. A cut at %.2f cm gets %d of %d flowers wrong.",
		cut, mistakes, len(flowers))
	fig.Size(520, 280)
	fig.XRange(2.9, 7.1)
	fig.YRange(0, 9.5)
	fig.Dots("versicolor", versicolor, figure.Blue, figure.Circle, 4)
	fig.Dots("virginica", virginica, figure.Orange, figure.Triangle, 4)
	fig.Dots("wrong", wrong, figure.Ink, figure.Ring, 6)
	fig.VLine("cut", cut, figure.Accent)
	fig.Drag("cut", "", cut, 9)
	nb.Show(fig)

	nb.Say("Calling every petal longer than %.2f cm virginica gets %d of %d flowers wrong.", cut, mistakes, len(flowers))
	nb.Value("cut", "%.2f", cut)
	nb.Value("wrong", "%d", mistakes)
}

// stack places one mark for each flower above its length, on top of the
// earlier flowers of the same length. Lengths are whole millimetres.
func stack(flowers []Example) plotter.XYs {
	places := make(plotter.XYs, len(flowers))
	height := map[int]int{}
	for i, e := range flowers {
		mm := int(math.Round(10 * e.Length))
		places[i] = plotter.XY{X: e.Length, Y: float64(height[mm]) + 0.5}
		height[mm]++
	}
	return places
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
	fig.Describe("Mistakes fall from 50, for a cut to the left of every petal, to %d at %.2f cm, and rise to 50 again.",
		fewest, best)
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
// others: for five deals of the cards, and on average over many.
func HonestTest(nb *notebook.Cell) {
	n := nb.Int("n", "flowers to learn from", 10, 2, 90)
	flowers := Flowers()
	const shown, deals = 5, 100

	table := notebook.Table{
		Columns: []string{"deal", "cut learnt (cm)", "wrong in training", "wrong in the test"},
		Numeric: []int{1, 2, 3},
	}
	for seed := range uint64(shown) {
		training, test := Deal(flowers, n, seed)
		cut, wrong, err := BestCut(training)
		if err != nil {
			nb.Error(err)
			return
		}
		table.Rows = append(table.Rows, []string{
			fmt.Sprint(seed + 1), fmt.Sprintf("%.2f", cut),
			fmt.Sprintf("%d of %d", wrong, len(training)), fmt.Sprintf("%d of %d", Mistakes(test, cut), len(test)),
		})
	}
	training, test, err := LearnAndTest(flowers, n, deals)
	if err != nil {
		nb.Error(err)
		return
	}
	all := AllDeals(flowers)
	nb.Table(table)
	nb.Say("On average over %d deals the rule gets %.1f %% of its training set wrong, and %.1f %% of the test set. "+
		"Over all deals there are it is %.1f %% and %.1f %%.",
		deals, 100*training, 100*test, 100*all[n].Training, 100*all[n].Test)
	nb.Value("train", "%.1f %%", 100*all[n].Training)
	nb.Value("test", "%.1f %%", 100*all[n].Test)
	nb.Value("testlast", "%.1f %%", 100*all[90].Test)
	if fig, err := learningCurves(flowers, all, deals); err != nil {
		nb.Error(err)
	} else {
		fig.VLine("", float64(n), figure.Accent)
		fig.Drag("n", "", float64(n), 19)
		nb.Show(fig)
	}
}

// learningCurves draws the shares of all deals as lines, and those of some as dots.
func learningCurves(flowers []Example, all []Shares, deals int) (*figure.Figure, error) {
	fig := figure.New("More to learn from", "flowers to learn from", "wrong on average (%)")
	fig.XRange(0, 92)
	fig.YRange(0, 20)
	var training, test, some plotter.XYs
	for n := 2; n <= 90; n++ {
		training = append(training, plotter.XY{X: float64(n), Y: 100 * all[n].Training})
		test = append(test, plotter.XY{X: float64(n), Y: 100 * all[n].Test})
	}
	for _, n := range []int{2, 5, 10, 20, 30, 50, 70, 90} {
		a, b, err := LearnAndTest(flowers, n, deals)
		if err != nil {
			return nil, err
		}
		some = append(some, plotter.XY{X: float64(n), Y: 100 * a}, plotter.XY{X: float64(n), Y: 100 * b})
	}
	fig.Line("test set, all deals", test, figure.Orange)
	fig.Dashed("training set, all deals", training, figure.Blue)
	fig.Dots(fmt.Sprintf("%d deals", deals), some, figure.Muted, figure.Circle, 2.5)
	last := len(test) - 1
	fig.Describe("With more flowers to learn from, the mistakes on the training set rise from %.1f to %.1f %% and those "+
		"on the test set fall from %.1f to %.1f %%. Averages over %d deals lie within a point of these.",
		training[0].Y, training[last].Y, test[0].Y, test[last].Y, deals)
	return fig, nil
}

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
		nb.Say("Flowers with a petal of %.1f cm, give or take %.1f cm: none. There is nothing to learn from. Reach further.",
			length, reach)
		return
	}
	fig.Describe("Widths rise with lengths. The %d flowers about %.1f cm long have petals %.2f cm wide on average.", n,
		length, width)
	fig.Dots("prediction", plotter.XYs{{X: length, Y: width}}, figure.Accent, figure.Circle, 5)
	fig.Drag("length", "", length, width)
	nb.Show(fig)
	nb.Say("Flowers with a petal of %.1f cm, give or take %.1f cm: %d. Their mean width, %.2f cm, is the prediction.",
		length, reach, n, width)
	nb.Value("n", "%d", n)
	nb.Value("width", "%.2f", width)
}
