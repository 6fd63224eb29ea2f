package knn

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"abacus/lessons/dataset"
)

func TestLeaveOneOut(t *testing.T) {
	rng := rand.New(rand.NewPCG(10, 0))
	for _, spread := range []int{0, 1, 3} {
		points := gridPoints(rng, 30, 2, spread)
		labels := randomLabels(rng, 30)
		for _, k := range []int{1, 4, 29, 40} {
			got, err := LeaveOneOut(points, labels, k)
			if err != nil {
				t.Fatal(err)
			}
			for i, x := range points {
				others := append(append([][]float64{}, points[:i]...), points[i+1:]...)
				rest := append(append([]int{}, labels[:i]...), labels[i+1:]...)
				want, err := Classify(x, others, rest, k, Euclidean)
				if err != nil {
					t.Fatal(err)
				}
				if got[i] != want {
					t.Fatalf("spread %d, k=%d: point %d got %d, want %d", spread, k, i, got[i], want)
				}
			}
		}
	}
	if got, err := LeaveOneOut([][]float64{{1}}, []int{0}, 1); err != nil || got[0] != -1 {
		t.Errorf("a single point gives %v, %v", got, err)
	}
}

// Squared bias and variance add up to the share of wrong answers.
func TestBiasVarianceAddsUp(t *testing.T) {
	var samples []dataset.Table
	for seed := range uint64(5) {
		samples = append(samples, Noisy(30, seed, 0.1))
	}
	places := lattice(6, 5)
	e, err := NewEnsemble(samples, places, 20)
	if err != nil {
		t.Fatal(err)
	}
	for k := 1; k <= 20; k++ {
		wrong := 0
		for _, s := range samples {
			for _, place := range places {
				class, err := Classify(place, s.X, s.Y, k, Euclidean)
				if err != nil {
					t.Fatal(err)
				}
				if class != TrueClass(place[0], place[1]) {
					wrong++
				}
			}
		}
		want := float64(wrong) / float64(len(samples)*len(places))
		bias2, variance := e.BiasVariance(k, TrueClass)
		if math.Abs(bias2+variance-want) > 1e-12 {
			t.Errorf("k=%d: %g + %g is not the error %g", k, bias2, variance, want)
		}
	}
}

func TestNoisyIsTwoClassWithoutNoise(t *testing.T) {
	clean, noisy := Noisy(500, 4, 0), Noisy(500, 4, 0.1)
	if Accuracy(clean.Y, dataset.TwoClass(500, 4).Y) != 1 {
		t.Error("without noise the labels differ from dataset.TwoClass")
	}
	if same := Accuracy(noisy.Y, clean.Y); same < 0.75 || same > 0.95 {
		t.Errorf("noise 0.1 leaves %.2f of the labels", same)
	}
}

func TestRaster(t *testing.T) {
	corners := dataset.Table{X: [][]float64{{0, 0}, {4, 0}, {0, 2}, {4, 2}}, Y: []int{0, 1, 2, 3}}
	r, err := NewRaster(corners, 1, EuclideanP, 0, 4, 0, 2, 4, 2)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range corners.Y {
		if got := r.At(corners.X[i][0], corners.X[i][1]); got != want {
			t.Errorf("corner %v: got %d, want %d", corners.X[i], got, want)
		}
	}
	right := r.Agreement(func(x, y float64) int {
		if x < 2 {
			return 0
		}
		return 1
	})
	if right != 0.5 { // the lower half
		t.Errorf("agreement %g, want 0.5", right)
	}
}

func TestBoxesHoldTheirPoints(t *testing.T) {
	data := dataset.TwoClass(200, 9)
	tree, err := NewKDTree(data.X, EuclideanP)
	if err != nil {
		t.Fatal(err)
	}
	q := []float64{0.3, 0.6}
	visited := map[int]bool{}
	seen := 0
	for _, b := range tree.Boxes(0, 0, maxX1, maxX2, q, 5) {
		seen += len(b.Points)
		for _, i := range b.Points {
			visited[i] = b.Visited
			if x := data.X[i]; x[0] < b.X0 || x[0] > b.X1 || x[1] < b.Y0 || x[1] > b.Y1 {
				t.Errorf("point %v is outside its box %+v", x, b)
			}
		}
	}
	if seen != 200 {
		t.Errorf("the boxes hold %d points, want 200", seen)
	}
	for _, n := range tree.Nearest(q, 5) {
		if !visited[n.Index] {
			t.Errorf("neighbour %d lies in a box that was not visited", n.Index)
		}
	}
}

func TestDigits(t *testing.T) {
	digits := Digits()
	for d, pixels := range digits {
		if len(pixels) != digitWidth*digitHeight {
			t.Errorf("digit %d has %d pixels", d, len(pixels))
		}
		if got := Hamming(pixels, damage(pixels, 7, 3)); got != 7 {
			t.Errorf("damaging 7 pixels changes %d", got)
		}
		for e := range d {
			if Hamming(pixels, digits[e]) < 3 {
				t.Errorf("digits %d and %d are hard to tell apart", d, e)
			}
		}
	}
}

// The promise of the lesson: the fastest search answers the published task at
// least ten times as fast as the double loop with a full sort.
func TestFastestIsTenTimesAsFast(t *testing.T) {
	if testing.Short() {
		t.Skip("not in the short loop: measures how much faster one search is than another")
	}
	train, test := dataset.TwoClass(1000, 1).Split(670, 1)
	all := searchers(t, train.X, EuclideanP)
	best := func(s Searcher) time.Duration {
		shortest := time.Hour
		for range 5 { // the shortest of five, because the machine has other work
			start := time.Now()
			for _, q := range test.X {
				s.Nearest(q, 3)
			}
			shortest = min(shortest, time.Since(start))
		}
		return shortest
	}
	naive, fast := best(all["full sort"]), best(all["k-d tree"])
	if naive < 10*fast {
		t.Errorf("full sort takes %v, k-d tree %v: less than ten times as fast", naive, fast)
	}
	t.Logf("full sort %v, k-d tree %v: %.0f times", naive, fast, float64(naive)/float64(fast))
}
