package knn

import (
	"slices"
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"

	"abacus/lessons/dataset"
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// maxCurveK is the largest k of the error curves.
const maxCurveK = 80

// ErrorCurve compares, for every k, the share of wrong answers on the 100
// training points with the share on 300 new points.
func ErrorCurve(nb *notebook.Cell) {
	k := nb.Int("k", "neighbours k", 1, 1, maxCurveK)
	noise := nb.Slider("noise", "noise in the score", 0.08, notebook.Steps(0, 0.2, 0.01))

	train, test := Noisy(100, 54, noise), Noisy(300, 58, noise)
	search, err := NewKDTree(train.X, EuclideanP)
	if err != nil {
		nb.Error(err)
		return
	}
	onTrain := ErrorsByK(search, train.Y, train.X, train.Y, maxCurveK)
	onTest := ErrorsByK(search, train.Y, test.X, test.Y, maxCurveK)
	best := 1 + slices.Index(onTest, slices.Min(onTest))
	// The points that chose the best k flatter it; others judge it.
	others := Noisy(1000, 59, noise)
	onOthers := ErrorsByK(search, train.Y, others.X, others.Y, best)[best-1]
	floor := 100 * ruleError(test)

	fig := figure.New("Wrong answers against k", "neighbours k (log scale)", "wrong answers (%)")
	fig.XRange(1, maxCurveK)
	fig.YRange(0, 50)
	fig.LogX()
	fig.X.Tick.Marker = kTicks()
	fig.Dashed("100 training points", percentCurve(onTrain), figure.Blue)
	fig.Line("300 new points", percentCurve(onTest), figure.Red)
	fig.HLine("true rule on new points", floor, figure.Green)
	fig.VLine("chosen k", float64(k), figure.Accent)
	fig.Drag("k", "", float64(k), 45)
	fig.Describe("Errors against k from 1 to %d. On new points they are lowest, %.1f %%, at k = %d; "+
		"the true rule itself is wrong in %.1f %%. At k = %d they are %.1f %% in training and %.1f %% on new points.",
		maxCurveK, 100*onTest[best-1], best, floor, k, 100*onTrain[k-1], 100*onTest[k-1])
	nb.Show(fig)
	nb.Say("k = %d: %.1f %% wrong on the training points, %.1f %% on new points. "+
		"The fewest wrong on new points: %.1f %% at k = %d. On 1000 others that k is wrong in %.1f %%.",
		k, 100*onTrain[k-1], 100*onTest[k-1], 100*onTest[best-1], best, 100*onOthers)
	nb.Value("train", "%.1f", 100*onTrain[k-1])
	nb.Value("test", "%.1f", 100*onTest[k-1])
	nb.Value("best", "%d", best)
	nb.Value("bestError", "%.1f", 100*onTest[best-1])
	nb.Value("others", "%.1f", 100*onOthers)
	nb.Value("last", "%.1f", 100*onTest[maxCurveK-1])
	nb.Value("floor", "%.1f", 100*ruleError(others))
}

// ruleError returns the share of labels that even the true rule gets wrong,
// because of the noise.
func ruleError(t dataset.Table) float64 {
	predicted := make([]int, len(t.X))
	for i, x := range t.X {
		predicted[i] = TrueClass(x[0], x[1])
	}
	return 1 - Accuracy(predicted, t.Y)
}

// kTicks labels the logarithmic axis of k.
func kTicks() plot.ConstantTicks {
	var ticks plot.ConstantTicks
	for _, k := range []int{1, 2, 5, 10, 20, 50} {
		ticks = append(ticks, plot.Tick{Value: float64(k), Label: strconv.Itoa(k)})
	}
	return ticks
}

// percentCurve plots shares in per cent over k = 1, 2, 3, …
func percentCurve(shares []float64) plotter.XYs {
	pts := make(plotter.XYs, len(shares))
	for i, share := range shares {
		pts[i] = plotter.XY{X: float64(i + 1), Y: 100 * share}
	}
	return pts
}
