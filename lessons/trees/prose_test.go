package trees

import (
	"fmt"
	"math"
	"testing"

	"abacus/lessons/notebook"
)

// The answers to the exercises of content/trees.md name numbers that show at
// inputs other than the defaults. They are checked here.

func TestAnswerByHand(t *testing.T) {
	splits, err := Candidates(People(), Entropy, 1)
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprintf("%.4f", splits[0].Gain); got != "0.1887" {
		t.Errorf("Temperature gains %s bits", got)
	}
	left := Entropy(splits[0].Left)
	if byHand := 0.25*2 + 0.75*math.Log2(4.0/3); math.Abs(left-byHand) > 1e-12 || fmt.Sprintf("%.4f", left) != "0.8113" {
		t.Errorf("a side has %v bits, by hand %v", left, byHand)
	}
}

func TestAnswerOtherFeature(t *testing.T) {
	d := usualPlane()
	splits, err := Candidates(d, Gini, 1)
	if err != nil {
		t.Fatal(err)
	}
	best, at := 0.0, 0.0
	for i := range 71 {
		s := Split{Feature: 0, Threshold: float64(i) / 100}
		rate(&s, d, Gini)
		if s.Gain > best {
			best, at = s.Gain, s.Threshold
		}
	}
	if share := 100 * best / splits[0].Gain; math.Round(share) != 88 || (at != 0.44 && at != 0.45) {
		t.Errorf("the slider reaches %.1f %% at %v", share, at)
	}
}

func TestAnswerWithoutNoise(t *testing.T) {
	tree := mustGrow(t, Plane(200, 0, trainSeed), Options{})
	if e := fmt.Sprintf("%.1f", 100*PlaneError(tree, 0)); tree.Leaves() != 16 || e != "6.4" {
		t.Errorf("%d leaves, %s %% of the plane wrong", tree.Leaves(), e)
	}
	if n := tree.Mistakes(Plane(200, 0, trainSeed)); n != 0 || tree.Depth() > deepest {
		t.Errorf("%d mistakes in training at depth %d", n, tree.Depth())
	}
}

func TestAnswerPrice(t *testing.T) {
	tree := mustGrow(t, usualPlane(), Options{})
	path := tree.Path()
	if got := tree.Prune(0.05).Leaves(); got != 3 {
		t.Errorf("%d leaves at 0.05", got)
	}
	if got := fmt.Sprintf("%.3f", path[len(path)-1].Alpha); got != "0.097" {
		t.Errorf("the root alone needs %s", got)
	}
	if got := tree.Classes[tree.Root.Class()]; got != "blue" {
		t.Errorf("the root says %s", got)
	}
}

// The prose argues from these.
func TestStoriesOfTheProse(t *testing.T) {
	people := notebook.Run(PeopleTree, notebook.Options{Inputs: map[string]string{"questions": "1"}})
	if people.Values["right"] != "6" {
		t.Errorf("one question gets %s right", people.Values["right"])
	}
	depth := notebook.Run(DepthCurve, notebook.Options{}).Values
	if depth["deepTrain"] != "0.0" || depth["best"] != "4" {
		t.Errorf("depth: %v", depth)
	}
	swap := notebook.Run(Perturbed, notebook.Options{}).Values
	d := usualPlane()
	after := mustGrow(t, redraw(d, 0.05, 7), Options{MaxDepth: 3})
	if swap["changed"] == "0" || after.Root.Split.Feature == mustGrow(t, d, Options{}).Root.Split.Feature {
		t.Errorf("the swap does not move the root: %v", swap)
	}
	iris := notebook.Run(IrisTree, notebook.Options{}).Values
	if iris["leaves"] != "5" || iris["right"] != "146" {
		t.Errorf("iris: %v", iris)
	}
	if full := notebook.Run(PruneAlpha, notebook.Options{}).Values; full["left"] != "8" || full["full"] != depth["full"] {
		t.Errorf("pruning: %v", full)
	}
}
