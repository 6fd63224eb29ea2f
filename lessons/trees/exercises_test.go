package trees

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The exercises' solutions are self-contained, so that no learner's edit of
// the lesson's code changes what is right. They agree with that code.

func TestBestQuestionIsTheGrowers(t *testing.T) {
	q := yourQuestion()
	rng := rand.New(rand.NewPCG(6, 0))
	for range 300 {
		s := q.Random(rng, 1+rng.IntN(8))
		d := Data{Label: s.classes, Classes: []string{"0", "1"}}
		for _, column := range s.answers {
			f := Feature{Values: make([]float64, len(column))}
			for i, answer := range column {
				f.Values[i] = float64(answer)
			}
			d.Features = append(d.Features, f)
		}
		splits, err := Candidates(d, Gini, 1)
		if err != nil {
			t.Fatal(err)
		}
		want := Gini(d.counts(seq(len(d.Label)))) // nobody can be separated
		if len(splits) > 0 {
			want -= splits[0].Gain
		}
		if got := s.leaves(bestQuestion(s.answers, s.classes)); math.Abs(got-want) > 1e-9 {
			t.Fatalf("%v leaves %v, the grower %v", s, got, want)
		}
	}
}

func TestJudgeQuestion(t *testing.T) {
	s := survey{[][]int{{1, 1, 0, 0}, {1, 0, 1, 0}, {0, 0, 1, 1}}, []int{1, 1, 0, 0}}
	for q, good := range map[int]bool{-1: false, 0: true, 1: false, 2: true, 3: false} {
		if wrong := judgeQuestion(s, q); (wrong == "") != good {
			t.Errorf("question %d: %q", q, wrong)
		}
	}
}

func TestChanceBelowIsTheLeafs(t *testing.T) {
	d := usualPlane()
	tree := mustGrow(t, d, Options{MaxDepth: 4})
	for i := range d.Label {
		row := d.Row(i)
		if got, want := chanceBelow(tree.Root, row), tree.Descend(row).Probabilities()[1]; got != want {
			t.Errorf("row %v has chance %v, its leaf says %v", row, got, want)
		}
	}
	nothing := []float64{math.NaN(), math.NaN()}
	if got, want := chanceBelow(tree.Root, nothing), tree.Root.Probabilities()[1]; math.Abs(got-want) > 1e-12 {
		t.Errorf("nothing known: %v, the root has %v", got, want)
	}
}

func TestPriceIsThePruners(t *testing.T) {
	told := branch{rows: 20, of: 200, impurity: 0.32, leaves: 3, cost: 0.012}
	if got := told.price(); math.Abs(got-0.01) > 1e-12 {
		t.Errorf("the branch of the prose is worth %v", got)
	}
	if got := askedBranch().price(); math.Abs(got-0.02) > 1e-12 {
		t.Errorf("the branch of the exercise is worth %v", got)
	}
	path := mustGrow(t, usualPlane(), Options{MaxDepth: 1}).Path()
	whole := branch{rows: 200, of: 200, impurity: path[1].Impurity, leaves: 2, cost: path[0].Impurity}
	if got := whole.price(); math.Abs(got-path[1].Alpha) > 1e-12 {
		t.Errorf("the root is worth %v, the pruner says %v", got, path[1].Alpha)
	}
}
