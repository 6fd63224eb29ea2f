package knn

import (
	"errors"
	"math"
	"slices"
	"testing"

	"abacus/lessons/dataset"
	"abacus/lessons/notebook"
)

// The error of the k that does best on 300 points is 1.7 points too good, on
// average over many choices: on 1000 others it is larger by that much.
func TestClaimTheWinnerIsFlattered(t *testing.T) {
	const choices = 500
	var sum, squares float64
	for i := range uint64(choices) {
		train, test, others := Noisy(100, 3*i+700001, 0.08), Noisy(300, 3*i+700002, 0.08), Noisy(1000, 3*i+700003, 0.08)
		search, err := NewKDTree(train.X, EuclideanP)
		if err != nil {
			t.Fatal(err)
		}
		onTest := ErrorsByK(search, train.Y, test.X, test.Y, maxCurveK)
		least := slices.Min(onTest)
		best := 1 + slices.Index(onTest, least)
		flattery := 100 * (ErrorsByK(search, train.Y, others.X, others.Y, best)[best-1] - least)
		sum, squares = sum+flattery, squares+flattery*flattery
	}
	mean := sum / choices
	se := math.Sqrt((squares/choices - mean*mean) / choices)
	if math.Abs(mean-1.7) > 4*se || mean-4*se < 1 {
		t.Errorf("too good by %.2f ± %.2f points", mean, se)
	}
}

// Rules for ties are not equally good, and none is the best on all data.
func TestClaimTieRulesDiffer(t *testing.T) {
	iris := dataset.Iris()
	want := map[int][4]int{2: {38, 106, 107, 108}, 4: {31, 109, 106, 113}, 6: {18, 119, 118, 112}, 10: {10, 121, 116, 123}}
	for k, want := range want {
		ties, right, err := tieRules(iris.Select(0, 1).X, iris.Y, k)
		if got := [4]int{ties, right[0], right[1], right[2]}; err != nil || got != want {
			t.Errorf("k = %d: %v (%v), want %v", k, got, err, want)
		}
	}
}

// A classifier needs a label for each point, whatever searches them.
func TestClassifierCountsLabels(t *testing.T) {
	points := dataset.TwoClass(20, 1).X
	columns, _ := NewColumns(points, EuclideanP)
	heap, _ := NewHeap(points, EuclideanP)
	full, _ := NewFullSort(points, EuclideanP)
	tree, _ := NewKDTree(points, EuclideanP)
	gonum, _ := NewGonum(points)
	for _, s := range []Searcher{columns, heap, full, tree, gonum} {
		if _, err := NewClassifier(s, make([]int, 19), 3); !errors.Is(err, ErrLabels) {
			t.Errorf("%T of 20 points with 19 labels: %v", s, err)
		}
		if _, err := NewClassifier(s, make([]int, 20), 3); err != nil {
			t.Errorf("%T: %v", s, err)
		}
	}
}

// The scaler must not have seen the flower that it is used on.
func TestLeftOutFlowersAreScaledByTheOthers(t *testing.T) {
	iris := dataset.Iris()
	got, err := askIrises(iris, "all four", true, 5)
	if err != nil {
		t.Fatal(err)
	}
	scaler, _ := NewScaler(slices.Delete(slices.Clone(iris.X), 0, 1))
	want, err := Classify(scaler.Apply(iris.X[:1])[0], scaler.Apply(iris.X[1:]), iris.Y[1:], 5, Euclidean)
	if err != nil || got[0] != want {
		t.Errorf("%d, want %d (%v)", got[0], want, err)
	}
}

// The number of distances with ten features, in the text, is what the slider shows.
func TestWorkWithTenFeatures(t *testing.T) {
	first := notebook.Run(Work, notebook.Options{}).Values
	ten := notebook.Run(Work, notebook.Options{Inputs: map[string]string{"d": "10"}}).Values
	if first["ten"] != ten["tree"] || ten["ten"] != ten["tree"] {
		t.Errorf("the text says %s and the slider %s", first["ten"], ten["tree"])
	}
}
