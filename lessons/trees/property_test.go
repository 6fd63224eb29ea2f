package trees

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"
)

// checkTree holds what is true of every grown tree.
func checkTree(t testing.TB, tree *Tree, d Data) {
	t.Helper()
	reached := map[*Node][]int{}
	for i, class := range d.Label {
		for _, n := range tree.Trace(d.Row(i)) {
			if reached[n] == nil {
				reached[n] = make([]int, len(d.Classes))
			}
			reached[n][class]++
		}
	}
	inLeaves := 0
	for n := range tree.Nodes() {
		if !slices.Equal(n.Counts, reached[n]) {
			t.Fatalf("a node says %v, but %v rows come to it", n.Counts, reached[n])
		}
		if n.Leaf() {
			inLeaves += n.Rows()
			continue
		}
		if !slices.Equal(n.Split.Left, n.Yes.Counts) || !slices.Equal(n.Split.Right, n.No.Counts) {
			t.Fatalf("split says %v | %v, children have %v | %v", n.Split.Left, n.Split.Right, n.Yes.Counts, n.No.Counts)
		}
		if n.Yes.Rows() == 0 || n.No.Rows() == 0 {
			t.Fatal("a split sends every row to one side")
		}
		if n.Split.Gain < -tie {
			t.Fatalf("a split makes things worse: gain %v", n.Split.Gain)
		}
	}
	if inLeaves != len(d.Label) {
		t.Fatalf("the leaves hold %d rows of %d", inLeaves, len(d.Label))
	}
}

func TestEveryTree(t *testing.T) {
	for seed := range uint64(40) {
		n, classes, categories := 2+int(seed)*7, 2+int(seed%3), 1+int(seed%5)
		d := randomData(n, classes, categories, seed)
		if seed%2 == 1 {
			slices.Reverse(d.Features) // numbers after categories as well as before
		}
		for _, o := range []Options{{}, {Impurity: Entropy}, {MaxDepth: 3}, {MinLeaf: 4}} {
			tree := mustGrow(t, d, o)
			checkTree(t, tree, d)
			checkTree(t, tree.Prune(0.01), d)
		}
	}
}

func TestDeeperNeverWorseInTraining(t *testing.T) {
	for seed := range uint64(10) {
		d := randomData(200, 3, 4, seed)
		before := math.MaxInt
		for depth := 1; depth <= 15; depth++ {
			got := mustGrow(t, d, Options{MaxDepth: depth}).Mistakes(d)
			if got > before {
				t.Errorf("seed %d: depth %d makes %d mistakes, one less made %d", seed, depth, got, before)
			}
			before = got
		}
		if full := mustGrow(t, d, Options{}); before < full.Mistakes(d) {
			t.Errorf("seed %d: the full tree makes more mistakes than depth 15", seed)
		}
	}
}

// The features of continuous data are all different, so a full tree learns
// every row by heart.
func TestFullTreeLearnsByHeart(t *testing.T) {
	d := randomData(500, 3, 3, 1)
	if got := mustGrow(t, d, Options{}).Mistakes(d); got != 0 {
		t.Errorf("%d mistakes in training", got)
	}
}

// shape writes a tree without its thresholds.
func shape(n *Node) []any {
	if n.Leaf() {
		return []any{n.Counts}
	}
	return []any{n.Counts, n.Split.Feature, n.Split.Yes, shape(n.Yes), shape(n.No)}
}

func TestRowOrderDoesNotMatter(t *testing.T) {
	d := randomData(150, 3, 3, 9)
	want := mustGrow(t, d, Options{})
	for seed := range uint64(5) {
		shuffled := d.Pick(rand.New(rand.NewPCG(seed, 0)).Perm(len(d.Label)))
		if got := mustGrow(t, shuffled, Options{}); !reflect.DeepEqual(got.Root, want.Root) {
			t.Errorf("seed %d: another order of the rows grew another tree", seed)
		}
	}
}

func TestScaleDoesNotMatter(t *testing.T) {
	d := randomData(150, 3, 3, 9)
	want := shape(mustGrow(t, d, Options{}).Root)
	for name, rising := range map[string]func(float64) float64{
		"exp":  math.Exp,
		"cube": func(x float64) float64 { return x * x * x },
		"line": func(x float64) float64 { return 1000*x - 7 },
	} {
		other := d.Pick(rand.New(rand.NewPCG(0, 0)).Perm(len(d.Label)))
		for f := range 3 {
			for i, x := range other.Features[f].Values {
				other.Features[f].Values[i] = rising(x)
			}
		}
		if got := shape(mustGrow(t, other, Options{}).Root); !reflect.DeepEqual(got, want) {
			t.Errorf("%s of the features grew another tree", name)
		}
	}
}

func TestNamesOfClassesDoNotMatter(t *testing.T) {
	d := randomData(150, 3, 3, 9)
	d.Features = d.Features[:3] // one category against the rest breaks ties by class
	want := mustGrow(t, d, Options{})
	swapped := d
	swapped.Label = nil
	for _, class := range d.Label {
		swapped.Label = append(swapped.Label, (class+1)%3)
	}
	got := mustGrow(t, swapped, Options{})
	for i := range d.Label {
		a, b := want.Trace(d.Row(i)), got.Trace(d.Row(i))
		if len(a) != len(b) {
			t.Fatalf("row %d passes %d nodes, then %d", i, len(a), len(b))
		}
		for j := range a {
			if !a[j].Leaf() && (a[j].Split.Feature != b[j].Split.Feature || a[j].Split.Threshold != b[j].Split.Threshold) {
				t.Fatalf("row %d meets another question", i)
			}
		}
	}
}

func TestBestSplitAgainstTryingEverything(t *testing.T) {
	for seed := range uint64(30) {
		d := randomData(25, 2, 5, seed)
		for name, impurity := range map[string]Impurity{"Gini": Gini, "entropy": Entropy} {
			splits, err := Candidates(d, impurity, 1)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := splits[0].Gain, bestByForce(d, impurity); math.Abs(got-want) > 1e-12 {
				t.Errorf("seed %d, %s: best gain %v, by trying everything %v", seed, name, got, want)
			}
			if grown := mustGrow(t, d, Options{Impurity: impurity}); grown.Root.Split.Gain != splits[0].Gain {
				t.Errorf("seed %d, %s: the root gains %v of %v", seed, name, grown.Root.Split.Gain, splits[0].Gain)
			}
		}
	}
}

// bestByForce tries every value as threshold and every set of categories.
func bestByForce(d Data, impurity Impurity) float64 {
	best := math.Inf(-1)
	try := func(goesLeft func(i int) bool) {
		left, right := make([]int, len(d.Classes)), make([]int, len(d.Classes))
		for i, class := range d.Label {
			if goesLeft(i) {
				left[class]++
			} else {
				right[class]++
			}
		}
		if total(left) > 0 && total(right) > 0 {
			all := slices.Clone(left)
			add(all, right)
			best = max(best, impurity(all)-Weighted(impurity, left, right))
		}
	}
	for _, f := range d.Features {
		for _, threshold := range f.Values {
			try(func(i int) bool { return f.Values[i] <= threshold })
		}
		for set := range 1 << len(f.Categories) {
			if f.Categories == nil {
				break
			}
			try(func(i int) bool { return set>>int(f.Values[i])&1 == 1 })
		}
	}
	return best
}

func TestManyClassesTryEachCategoryOnce(t *testing.T) {
	d := Data{
		Features: []Feature{{"kind", []float64{0, 0, 1, 1, 3, 3}, []string{"a", "b", "never", "c"}}},
		Label:    []int{0, 0, 1, 1, 2, 1},
		Classes:  []string{"p", "q", "r"},
	}
	splits, err := Candidates(d, Gini, 1)
	if err != nil {
		t.Fatal(err)
	}
	var asked []string
	for _, s := range splits {
		asked = append(asked, s.Question(d.Features))
	}
	slices.Sort(asked)
	if want := []string{"kind = a", "kind = b", "kind = c"}; !slices.Equal(asked, want) {
		t.Errorf("asked %q, want %q", asked, want)
	}
}

func TestEntropyAgainstGonum(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 0))
	for range 100 {
		counts, p := make([]int, 1+rng.IntN(6)), []float64(nil)
		for i := range counts {
			counts[i] = rng.IntN(20)
		}
		counts[0]++
		for _, c := range counts {
			p = append(p, float64(c)/float64(total(counts)))
		}
		if got, want := Entropy(counts), stat.Entropy(p)/math.Ln2; math.Abs(got-want) > 1e-12 {
			t.Errorf("Entropy(%v) = %v bits, gonum says %v", counts, got, want)
		}
		if got, want := Gini(counts), 1-dot(p); math.Abs(got-want) > 1e-12 {
			t.Errorf("Gini(%v) = %v, want %v", counts, got, want)
		}
	}
	if Gini(nil) != 0 || Entropy([]int{0, 0}) != 0 || Weighted(Gini, []int{0}, []int{0}) != 0 {
		t.Error("an empty group is not pure")
	}
}

func dot(p []float64) (sum float64) {
	for _, x := range p {
		sum += x * x
	}
	return sum
}
