package gini

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"abacus/lessons/entropy"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/floats/scalar"
	"gonum.org/v1/gonum/stat"
)

// near reports an absolute difference larger than tol.
func near(t *testing.T, what string, got, want, tol float64) {
	t.Helper()
	if !scalar.EqualWithinAbs(got, want, tol) {
		t.Errorf("%s = %.17g, want %.17g (tolerance %g)", what, got, want, tol)
	}
}

// random returns a distribution over k classes, some of them absent.
func random(rng *rand.Rand, k int) []float64 {
	counts := make([]int, k)
	counts[rng.IntN(k)] = 1
	for i := range counts {
		counts[i] += max(0, rng.IntN(40)-10)
	}
	return entropy.Shares(counts)
}

func TestLessonNumbers(t *testing.T) {
	sick, notsick := ByEmotion(People())
	near(t, "sick", Gini(entropy.Shares(sick)), 4.0/9, 1e-15)
	near(t, "notsick", Gini(entropy.Shares(notsick)), 0.48, 1e-15)
	emotion := Weighted([][]int{sick, notsick}, Gini)
	near(t, "weighted Emotion", emotion, 7.0/15, 1e-15) // 0.466666…

	temperature := CutAt(People(), 100, Gini)
	near(t, "under 100", Gini(entropy.Shares(temperature.Under)), 0.375, 1e-15)
	near(t, "100 and over", Gini(entropy.Shares(temperature.Over)), 0.375, 1e-15)
	near(t, "weighted Temperature", temperature.Impurity, 0.375, 1e-15)
	if temperature.Impurity >= emotion {
		t.Errorf("Temperature (%v) must win against Emotion (%v)", temperature.Impurity, emotion)
	}
}

func TestImpurities(t *testing.T) {
	for _, c := range []struct {
		name              string
		p                 []float64
		gini, half, error float64
	}{
		{"nothing", nil, 0, 0, 0},
		{"pure", []float64{0, 1}, 0, 0, 0},
		{"fair coin", []float64{0.5, 0.5}, 0.5, 0.5, 0.5},
		{"one in four", []float64{0.25, 0.75}, 0.375, 0.4056390622295664, 0.25},
		{"four alike", []float64{0.25, 0.25, 0.25, 0.25}, 0.75, 1, 0.75},
	} {
		t.Run(c.name, func(t *testing.T) {
			near(t, "Gini", Gini(c.p), c.gini, 1e-15)
			near(t, "HalfEntropy", HalfEntropy(c.p), c.half, 1e-15)
			near(t, "Misclassification", Misclassification(c.p), c.error, 1e-15)
		})
	}
}

// The two formulas agree, and so does gonum: Σp² is a dot product, and p(1−p)
// is the variance of "belongs to the class", a variable that is 0 or 1.
func TestGiniAgreesWithGonum(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 0))
	for range 500 {
		p := random(rng, 1+rng.IntN(12))
		near(t, "1 − Σp²", 1-floats.Dot(p, p), Gini(p), 1e-14)
		variances := 0.0
		for _, share := range p {
			_, v := stat.PopMeanVariance([]float64{1, 0}, []float64{share, 1 - share})
			variances += v
		}
		near(t, "sum of variances", variances, Gini(p), 1e-14)
	}
}

func TestTwoClasses(t *testing.T) {
	for i := range 101 {
		p := float64(i) / 100
		near(t, "Gini", Gini([]float64{p, 1 - p}), 2*p*(1-p), 1e-15)
		if e := Misclassification([]float64{p, 1 - p}); e > Gini([]float64{p, 1 - p})+1e-15 {
			t.Errorf("p = %v: misclassification %v above Gini", p, e)
		}
		if h := HalfEntropy([]float64{p, 1 - p}); h < Gini([]float64{p, 1 - p})-1e-15 {
			t.Errorf("p = %v: entropy/2 = %v below Gini", p, h)
		}
	}
}

var impurities = map[string]Impurity{
	"Gini": Gini, "HalfEntropy": HalfEntropy, "Misclassification": Misclassification,
}

func TestBoundsOrderConcavity(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 0))
	for name, impurity := range impurities {
		for range 300 {
			k := 1 + rng.IntN(9)
			p, q, w := random(rng, k), random(rng, k), rng.Float64()
			even, mixed := make([]float64, k), make([]float64, k)
			for i := range even {
				even[i] = 1 / float64(k)
				mixed[i] = w*p[i] + (1-w)*q[i]
			}
			if got, top := impurity(p), impurity(even); got < 0 || got > top+1e-12 {
				t.Fatalf("%s(%v) = %v outside [0, %v]", name, p, got, top)
			}
			if got, floor := impurity(mixed), w*impurity(p)+(1-w)*impurity(q); got < floor-1e-12 {
				t.Fatalf("%s is not concave: %v < %v", name, got, floor)
			}
			want := impurity(p)
			slices.Reverse(p)
			near(t, name+" reversed", impurity(p), want, 1e-14)
		}
		near(t, "Gini of 5 alike", Gini([]float64{.2, .2, .2, .2, .2}), 1-1.0/5, 1e-15)
	}
}

// A split never raises any of the three impurities.
func TestSplitNeverHurts(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 0))
	for range 1000 {
		parts := make([][]int, 1+rng.IntN(5))
		for i := range parts {
			parts[i] = []int{rng.IntN(9), rng.IntN(9), rng.IntN(9)}
		}
		for name, impurity := range impurities {
			parent := impurity(entropy.Shares(entropy.Parent(parts)))
			if after := Weighted(parts, impurity); after > parent+1e-12 {
				t.Fatalf("%s rose from %v to %v by %v", name, parent, after, parts)
			}
		}
	}
}

func FuzzGini(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte{0})
	f.Add([]byte{1, 2})
	f.Add([]byte{255, 0, 3})
	f.Fuzz(func(t *testing.T, data []byte) {
		counts := make([]int, len(data))
		for i, b := range data {
			counts[i] = int(b)
		}
		p := entropy.Shares(counts)
		g, e := Gini(p), Misclassification(p)
		if math.IsNaN(g) || g < 0 || len(p) > 0 && g > 1-1/float64(len(p))+1e-9 {
			t.Fatalf("Gini(Shares(%v)) = %v", counts, g)
		}
		if entropy.Size(counts) > 0 && (e < 0 || e > g+1e-9) {
			t.Fatalf("Misclassification(Shares(%v)) = %v, Gini %v", counts, e, g)
		}
	})
}

func BenchmarkImpurity(b *testing.B) {
	p := random(rand.New(rand.NewPCG(4, 0)), 10)
	for _, name := range []string{"Gini", "HalfEntropy", "Misclassification"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				impurities[name](p)
			}
		})
	}
}
