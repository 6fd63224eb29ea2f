package trees

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"abacus/lessons/dataset"
)

// Every question that a tree asks means the same as it is written.
func TestQuestionsMeanWhatTheySay(t *testing.T) {
	blood := Data{Classes: []string{"a", "b"}, Label: []int{0, 1, 0, 1}, Features: []Feature{
		{Name: "pressure", Values: []float64{135.49, 135.52, 135.56, 136}},
		{Name: "tiny", Values: []float64{1, math.Nextafter(1, 2), 1.5, 2}},
	}}
	trees := map[string]Data{"blood": blood, "iris": FromTable(dataset.Iris()), "petals": Petals()}
	for seed := range uint64(20) {
		trees["plane "+strconv.FormatUint(seed, 10)] = Plane(300, 0.2, 900+seed)
	}
	for name, d := range trees {
		tree, err := Grow(d, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range byLevel(tree) {
			question := n.Split.Question(d.Features)
			_, number, _ := strings.Cut(question, " ≤ ")
			written, err := strconv.ParseFloat(number, 64)
			if err != nil {
				t.Fatalf("%s: %s: %v", name, question, err)
			}
			if !(n.Split.low <= written && written < n.Split.high) {
				t.Errorf("%s: %q stands for %v, which parts %v from %v", name, question, n.Split.Threshold, n.Split.low,
					n.Split.high)
			}
			if len(number) > 6 && n.Split.high-n.Split.low > 0.05 {
				t.Errorf("%s: %q is longer than it need be", name, question)
			}
		}
	}
}

// The words for a leaf with a tie name all that tie.
func TestATieIsNamed(t *testing.T) {
	d := Data{Classes: []string{"N", "Y", "?"}, Label: []int{0, 1, 2, 2, 0, 1}, Features: []Feature{
		{Name: "x", Values: []float64{1, 1, 2, 2, 1, 1}},
	}}
	tree, err := Grow(d, Options{MaxDepth: 1})
	if err != nil {
		t.Fatal(err)
	}
	p := painter{tree: tree}
	if got, want := p.about(), "leaf with a tie of N and Y, 2 each of 4 rows"; !strings.Contains(got, want) {
		t.Errorf("%q does not say %q", got, want)
	}
}

// The area agrees with many points, which no page has seen.
func TestClaimPlaneErrorIsExact(t *testing.T) {
	const n = 200_000
	for seed, noise := range map[uint64]float64{1: 0, 2: 0.1, 3: 0.3} {
		for _, depth := range []int{1, 3, 15} {
			tree := mustGrow(t, Plane(200, noise, 40+seed), Options{MaxDepth: depth})
			exact := PlaneError(tree, noise)
			got := tree.ErrorRate(Plane(n, noise, 70_000+seed))
			if se := math.Sqrt(exact * (1 - exact) / n); math.Abs(got-exact) > 5*se {
				t.Errorf("depth %d, noise %g: %.5f of %d points are wrong, the area says %.5f ± %.5f", depth, noise, got, n,
					exact, se)
			}
		}
	}
}

// What the lesson says of overfitting holds for other samples as well.
func TestClaimDeepTreesOverfit(t *testing.T) {
	const samples = 40
	deeper, pruned := 0, 0
	for seed := range uint64(samples) {
		d, aside := Plane(200, 0.1, 8000+seed), Plane(setAside, 0.1, 9000+seed)
		full := mustGrow(t, d, Options{})
		if PlaneError(full, 0.1) > PlaneError(full.without(deeperThan(full, 3)), 0.1) {
			deeper++
		}
		if PlaneError(full.Prune(full.bestAlpha(aside)), 0.1) < PlaneError(full, 0.1) {
			pruned++
		}
	}
	if deeper < 30 || pruned < 36 {
		t.Errorf("of %d full trees %d are worse than at depth 3, and %d gain by pruning", samples, deeper, pruned)
	}
}
