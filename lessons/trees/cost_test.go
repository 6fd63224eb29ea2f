package trees

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

var sizes = []int{1_000, 3_000, 10_000, 30_000, 100_000}

// noisyPlane has two numeric features without equal values and two classes,
// separated by a slanted line, with every seventh label or so flipped.
func noisyPlane(n int, seed uint64) Data {
	rng := rand.New(rand.NewPCG(seed, 0))
	d := Data{
		Features: []Feature{{Name: "x", Values: make([]float64, n)}, {Name: "y", Values: make([]float64, n)}},
		Label:    make([]int, n),
		Classes:  []string{"blue", "red"},
	}
	for i := range n {
		x, y := rng.Float64(), rng.Float64()
		d.Features[0].Values[i], d.Features[1].Values[i] = x, y
		if (x+y > 1) != (rng.IntN(7) == 0) {
			d.Label[i] = 1
		}
	}
	return d
}

// The work of training is counted, not timed: sorting takes about n·log₂ n
// comparisons per feature, and every level looks at every row a fixed number
// of times. So the work divided by n·log₂ n must not grow with n.
func TestWorkGrowsLikeNLogN(t *testing.T) {
	const depth, features = 8, 2
	first := 0.0
	for _, n := range sizes {
		d := noisyPlane(n, 1)
		start := time.Now()
		tree := mustGrow(t, d, Options{MaxDepth: depth})
		elapsed := time.Since(start)
		w, unit := tree.Work, float64(n)*math.Log2(float64(n))
		if most := (2*features + 1) * n * depth; w.Visited > most {
			t.Errorf("n %d: %d rows visited, at most %d allowed", n, w.Visited, most)
		}
		ratio := float64(w.Compared+w.Visited) / unit
		t.Logf("n %6d: %8d compared + %8d visited = %5.2f n·log₂ n   %5.2f ns per n·log₂ n",
			n, w.Compared, w.Visited, ratio, float64(elapsed.Nanoseconds())/unit)
		if first == 0 {
			first = ratio
		}
		if ratio > 1.1*first {
			t.Errorf("n %d: %.2f n·log₂ n, but %.2f at n %d: the work grows faster", n, ratio, first, sizes[0])
		}
	}
}

// A level of a full tree must not cost more than a level of a small one.
func TestVisitsPerLevel(t *testing.T) {
	for _, n := range []int{500, 5_000, 20_000} {
		tree := mustGrow(t, noisyPlane(n, 2), Options{})
		if most := (2*2 + 1) * n * tree.Depth(); tree.Work.Visited > most {
			t.Errorf("n %d: %d visits in %d levels, at most %d allowed", n, tree.Work.Visited, tree.Depth(), most)
		}
	}
}

// BenchmarkGrow reports the time per n·log₂ n: it should stay about the same
// from 1 000 rows to 100 000.
func BenchmarkGrow(b *testing.B) {
	for _, c := range []struct {
		name    string
		options Options
	}{
		{"gini/depth=8", Options{MaxDepth: 8}},
		{"entropy/depth=8", Options{MaxDepth: 8, Impurity: Entropy}},
	} {
		for _, n := range sizes {
			d := noisyPlane(n, 1)
			b.Run(fmt.Sprintf("%s/n=%d", c.name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					mustGrow(b, d, c.options)
				}
				perRow := float64(b.Elapsed().Nanoseconds()) / float64(b.N) / float64(n)
				b.ReportMetric(perRow/math.Log2(float64(n)), "ns/nlogn")
			})
		}
	}
}

func BenchmarkPredict(b *testing.B) {
	tree := mustGrow(b, noisyPlane(10_000, 1), Options{MaxDepth: 8})
	row := []float64{0.3, 0.6}
	for b.Loop() {
		tree.Descend(row)
	}
}
