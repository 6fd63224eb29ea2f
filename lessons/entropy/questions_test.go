package entropy

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestQuestions(t *testing.T) {
	for _, c := range []struct {
		name string
		p    []float64
		want float64
	}{
		{"nothing", nil, 0},
		{"certain", []float64{0, 1}, 0},
		{"coin", []float64{0.5, 0.5}, 1},
		{"bent coin", []float64{0.9, 0.1}, 1},
		{"two flips of a bent coin", Flips(0.9, 2), 1.29}, // 0.81 + 2·0.09 + 3·(0.09+0.01)
		{"half, quarter, quarter", []float64{0.25, 0.5, 0.25}, 1.5},
		{"eight alike", Flips(0.5, 3), 3},
		{"Huffman 1952, table I", []float64{ // 13 messages, mean length 3.42
			.20, .18, .10, .10, .10, .06, .06, .04, .04, .04, .04, .03, .01}, 3.42},
	} {
		t.Run(c.name, func(t *testing.T) { near(t, "Questions", Questions(c.p), c.want, 1e-14) })
	}
}

// Shannon's bound: the best plan needs at least H and less than H + 1.
func TestQuestionsBound(t *testing.T) {
	rng := rand.New(rand.NewPCG(21, 0))
	for range 500 {
		p := random(rng, 1+rng.IntN(30))
		h, q := Entropy(p), Questions(p)
		if q < h-1e-12 || q >= h+1 {
			t.Fatalf("Questions(%v) = %v for entropy %v", p, q, h)
		}
	}
}

func TestFlips(t *testing.T) {
	for k := range 8 {
		p := Flips(0.3, k)
		if len(p) != 1<<k {
			t.Fatalf("%d flips give %d results", k, len(p))
		}
		sum := 0.0
		for _, share := range p {
			sum += share
		}
		near(t, "sum", sum, 1, 1e-14)
		near(t, "entropy of k flips", Entropy(p), float64(k)*Binary(0.3), 1e-13)
	}
}

func TestPlayKeepsTheNumber(t *testing.T) {
	for name, ask := range map[string]Strategy{"halve": Halve, "quarter": Quarter, "one by one": OneByOne} {
		for _, n := range []int{1, 2, 3, 7, 64, 100} {
			worst, total := 0, 0
			for secret := 1; secret <= n; secret++ {
				asked := findByPlaying(t, ask, n, secret)
				worst, total = max(worst, asked), total+asked
			}
			mean, most := Cost(Range{1, n}, ask)
			if most != worst {
				t.Errorf("%s of %d: worst %d, played %d", name, n, most, worst)
			}
			near(t, name+" mean", mean, float64(total)/float64(n), 1e-12)
		}
	}
}

// findByPlaying answers truthfully until one number is left and returns how
// many answers that took.
func findByPlaying(t *testing.T, ask Strategy, n, secret int) int {
	t.Helper()
	var answers []bool
	for {
		left := Play(Range{1, n}, ask, answers)
		now := left[len(left)-1]
		if secret < now.Lo || secret > now.Hi {
			t.Fatalf("%d is not in %v", secret, now)
		}
		if now.Size() == 1 {
			return len(answers)
		}
		answers = append(answers, secret > ask(now))
	}
}

// Halving costs as much as the best plan for equal shares, on average.
func TestHalveIsBest(t *testing.T) {
	for n := 1; n <= 100; n++ {
		even := make([]float64, n)
		for i := range even {
			even[i] = 1 / float64(n)
		}
		mean, worst := Cost(Range{1, n}, Halve)
		near(t, "mean", mean, Questions(even), 1e-12)
		if want := int(math.Ceil(math.Log2(float64(n)))); worst != want {
			t.Errorf("worst of %d = %d, want %d", n, worst, want)
		}
	}
}

func TestPlayIgnoresLateAnswers(t *testing.T) {
	left := Play(Range{1, 2}, Halve, []bool{true, false, true})
	if len(left) != 2 || left[1] != (Range{2, 2}) {
		t.Errorf("Play = %v, want two ranges ending in {2 2}", left)
	}
}
