package entropy

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/floats/scalar"
	"gonum.org/v1/gonum/stat"
)

// equal12 demands twelve significant digits, as the curriculum states the
// lesson's numbers.
func equal12(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !scalar.EqualWithinRel(got, want, 5e-13) {
		t.Errorf("%s = %.15g, want %.15g", what, got, want)
	}
}

func TestLessonNumbers(t *testing.T) {
	emotion := SplitBy(People(), Emotion)
	temperature := SplitBy(People(), Temperature)
	of := func(groups []Group, value string) float64 {
		t.Helper()
		for _, g := range groups {
			if g.Value == value {
				return Entropy(Shares(g.Counts))
			}
		}
		t.Fatalf("no group %q", value)
		return 0
	}
	equal12(t, "H(notsick)", of(emotion, "notsick"), 0.9709505944546686)
	equal12(t, "H(sick)", of(emotion, "sick"), 0.9182958340544896)
	equal12(t, "H(parent)", Entropy(Shares(Parent(Counts(emotion)))), 1)
	equal12(t, "gain(Emotion)", Gain(Counts(emotion)), 0.048794940695398)
	equal12(t, "gain(Temperature)", Gain(Counts(temperature)), 0.188721875540867)
}

func TestGain(t *testing.T) {
	for _, c := range []struct {
		name        string
		parts       [][]int
		gain, ratio float64
	}{
		{"nothing", nil, 0, 0},
		{"empty parts", [][]int{{0, 0}, {}}, 0, 0},
		{"one part", [][]int{{4, 4}}, 0, 0},
		{"perfect", [][]int{{4, 0}, {0, 4}}, 1, 1},
		{"useless", [][]int{{1, 1}, {3, 3}}, 0, 0},
		{"a part each", [][]int{{1, 0}, {0, 1}, {1, 0}, {0, 1}}, 1, 0.5},
		{"different lengths", [][]int{{2}, {0, 2}}, 1, 1},
		{"an empty part", [][]int{{2, 0}, {0, 0}, {0, 2}}, 1, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			near(t, "Gain", Gain(c.parts), c.gain, 1e-15)
			near(t, "GainRatio", GainRatio(c.parts), c.ratio, 1e-15)
		})
	}
}

// randomParts returns the counts of a random split, with empty parts at times.
func randomParts(rng *rand.Rand) [][]int {
	classes := 1 + rng.IntN(5)
	parts := make([][]int, 1+rng.IntN(6))
	for i := range parts {
		parts[i] = make([]int, classes)
		for c := range parts[i] {
			parts[i][c] = max(0, rng.IntN(30)-8)
		}
	}
	return parts
}

// The gain lies between 0 and both the parent's entropy and the split's own.
func TestGainBounds(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 0))
	for range 2000 {
		parts := randomParts(rng)
		gain, parent := Gain(parts), Entropy(Shares(Parent(parts)))
		if gain < 0 || gain > parent+1e-12 {
			t.Fatalf("Gain(%v) = %v outside [0, %v]", parts, gain, parent)
		}
		if ratio := GainRatio(parts); ratio < 0 || ratio > 1+1e-12 {
			t.Fatalf("GainRatio(%v) = %v outside [0, 1]", parts, ratio)
		}
	}
}

// The gain is the mean Kullback-Leibler divergence of the parts from the
// parent, which gonum computes (in nats).
func TestGainAgreesWithGonum(t *testing.T) {
	rng := rand.New(rand.NewPCG(12, 0))
	for range 500 {
		parts := randomParts(rng)
		parent := Parent(parts)
		want := 0.0
		for _, counts := range parts {
			if n := Size(counts); n > 0 {
				nats := stat.KullbackLeibler(Shares(counts), Shares(parent))
				want += float64(n) / float64(Size(parent)) * nats / math.Ln2
			}
		}
		near(t, "Gain", Gain(parts), want, 1e-12)
	}
}

func TestGainIgnoresOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 0))
	for range 200 {
		parts := randomParts(rng)
		want := Gain(parts)
		rng.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		near(t, "Gain of reordered parts", Gain(parts), want, 1e-12)
		for i := range parts {
			slices.Reverse(parts[i])
		}
		near(t, "Gain of renamed classes", Gain(parts), want, 1e-12)
	}
}

// Asking a further question never loses information.
func TestFinerSplitGainsMore(t *testing.T) {
	both := SplitBy(People(), func(p Person) string { return p.Emotion + p.Temperature })
	for name, feature := range map[string]func(Person) string{"Emotion": Emotion, "Temperature": Temperature} {
		if fine, coarse := Gain(Counts(both)), Gain(Counts(SplitBy(People(), feature))); fine < coarse {
			t.Errorf("gain of both = %v < %v of %s", fine, coarse, name)
		}
	}
}

// The answers of the lesson's practice problems.
func TestPracticeNumbers(t *testing.T) {
	near(t, "gain(Temperature) once Cleo goes out", Gain([][]int{{0, 4}, {3, 1}}), 0.5488, 5e-5)
	near(t, "most for three colours", Entropy(Shares([]int{5, 5, 5})), 1.5850, 5e-5)
	near(t, "bits in 100 numbers", Range{1, 100}.Bits(), 6.6439, 5e-5)
	mean, worst := Cost(Range{1, 100}, Halve)
	near(t, "mean questions for 100 numbers", mean, 6.72, 1e-12)
	if worst != 7 {
		t.Errorf("at worst %d questions for 100 numbers, want 7", worst)
	}
	names := Counts(SplitBy(People(), func(p Person) string { return p.Name }))
	near(t, "gain of Name", Gain(names), 1, 1e-12)
	near(t, "gain ratio of Name", GainRatio(names), 1./3, 1e-12)
	near(t, "gain ratio of Temperature", GainRatio(Counts(SplitBy(People(), Temperature))), 0.1887, 5e-5)
}

// The question of the die counts afresh, so that no learner's edit of the
// strategies changes what is right.
func TestQuestionsByHalving(t *testing.T) {
	for n := 1; n <= 40; n++ {
		want, _ := Cost(Range{1, n}, Halve)
		near(t, "questions by halving", questionsByHalving(n), want, 1e-12)
	}
	die, _ := Cost(Range{1, 6}, Halve)
	near(t, "questions for a die", die, 16./6, 1e-12)
}
