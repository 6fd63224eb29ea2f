package knn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// The exercises' solutions are self-contained, so that no learner's edit of
// the lesson's code changes what is right. They agree with that code.
func TestSolutionsAgreeWithTheLesson(t *testing.T) {
	names := []string{"red", "blue", "green"}
	rng := rand.New(rand.NewPCG(5, 0))
	for range 500 {
		n := 1 + rng.IntN(9)
		distances, classes, labels := wholes(rng, n, 0, 4), randomLabels(rng, n), make([]string, n)
		for i, class := range classes {
			labels[i] = names[class]
		}
		k := 1 + rng.IntN(n+1)
		want, err := Classify(0, distances, classes, k, func(a, b float64) float64 { return math.Abs(a - b) })
		if err != nil {
			t.Fatal(err)
		}
		if got := voteOfNearest(distances, labels, k); got != names[want] {
			t.Fatalf("voteOfNearest(%v, %v, %d) = %s, Classify says %s", distances, labels, k, got, names[want])
		}
	}

	points := [][]float64{{3, 40}, {5, 10}, {1, 25}, {9, 12}}
	scaler, err := NewScaler(points)
	if err != nil {
		t.Fatal(err)
	}
	scaled := scaler.Apply(points)
	got, want := scaledDistance(points[0], points[3], scaler.Deviation), Euclidean(scaled[0], scaled[3])
	if math.Abs(got-want) > 1e-12 {
		t.Errorf("scaledDistance is %v, after standardising %v", got, want)
	}
	if got, want := chebyshev(points[0], points[3]), Minkowski(points[0], points[3], 200); math.Abs(got-want) > 1e-9 {
		t.Errorf("chebyshev is %v, Minkowski with p = 200 is %v", got, want)
	}
}

// What the exercises tell in content/knn.md.
func TestExercisesTell(t *testing.T) {
	points, classes := [][]float64{{1, 1}, {2, 4}, {4, 2}, {5, 5}}, []int{0, 0, 1, 1}
	for k, want := range map[int]int{1: 1, 3: 0, 4: 1} {
		if got, err := Classify([]float64{3, 2}, points, classes, k, Manhattan); err != nil || got != want {
			t.Errorf("by hand with k = %d: class %d, %v", k, got, err)
		}
	}
	ann, bea, carl := []float64{30, 30000}, []float64{31, 33000}, []float64{60, 30100}
	deviations := []float64{10, 10000}
	got := fmt.Sprintf("%.0f %.0f %.2f %.1f", Euclidean(ann, carl), Euclidean(ann, bea),
		scaledDistance(ann, bea, deviations), scaledDistance(ann, carl, deviations))
	if want := "104 3000 0.32 3.0"; got != want {
		t.Errorf("distances from Ann: %s, want %s", got, want)
	}
}
