package knn

import (
	"fmt"
	"math"

	"abacus/lessons/dataset"
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// scalingSide is the number of raster cells along each side of a figure.
const scalingSide = 60

// Scaling classifies the same points twice, with one feature in a smaller
// unit: as recorded, and after both features are brought to standard deviation
// 1.
func Scaling(nb *notebook.Cell) {
	unit := nb.Select("unit", "x₂ recorded in", "centimetres", "metres", "millimetres")
	k := nb.Int("k", "neighbours k", 5, 1, 49)

	factor := map[string]float64{"metres": 1, "centimetres": 100, "millimetres": 1000}[unit]
	train, test := inUnit(Noisy(120, 31, 0.02), factor), inUnit(Noisy(400, 32, 0.02), factor)
	scaler, err := NewScaler(train.X)
	if err != nil {
		nb.Error(err)
		return
	}
	raw, err := scalingFigure("As recorded", train, test, k, unit, factor, nil)
	nb.Error(err)
	scaled, err2 := scalingFigure("Scaled", train, test, k, unit, factor, scaler)
	nb.Error(err2)
	if err != nil || err2 != nil {
		return
	}
	nb.Row(func() {
		nb.Show(raw.fig)
		nb.Show(scaled.fig)
	})
	nb.Say("Right on 400 new points: %.1f %% as recorded, %.1f %% scaled.", raw.right, scaled.right)
	nb.Value("raw", "%.1f", raw.right)
	nb.Value("scaled", "%.1f", scaled.right)
}

// inUnit returns the table with the second feature multiplied by factor.
func inUnit(t dataset.Table, factor float64) dataset.Table {
	for _, x := range t.X {
		x[1] *= factor
	}
	return t
}

// scaledView is one of the two figures and its score on new points, in per
// cent.
type scaledView struct {
	fig   *figure.Figure
	right float64
}

// scalingFigure classifies the plane and the test points from the training
// points, scaled first when scaler is not nil. Both figures have the recorded
// numbers on their axes.
func scalingFigure(
	title string, train, test dataset.Table, k int, unit string, factor float64, scaler *Scaler,
) (scaledView, error) {
	points, queries := train.X, test.X
	xs, ys := centres(0, maxX1, scalingSide), centres(0, maxX2*factor, scalingSide)
	if scaler != nil {
		points, queries = scaler.Apply(points), scaler.Apply(queries)
		xs, ys = scaler.axis(0, xs), scaler.axis(1, ys)
	}
	classes, err := ClassifyGrid(points, train.Y, k, EuclideanP, xs, ys)
	if err != nil {
		return scaledView{}, err
	}
	search, err := NewKDTree(points, EuclideanP)
	if err != nil {
		return scaledView{}, err
	}
	classifier, err := NewClassifier(search, train.Y, k)
	if err != nil {
		return scaledView{}, err
	}
	right := 100 * Accuracy(classifier.PredictAll(queries), test.Y)

	fig := figure.New(title, "x₁ (metres)", fmt.Sprintf("x₂ (%s)", unit))
	fig.Size(350, 290)
	fig.XRange(0, maxX1)
	fig.YRange(0, maxX2*factor)
	fig.Regions(0, maxX1, 0, maxX2*factor, scalingSide, scalingSide, func(x, y float64) int {
		i, j := math.Floor(scalingSide*x/maxX1), math.Floor(scalingSide*y/(maxX2*factor))
		return classes[int(j)*scalingSide+int(i)]
	})
	showSample(fig, train, 2.5)
	fig.Describe("%s, x₂ in %s: decision regions of the %d nearest neighbours; "+
		"%.1f %% of 400 new points are right.",
		title, unit, k, right)
	return scaledView{fig, right}, nil
}

// axis scales values of feature j.
func (s *Scaler) axis(j int, values []float64) []float64 {
	scaled := make([]float64, len(values))
	for i, v := range values {
		scaled[i] = (v - s.Mean[j]) / s.Deviation[j]
	}
	return scaled
}
