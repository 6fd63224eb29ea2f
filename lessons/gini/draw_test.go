package gini

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestDrawTwoConverges(t *testing.T) {
	for i, p := range [][]float64{{1}, {0.5, 0.5}, {0.25, 0.75}, {0.2, 0.3, 0.5}} {
		const n = 200_000
		rng := rand.New(rand.NewPCG(uint64(i), 0))
		rates := DrawTwo(p, n, rng)
		if len(rates) != n {
			t.Fatalf("%d rates, want %d", len(rates), n)
		}
		// Five standard errors: fails for one seed in a million, and seeds are fixed.
		near(t, "mismatch rate", rates[n-1], Gini(p), 5*StandardError(Gini(p), n)+1e-12)
	}
}

func TestDraw(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 0))
	for range 1000 {
		if c := Draw([]float64{0, 0.5, 0, 0.4999999, 0}, rng); c != 1 && c != 3 {
			t.Fatalf("drew class %d, which cannot occur", c)
		}
	}
	if c := Draw([]float64{0, 0}, rng); c != -1 {
		t.Errorf("drew class %d from nothing", c)
	}
}

func TestStandardError(t *testing.T) {
	for _, c := range []struct {
		g    float64
		n    int
		want float64
	}{{0.5, 100, 0.05}, {0, 10, 0}, {1.1, 10, 0}, {0.5, 0, 0}} {
		near(t, "StandardError", StandardError(c.g, c.n), c.want, 1e-15)
	}
}

func TestHiddenDoesNotDependOnN(t *testing.T) {
	p := []float64{0.7, 0.3}
	if long, short := Hidden(p, 20, 5), Hidden(p, 8, 5); !slices.Equal(long[:8], short) {
		t.Errorf("first labels %v and %v differ", long[:8], short)
	}
}

func TestScore(t *testing.T) {
	p := []float64{0.7, 0.3}
	hits, expected := Score(p, []int{0, 0, 1, 1}, []int{0, 1, 1, 0})
	if hits != 2 || math.Abs(expected-2) > 1e-15 {
		t.Errorf("Score = %d, %v; want 2, 2", hits, expected)
	}
	if hits, expected = Score(p, []int{0}, []int{0, 0, 7}); hits != 1 || expected != 0.7 {
		t.Errorf("Score with surplus guesses = %d, %v; want 1, 0.7", hits, expected)
	}
	if hits, expected = Score(p, []int{1}, []int{-1}); hits != 0 || expected != 0 {
		t.Errorf("Score of no guess = %d, %v; want 0, 0", hits, expected)
	}
}

// Guessing each class as often as it occurs errs at the rate Gini(p).
func TestProportionalGuessing(t *testing.T) {
	p := []float64{0.2, 0.3, 0.5}
	const n = 100_000
	labels, guesses := Hidden(p, n, 1), Hidden(p, n, 2)
	hits, _ := Score(p, labels, guesses)
	near(t, "error rate", 1-float64(hits)/n, Gini(p), 5*StandardError(Gini(p), n))
}
