package knn

import (
	"fmt"
	"slices"

	"gonum.org/v1/plot/plotter"

	"abacus/lessons/dataset"
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// Iris predicts the species of each of Fisher's 150 irises from the k nearest
// of the 149 others, and counts which species are mistaken for which.
func Iris(nb *notebook.Cell) {
	k := nb.Int("k", "neighbours k", 5, 1, 60)
	features := nb.Select("features", "features", "all four", "petals only", "sepals only")
	scale := nb.Checkbox("scale", "scale the features", false)

	iris := dataset.Iris()
	predicted, err := askIrises(iris, features, scale, k)
	if err != nil {
		nb.Error(err)
		return
	}
	right := Accuracy(predicted, iris.Y)
	nb.Table(confusionTable(iris, predicted))
	nb.Show(irisFigure(iris, predicted, k))
	nb.Say("k = %d, %s: %.0f of 150 right, %.1f %%.", k, features, 150*right, 100*right)
	nb.Value("right", "%.0f", 150*right)
	nb.Value("percent", "%.1f", 100*right)
	sepals, err := askIrises(iris, "sepals only", false, k)
	nb.Error(err)
	nb.Value("sepals", "%.0f", 150*Accuracy(sepals, iris.Y))
	scaled, err := askIrises(iris, "all four", true, k)
	nb.Error(err)
	nb.Value("scaled", "%.0f", 150*Accuracy(scaled, iris.Y))
}

// askIrises predicts the species of every iris from the others. Scaled, each
// flower is measured by the means and deviations of the others.
func askIrises(iris dataset.Table, features string, scale bool, k int) ([]int, error) {
	used := map[string][]int{
		"all four": {0, 1, 2, 3}, "petals only": {2, 3}, "sepals only": {0, 1},
	}[features]
	points := iris.Select(used...).X
	if !scale {
		return LeaveOneOut(points, iris.Y, k)
	}
	predicted := make([]int, len(points))
	for i := range points {
		others, labels := slices.Delete(slices.Clone(points), i, i+1), slices.Delete(slices.Clone(iris.Y), i, i+1)
		scaler, err := NewScaler(others)
		if err != nil {
			return nil, err
		}
		query := scaler.Apply(points[i : i+1])[0]
		if predicted[i], err = Classify(query, scaler.Apply(others), labels, k, Euclidean); err != nil {
			return nil, err
		}
	}
	return predicted, nil
}

// confusionTable shows the confusion matrix: a row for each true species, a
// column for each answer.
func confusionTable(iris dataset.Table, predicted []int) notebook.Table {
	t := notebook.Table{
		Caption: "Confusion matrix: rows are the truth, columns the answers",
		Columns: append([]string{"species"}, iris.Classes...),
		Numeric: []int{1, 2, 3},
	}
	for class, counts := range Confusion(iris.Y, predicted, len(iris.Classes)) {
		row := []string{iris.Classes[class]}
		for _, n := range counts {
			row = append(row, fmt.Sprint(n))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// irisFigure shows petal length and width and rings the flowers mistaken for
// another species.
func irisFigure(iris dataset.Table, predicted []int, k int) *figure.Figure {
	fig := figure.New("Irises and mistakes", iris.Features[2], iris.Features[3])
	fig.XRange(0.5, 7.5)
	fig.YRange(0, 2.75)
	var wrong plotter.XYs
	petals := iris.Select(2, 3)
	for class, name := range iris.Classes {
		fig.Dots(name, classPoints(petals, class), figure.Class(class), figure.Shape(class), 3)
	}
	for i, x := range petals.X {
		if predicted[i] != iris.Y[i] {
			wrong = append(wrong, plotter.XY{X: x[0], Y: x[1]})
		}
	}
	fig.Dots("mistaken for another", wrong, figure.Ink, figure.Ring, 6)
	fig.Describe("Petal length and width of 150 irises of three species. Setosa stands apart "+
		"at the lower left. With k = %d, %d flowers are ringed as mistaken.",
		k, len(wrong))
	return fig
}
