package entropy

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/floats/scalar"
	"gonum.org/v1/gonum/stat"
)

// near reports a difference larger than tol, absolute or relative.
func near(t *testing.T, what string, got, want, tol float64) {
	t.Helper()
	if !scalar.EqualWithinAbsOrRel(got, want, tol, tol) {
		t.Errorf("%s = %.17g, want %.17g (tolerance %g)", what, got, want, tol)
	}
}

// random returns a distribution over k outcomes, some of them impossible.
func random(rng *rand.Rand, k int) []float64 {
	counts := make([]int, k)
	counts[rng.IntN(k)] = 1
	for i := range counts {
		counts[i] += max(0, rng.IntN(40)-10)
	}
	return Shares(counts)
}

func TestEntropy(t *testing.T) {
	for _, c := range []struct {
		name string
		p    []float64
		want float64
	}{
		{"nothing", nil, 0},
		{"certain", []float64{1}, 0},
		{"certain among others", []float64{0, 1, 0}, 0},
		{"fair coin", []float64{0.5, 0.5}, 1},
		{"two fair coins", []float64{0.25, 0.25, 0.25, 0.25}, 2},
		{"half, quarter, quarter", []float64{0.5, 0.25, 0.25}, 1.5},
		{"not a share", []float64{math.NaN(), -1, 0.5, 0.5}, 1},
	} {
		t.Run(c.name, func(t *testing.T) { near(t, "Entropy", Entropy(c.p), c.want, 1e-15) })
	}
}

func TestSurprise(t *testing.T) {
	for _, c := range []struct{ p, want float64 }{
		{1, 0}, {0.5, 1}, {0.25, 2}, {0, math.Inf(1)},
	} {
		if got := Surprise(c.p); got != c.want {
			t.Errorf("Surprise(%v) = %v, want %v", c.p, got, c.want)
		}
	}
	if got := Surprise(-1); !math.IsNaN(got) {
		t.Errorf("Surprise(-1) = %v, want NaN", got)
	}
}

// Entropy is the mean of Surprise: the two definitions must not drift apart.
func TestEntropyIsMeanSurprise(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 0))
	for range 200 {
		p := random(rng, 1+rng.IntN(9))
		mean := 0.0
		for _, share := range p {
			if share > 0 {
				mean += share * Surprise(share)
			}
		}
		near(t, "mean surprise", mean, Entropy(p), 1e-13)
	}
}

func TestEntropyAgreesWithGonum(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 0))
	for range 500 {
		p := random(rng, 1+rng.IntN(20))
		near(t, "Entropy × ln 2", Entropy(p)*math.Ln2, stat.Entropy(p), 1e-13)
	}
}

func TestEntropyBounds(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 0))
	for range 500 {
		k := 1 + rng.IntN(20)
		h, top := Entropy(random(rng, k)), math.Log2(float64(k))
		if h < 0 || h > top+1e-12 {
			t.Errorf("Entropy over %d outcomes = %v, want within [0, %v]", k, h, top)
		}
		even := make([]float64, k)
		for i := range even {
			even[i] = 1 / float64(k)
		}
		near(t, "Entropy of equal shares", Entropy(even), top, 1e-13)
	}
}

func TestEntropyIgnoresOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 0))
	for range 200 {
		p := random(rng, 1+rng.IntN(9))
		shuffled := slices.Clone(p)
		rng.Shuffle(len(p), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		near(t, "Entropy of shuffled shares", Entropy(shuffled), Entropy(p), 1e-13)
	}
}

// Mixing two distributions never gives less than the mixture of their
// entropies: Entropy is concave.
func TestEntropyIsConcave(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 0))
	for range 500 {
		k := 1 + rng.IntN(9)
		p, q, w := random(rng, k), random(rng, k), rng.Float64()
		mixed := make([]float64, k)
		for i := range mixed {
			mixed[i] = w*p[i] + (1-w)*q[i]
		}
		if got, floor := Entropy(mixed), w*Entropy(p)+(1-w)*Entropy(q); got < floor-1e-12 {
			t.Errorf("Entropy(mixture) = %v < %v", got, floor)
		}
	}
}

func TestBinaryIsSymmetric(t *testing.T) {
	for i := range 101 {
		p := float64(i) / 100
		near(t, "Binary(1-p)", Binary(1-p), Binary(p), 1e-14)
	}
}

func TestShares(t *testing.T) {
	for _, c := range []struct {
		counts []int
		want   []float64
	}{
		{nil, []float64{}},
		{[]int{0, 0}, []float64{0, 0}},
		{[]int{3, 1}, []float64{0.75, 0.25}},
		{[]int{-5, 2, 2}, []float64{0, 0.5, 0.5}},
	} {
		if got := Shares(c.counts); !slices.Equal(got, c.want) {
			t.Errorf("Shares(%v) = %v, want %v", c.counts, got, c.want)
		}
	}
}

func FuzzEntropy(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte{0, 0, 0})
	f.Add([]byte{4, 4})
	f.Add([]byte{255, 1, 0, 17})
	f.Fuzz(func(t *testing.T, data []byte) {
		counts := make([]int, len(data))
		for i, b := range data {
			counts[i] = int(b)
		}
		p := Shares(counts)
		h := Entropy(p)
		if math.IsNaN(h) || h < 0 || len(p) > 0 && h > math.Log2(float64(len(p)))+1e-9 {
			t.Fatalf("Entropy(Shares(%v)) = %v", counts, h)
		}
		near(t, "Entropy × ln 2", h*math.Ln2, stat.Entropy(p), 1e-12)
		if q := Questions(p); q < h-1e-9 || q >= h+1 {
			t.Fatalf("Questions = %v for entropy %v", q, h)
		}
	})
}

func BenchmarkEntropy(b *testing.B) {
	p := random(rand.New(rand.NewPCG(6, 0)), 1000)
	b.Run("ours", func(b *testing.B) {
		for b.Loop() {
			Entropy(p)
		}
	})
	b.Run("gonum", func(b *testing.B) {
		for b.Loop() {
			stat.Entropy(p)
		}
	})
}
