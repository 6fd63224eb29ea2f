package trees

import (
	"errors"
	"math"
	"testing"

	"abacus/lessons/dataset"
)

func TestPeopleReproduceTheCourse(t *testing.T) {
	splits, err := Candidates(People(), Gini, 1)
	if err != nil {
		t.Fatal(err)
	}
	d := People()
	want := map[string]float64{"Temperature = under": 0.375, "Emotion = sick": 0.5}
	if len(splits) != len(want) {
		t.Fatalf("got %d candidate splits, want %d", len(splits), len(want))
	}
	for _, s := range splits {
		q := s.Question(d.Features)
		if got := Weighted(Gini, s.Left, s.Right); math.Abs(got-want[q]) > 1e-15 {
			t.Errorf("%s leaves %v, want %v", q, got, want[q])
		}
		if got := s.Gain; math.Abs(got-(0.5-want[q])) > 1e-15 {
			t.Errorf("%s gains %v, want %v", q, got, 0.5-want[q])
		}
	}
	tree := mustGrow(t, d, Options{})
	if got := tree.Root.Split.Question(d.Features); got != "Temperature = under" {
		t.Errorf("the root asks %q", got)
	}
}

func TestPeopleLeaves(t *testing.T) {
	const sick, notsick, under, over = 0, 1, 0, 1
	for _, c := range []struct {
		name       string
		row        []float64
		class      string
		shareOfYes float64
	}{
		{"over and notsick", []float64{notsick, over}, "Y", 1},
		{"over and sick", []float64{sick, over}, "N", 0.5}, // a tie goes to the first class
		{"under and notsick", []float64{notsick, under}, "N", 0},
		{"under and sick", []float64{sick, under}, "N", 0.5},
	} {
		for name, impurity := range map[string]Impurity{"Gini": Gini, "entropy": Entropy} {
			tree := mustGrow(t, People(), Options{Impurity: impurity})
			got, err := tree.Predict(c.row)
			if err != nil {
				t.Fatal(err)
			}
			if tree.Classes[got] != c.class {
				t.Errorf("%s, %s: predicted %s, want %s", c.name, name, tree.Classes[got], c.class)
			}
			p := tree.Descend(c.row).Probabilities()
			if p[1] != c.shareOfYes || p[0] != 1-c.shareOfYes {
				t.Errorf("%s, %s: shares %v, want Y %v", c.name, name, p, c.shareOfYes)
			}
		}
	}
}

func TestStopping(t *testing.T) {
	d := randomData(300, 3, 3, 5)
	for _, c := range []struct{ depth, leaf int }{{1, 0}, {3, 0}, {0, 7}, {4, 20}, {0, 150}, {0, 151}} {
		tree := mustGrow(t, d, Options{MaxDepth: c.depth, MinLeaf: c.leaf})
		if c.depth > 0 && tree.Depth() > c.depth {
			t.Errorf("%+v: depth %d", c, tree.Depth())
		}
		for n := range tree.Nodes() {
			if n.Leaf() && n.Rows() < c.leaf {
				t.Errorf("%+v: a leaf of %d rows", c, n.Rows())
			}
		}
		if c.leaf > 150 && tree.Leaves() != 1 {
			t.Errorf("%+v: %d leaves of 300 rows", c, tree.Leaves())
		}
	}
}

// No single question helps with exclusive or; two in a row settle it. A
// grower that refuses splits without gain would stop at the root.
func TestZeroGainIsTaken(t *testing.T) {
	tree := mustGrow(t, xor(), Options{})
	if tree.Root.Split.Gain != 0 || tree.Leaves() != 4 || tree.Mistakes(xor()) != 0 {
		t.Errorf("root gain %v, %d leaves, %d mistakes", tree.Root.Split.Gain, tree.Leaves(), tree.Mistakes(xor()))
	}
}

func TestGrowRefuses(t *testing.T) {
	ok := xor()
	number := func(x float64) Data {
		return Data{[]Feature{{Name: "x", Values: []float64{1, x}}}, []int{0, 1}, []string{"a", "b"}}
	}
	category := func(x float64) Data {
		return Data{[]Feature{{"x", []float64{0, x}, []string{"u", "v"}}}, []int{0, 1}, []string{"a", "b"}}
	}
	for _, c := range []struct {
		name    string
		data    Data
		options Options
		want    error
	}{
		{"no rows", Data{Features: ok.Features, Classes: ok.Classes}, Options{}, ErrEmpty},
		{"no features", Data{Label: ok.Label, Classes: ok.Classes}, Options{}, ErrEmpty},
		{"no classes", Data{Features: ok.Features, Label: ok.Label}, Options{}, ErrEmpty},
		{"short column", Data{ok.Features, []int{0}, ok.Classes}, Options{}, ErrShape},
		{"unknown class", Data{ok.Features, []int{0, 1, 2, 0}, ok.Classes}, Options{}, ErrValue},
		{"negative class", Data{ok.Features, []int{0, 1, -1, 0}, ok.Classes}, Options{}, ErrValue},
		{"not a number", number(math.NaN()), Options{}, ErrValue},
		{"infinite", number(math.Inf(-1)), Options{}, ErrValue},
		{"half a category", category(0.5), Options{}, ErrValue},
		{"unknown category", category(2), Options{}, ErrValue},
		{"negative category", category(-1), Options{}, ErrValue},
		{"negative depth", ok, Options{MaxDepth: -1}, ErrValue},
		{"negative leaf", ok, Options{MinLeaf: -1}, ErrValue},
	} {
		if _, err := Grow(c.data, c.options); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
	tree := mustGrow(t, ok, Options{})
	if _, err := tree.Predict([]float64{1}); !errors.Is(err, ErrShape) {
		t.Errorf("a short row: %v", err)
	}
}

func TestMiddleSeparates(t *testing.T) {
	up := math.Nextafter
	for _, c := range [][2]float64{
		{1, 2}, {-1, 1}, {1, up(1, 2)}, {up(1, 0), 1}, {-math.MaxFloat64, math.MaxFloat64},
		{math.MaxFloat64 / 2, math.MaxFloat64}, {0, 5e-324}, {-5e-324, 0}, {5e-324, 1e-323}, {math.Copysign(0, -1), 1e-300},
	} {
		if m := dataset.Halfway(c[0], c[1]); !(c[0] <= m && m < c[1]) {
			t.Errorf("Halfway(%g, %g) = %g does not separate them", c[0], c[1], m)
		}
	}
}
