package gini

import (
	"math"
	"slices"
	"testing"
)

func TestRankOfTemperature(t *testing.T) {
	want := []struct{ at, impurity float64 }{
		{101.5, 1.0 / 3}, {100.25, 0.375}, {103.5, 3.0 / 7}, {98.75, 7.0 / 15},
	}
	got := Rank(Cuts(People(), Gini))
	if len(got) != len(want) {
		t.Fatalf("%d cuts, want %d", len(got), len(want))
	}
	for i, w := range want {
		if got[i].At != w.at {
			t.Errorf("rank %d at %v, want %v", i+1, got[i].At, w.at)
		}
		near(t, "impurity", got[i].Impurity, w.impurity, 1e-15)
	}
}

// 100 °F and 100.25 °F part the same people.
func TestRoundThreshold(t *testing.T) {
	round, half := CutAt(People(), 100, Gini), CutAt(People(), 100.25, Gini)
	if !slices.Equal(round.Under, half.Under) || round.Impurity != half.Impurity {
		t.Errorf("cut at 100 is %+v, at 100.25 %+v", round, half)
	}
}

func TestRankBreaksTiesByThreshold(t *testing.T) {
	got := Rank([]Cut{{At: 3, Impurity: 0.5}, {At: 1, Impurity: 0.5 + 1e-15}, {At: 2, Impurity: 0.4}})
	if got[0].At != 2 || got[1].At != 1 || got[2].At != 3 {
		t.Errorf("Rank = %v, want thresholds 2, 1, 3", got)
	}
}

func TestCutsOfNobody(t *testing.T) {
	if cuts := Cuts(nil, Gini); len(cuts) != 0 {
		t.Errorf("nobody can be cut %d ways", len(cuts))
	}
}

// winner returns the best threshold and whether the runner-up is clearly worse.
func winner(people []Person, impurity Impurity) (at float64, clear bool) {
	ranked := Rank(Cuts(people, impurity))
	return ranked[0].At, len(ranked) == 1 || ranked[1].Impurity-ranked[0].Impurity > 1e-6
}

func TestQuarrel(t *testing.T) {
	for _, c := range []struct {
		name          string
		people        []Person
		gini, entropy float64
	}{
		{"eight", Quarrel(), 103.5, 100.5},
		{"fourteen", ThreeWayQuarrel(), 98.5, 102.5},
	} {
		g, clearG := winner(c.people, Gini)
		h, clearH := winner(c.people, HalfEntropy)
		if g != c.gini || h != c.entropy || !clearG || !clearH {
			t.Errorf("%s: Gini %v (clear %v), entropy %v (clear %v); want %v and %v",
				c.name, g, clearG, h, clearH, c.gini, c.entropy)
		}
	}
	if m, clear := winner(ThreeWayQuarrel(), Misclassification); m != 93.5 || !clear {
		t.Errorf("misclassification chooses %v (clear %v), want 93.5", m, clear)
	}
}

// No shorter row of labels makes Gini and entropy disagree with clear winners,
// and none shorter than fourteen sets all three at odds.
func TestQuarrelsAreSmallest(t *testing.T) {
	for n := 2; n < 8; n++ {
		eachRow(n, func(labels string) {
			g, clearG := winner(inOrder(labels), Gini)
			h, clearH := winner(inOrder(labels), HalfEntropy)
			if g != h && clearG && clearH {
				t.Errorf("%s: Gini %v, entropy %v", labels, g, h)
			}
		})
	}
	for n := 8; n < 14; n++ {
		eachRow(n, func(labels string) {
			g, clearG := winner(inOrder(labels), Gini)
			m, clearM := winner(inOrder(labels), Misclassification)
			if g == m || !clearG || !clearM {
				return
			}
			if h, clearH := winner(inOrder(labels), HalfEntropy); h != g && h != m && clearH {
				t.Errorf("%s: three winners %v, %v, %v", labels, g, h, m)
			}
		})
	}
}

// eachRow calls f with each row of n labels in which the first half of all rows
// stands for the other, which swaps Y and N.
func eachRow(n int, f func(labels string)) {
	row := make([]byte, n)
	for bits := range 1 << (n - 1) {
		for i := range row {
			row[i] = "NY"[bits>>i&1]
		}
		f(string(row))
	}
}

// With clear winners the order of the people cannot matter.
func TestCutsIgnoreOrder(t *testing.T) {
	people := ThreeWayQuarrel()
	want := Cuts(people, Gini)
	slices.Reverse(people)
	for i, cut := range Cuts(people, Gini) {
		if cut.At != want[i].At || math.Abs(cut.Impurity-want[i].Impurity) > 1e-15 {
			t.Errorf("cut %d = %+v, want %+v", i, cut, want[i])
		}
	}
}

func BenchmarkCuts(b *testing.B) {
	people := ThreeWayQuarrel()
	for b.Loop() {
		Cuts(people, Gini)
	}
}

// The answers of the lesson's practice problems.
func TestPracticeNumbers(t *testing.T) {
	near(t, "three classes of 3, 3 and 2", Gini([]float64{3. / 8, 3. / 8, 2. / 8}), 42.0/64, 1e-15)
	near(t, "the same without putting back", Gini([]float64{3. / 8, 3. / 8, 2. / 8})*8/7, 0.75, 1e-15)
	for x := 90.0; x < 110; x += 0.25 {
		if g := CutAt(People(), x, Gini).Impurity; g > 0.5 {
			t.Errorf("threshold %v raises the impurity to %v", x, g)
		}
	}
	near(t, "one yes among seven, Gini", Gini([]float64{1. / 7, 6. / 7}), 0.2449, 5e-5)
	near(t, "one yes among seven, entropy ÷ 2", HalfEntropy([]float64{1. / 7, 6. / 7}), 0.2958, 5e-5)
}

// The exercises' solutions are self-contained, so that no learner's edit of
// the lesson's code changes what is right. They agree with that code.
func TestSolutionsAgreeWithTheLesson(t *testing.T) {
	sick, notsick := ByEmotion(People())
	near(t, "weightedGini", weightedGini([][]int{sick, notsick}), Weighted([][]int{sick, notsick}, Gini), 1e-12)
	for _, people := range [][]Person{People(), Quarrel(), ThreeWayQuarrel()} {
		var s sample
		for _, p := range people {
			s.temperatures = append(s.temperatures, p.Temperature)
			s.stays = append(s.stays, p.StayHome)
		}
		near(t, "bestThreshold", bestThreshold(s.temperatures, s.stays), Rank(Cuts(people, Gini))[0].At, 0)
	}
}

// Every threshold in the best gap is as good as its middle.
func TestJudgeThreshold(t *testing.T) {
	s := sample{
		[]float64{98, 105, 98, 98, 101, 101, 99.5, 102},
		[]bool{false, true, true, false, true, false, false, true},
	}
	for threshold, good := range map[float64]bool{
		101: true, 101.5: true, 101.99: true,
		100.99: false, 102: false, 98: false, 106: false, math.NaN(): false, math.Inf(1): false,
	} {
		if wrong := judgeThreshold(s, threshold); (wrong == "") != good {
			t.Errorf("threshold %v: %q", threshold, wrong)
		}
	}
}

// A threshold belongs to the side under it, and neighbouring floats can be parted.
func TestNoSideIsEmpty(t *testing.T) {
	people := People()[:2]
	people[0].Temperature, people[1].Temperature = 100, math.Nextafter(100, 101)
	cuts := Cuts(people, Gini)
	if len(cuts) != 1 || total(cuts[0].Under) != 1 || total(cuts[0].Over) != 1 {
		t.Errorf("neighbouring floats: %+v", cuts)
	}
	if cut := CutAt(people, 100, Gini); total(cut.Under) != 1 {
		t.Errorf("a reading equal to the threshold goes over: %+v", cut)
	}
}

func total(counts []int) int { return counts[0] + counts[1] }
