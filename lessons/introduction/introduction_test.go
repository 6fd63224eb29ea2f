package introduction

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"
)

func TestFlowers(t *testing.T) {
	flowers := Flowers()
	virginica := 0
	for _, e := range flowers {
		if e.Virginica {
			virginica++
		}
	}
	if len(flowers) != 100 || virginica != 50 {
		t.Errorf("%d flowers, %d virginica; want 100 and 50", len(flowers), virginica)
	}
}

func TestBestCutOnIris(t *testing.T) {
	cut, wrong, err := BestCut(Flowers())
	if err != nil {
		t.Fatal(err)
	}
	// scikit-learn 1.2.1, DecisionTreeClassifier(max_depth=1) on petal length
	// of the two species: threshold 4.75, 93 of 100 right.
	if math.Abs(cut-4.75) > 1e-9 || wrong != 7 {
		t.Errorf("best cut %.2f with %d mistakes, want 4.75 with 7", cut, wrong)
	}
}

// No cut on a fine grid does better than the best of the few that are tried.
func TestBestCutIsBest(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 0))
	for range 100 {
		examples := make([]Example, 1+rng.IntN(20))
		for i := range examples {
			examples[i] = Example{Length: float64(rng.IntN(30)) / 10, Virginica: rng.IntN(2) == 0}
		}
		_, fewest, err := BestCut(examples)
		if err != nil {
			t.Fatal(err)
		}
		for cut := -0.525; cut < 3.5; cut += 0.05 {
			if wrong := Mistakes(examples, cut); wrong < fewest {
				t.Fatalf("cut %.3f makes %d mistakes in %v, the best found %d", cut, wrong, examples, fewest)
			}
		}
	}
}

func TestMeanWidthAgainstGonum(t *testing.T) {
	flowers := Flowers()
	for _, length := range []float64{3, 4.5, 5.1, 6.9} {
		var near []float64
		for _, e := range flowers {
			if math.Abs(e.Length-length) < 0.305 {
				near = append(near, e.Width)
			}
		}
		got, n, err := MeanWidth(flowers, length, 0.3)
		if err != nil {
			t.Fatal(err)
		}
		if want := stat.Mean(near, nil); n != len(near) || math.Abs(got-want) > 1e-12 {
			t.Errorf("at %.1f cm: %.6f from %d flowers, gonum says %.6f from %d", length, got, n, want, len(near))
		}
	}
}

// The lesson says that with more flowers the two shares come together, and
// that the test set is the harder one.
func TestLearnAndTest(t *testing.T) {
	flowers := Flowers()
	last := 1.0
	for _, n := range []int{2, 10, 30, 90} {
		training, test, err := LearnAndTest(flowers, n, 100)
		if err != nil {
			t.Fatal(err)
		}
		if gap := test - training; gap <= 0 || gap >= last {
			t.Errorf("n = %d: training %.3f, test %.3f; want a gap above 0 and below %.3f", n, training, test, last)
		} else {
			last = gap
		}
	}
	for _, n := range []int{-1, 0, 100} {
		if _, _, err := LearnAndTest(flowers, n, 1); !errors.Is(err, ErrEmpty) {
			t.Errorf("n = %d: %v, want ErrEmpty", n, err)
		}
	}
}

// The answer to the first thing to try: cuts at 4.75 and 4.85 cm tie; no other
// position of the slider does.
func TestTie(t *testing.T) {
	flowers := Flowers()
	for cut := 2.95; cut < 7; cut += 0.1 {
		tie := math.Abs(cut-4.75) < 1e-6 || math.Abs(cut-4.85) < 1e-6
		if wrong := Mistakes(flowers, cut); (wrong == 7) != tie || wrong < 7 {
			t.Errorf("cut %.2f makes %d mistakes", cut, wrong)
		}
	}
}

func TestNothingToLearnFrom(t *testing.T) {
	if _, _, err := BestCut(nil); !errors.Is(err, ErrEmpty) {
		t.Errorf("BestCut of nothing: %v, want ErrEmpty", err)
	}
	if _, _, err := MeanWidth(Flowers(), 20, 1); !errors.Is(err, ErrEmpty) {
		t.Errorf("MeanWidth far from all flowers: %v, want ErrEmpty", err)
	}
	if cuts := Cuts(nil); cuts != nil {
		t.Errorf("Cuts of nothing: %v", cuts)
	}
}

func TestDealKeepsEveryFlower(t *testing.T) {
	flowers := Flowers()
	for _, n := range []int{-1, 0, 10, 100, 200} {
		train, test := Deal(flowers, n, 4)
		all := slices.Concat(train, test)
		count := map[Example]int{}
		for _, e := range flowers {
			count[e]++
		}
		for _, e := range all {
			count[e]--
		}
		for e, left := range count {
			if left != 0 {
				t.Errorf("n = %d: %v is dealt %d times too few", n, e, left)
			}
		}
	}
}
