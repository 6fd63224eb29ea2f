package trees

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// YourChance returns the chance of class 1 that the branch below n
// gives a row: the share of class 1 in the leaf where the row arrives.
// All questions are numeric: row[n.Split.Feature] <= n.Split.Threshold
// goes to n.Yes.
//
// An unknown value is NaN. Then both sides are asked, and their chances
// averaged, each weighted by its number of training rows, Rows().
func YourChance(n *Node, row []float64) float64 {
	return 0
}

// chanceBelow solves YourChance.
func chanceBelow(n *Node, row []float64) float64 {
	if n.Leaf() {
		return n.Probabilities()[1]
	}
	x := row[n.Split.Feature]
	switch {
	case math.IsNaN(x):
		yes, no := float64(n.Yes.Rows()), float64(n.No.Rows())
		both := yes*chanceBelow(n.Yes, row) + no*chanceBelow(n.No, row)
		return both / (yes + no)
	case x <= n.Split.Threshold:
		return chanceBelow(n.Yes, row)
	}
	return chanceBelow(n.No, row)
}

// visit is the arguments of YourChance.
type visit struct {
	root *Node
	row  []float64
}

// rowsOf makes a leaf from the number of its rows in each class.
func rowsOf(class0, class1 int) *Node { return &Node{Counts: []int{class0, class1}} }

// asks makes an internal node: is x of the feature at most the threshold?
func asks(feature int, threshold float64, yes, no *Node) *Node {
	counts := []int{yes.Counts[0] + no.Counts[0], yes.Counts[1] + no.Counts[1]}
	return &Node{Counts: counts, Split: &Split{Feature: feature, Threshold: threshold}, Yes: yes, No: no}
}

// outline writes a branch in one line: "row[0] ≤ 2 → 1:3, else 2:0".
func outline(n *Node) string {
	if n.Leaf() {
		return counted(n.Counts)
	}
	side := func(child *Node) string {
		if child.Leaf() {
			return outline(child)
		}
		return "(" + outline(child) + ")"
	}
	return fmt.Sprintf("row[%d] ≤ %g → %s, else %s", n.Split.Feature, n.Split.Threshold, side(n.Yes), side(n.No))
}

// String writes the call, with the tree in place of its root.
func (v visit) String() string {
	values := make([]string, len(v.row))
	for i, x := range v.row {
		values[i] = fmt.Sprint(x)
	}
	return fmt.Sprintf("YourChance(“%s”, [%s])", outline(v.root), strings.Join(values, ", "))
}

// CheckYourChance checks the learner's YourChance.
func CheckYourChance(nb *notebook.Cell) { yourChance().Check(nb) }

func yourChance() exercise.Func[visit, float64] {
	missing := math.NaN()
	return exercise.Func[visit, float64]{
		Name:     "YourChance",
		Yours:    func(v visit) float64 { return YourChance(v.root, v.row) },
		Solution: func(v visit) float64 { return chanceBelow(v.root, v.row) },
		ShowIn:   visit.String,
		Examples: []visit{
			{rowsOf(1, 3), []float64{5}},
			{asks(0, 2, rowsOf(1, 3), rowsOf(2, 0)), []float64{1}},
			{asks(0, 2, rowsOf(1, 3), rowsOf(2, 0)), []float64{2}},
			{asks(0, 2, rowsOf(1, 3), rowsOf(2, 0)), []float64{5}},
			{asks(0, 2, asks(1, 1, rowsOf(0, 2), rowsOf(1, 1)), rowsOf(3, 1)), []float64{1, 5}},
			{asks(0, 2, asks(1, 1, rowsOf(0, 2), rowsOf(2, 0)), rowsOf(2, 1)), []float64{missing, 0}},
		},
		Random: func(rng *rand.Rand, size int) visit {
			v := visit{randomBranch(rng, min(3, size/2)), make([]float64, 2)}
			for f := range v.row {
				v.row[f] = float64(rng.IntN(5))
				if rng.IntN(3) == 0 {
					v.row[f] = missing
				}
			}
			return v
		},
		Slips: chanceSlips(),
	}
}

// randomBranch grows a random branch of at most the given depth.
func randomBranch(rng *rand.Rand, depth int) *Node {
	if depth == 0 || rng.IntN(4) == 0 {
		class0 := rng.IntN(4)
		return rowsOf(class0, rng.IntN(4)+max(0, 1-class0)) // a leaf has a row at least
	}
	return asks(rng.IntN(2), float64(1+rng.IntN(3)), randomBranch(rng, depth-1), randomBranch(rng, depth-1))
}

func chanceSlips() []exercise.Slip[visit, float64] {
	share := func(n *Node) float64 { return n.Probabilities()[1] }
	// ask walks down with one rule for choosing a side and one for gaps.
	type gapRule func(n *Node, again func(*Node) float64) float64
	ask := func(goesYes func(x, threshold float64) bool, gap gapRule) func(visit) float64 {
		return func(v visit) float64 {
			var chance func(n *Node) float64
			chance = func(n *Node) float64 {
				switch {
				case n.Leaf():
					return share(n)
				case math.IsNaN(v.row[n.Split.Feature]):
					return gap(n, chance)
				case goesYes(v.row[n.Split.Feature], n.Split.Threshold):
					return chance(n.Yes)
				}
				return chance(n.No)
			}
			return chance(v.root)
		}
	}
	atMost := func(x, threshold float64) bool { return x <= threshold }
	weighted := func(n *Node, again func(*Node) float64) float64 {
		yes, no := float64(n.Yes.Rows()), float64(n.No.Rows())
		return (yes*again(n.Yes) + no*again(n.No)) / (yes + no)
	}
	goesNo := func(n *Node, again func(*Node) float64) float64 { return again(n.No) }
	return []exercise.Slip[visit, float64]{
		{Says: "That is the leaf's most common class. The task asks for its share of class 1: n.Probabilities()[1].",
			Func: func(v visit) float64 { return math.Round(chanceBelow(v.root, v.row)) }},
		{Says: "That is the share of class 0. Classes are counted from 0, so class 1 is Probabilities()[1].",
			Func: func(v visit) float64 { return 1 - chanceBelow(v.root, v.row) }},
		{Says: "That is the share of class 1 among all rows at the root. Follow the answers down to a leaf first.",
			Func: func(v visit) float64 { return share(v.root) }},
		{Says: "The sides are mixed up: when the value is at most the threshold, the row goes to n.Yes.",
			Func: ask(func(x, threshold float64) bool { return x > threshold }, weighted)},
		{Says: "A value equal to the threshold goes to n.Yes: ask <=, not <.",
			Func: ask(func(x, threshold float64) bool { return x < threshold }, weighted)},
		{Says: "Only one question is asked. Keep going until n.Leaf().",
			Func: func(v visit) float64 {
				top := *v.root
				if !top.Leaf() {
					top.Yes, top.No = rowsOf(top.Yes.Counts[0], top.Yes.Counts[1]), rowsOf(top.No.Counts[0], top.No.Counts[1])
				}
				return chanceBelow(&top, v.row)
			}},
		{Says: "It looks as if every question were asked about row[0]. Node n asks about row[n.Split.Feature].",
			Func: func(v visit) float64 {
				same := make([]float64, len(v.row))
				for f := range same {
					same[f] = v.row[0]
				}
				return chanceBelow(v.root, same)
			}},
		{Says: "NaN <= 2 is false in Go, so an unknown value silently goes to n.No. Ask math.IsNaN first.",
			Func: ask(atMost, goesNo)},
		{
			Says: "The plain mean of both sides lets a side of two rows count as much as one of two hundred. " +
				"Weight each by its Rows().",
			Func: ask(atMost, func(n *Node, again func(*Node) float64) float64 { return (again(n.Yes) + again(n.No)) / 2 }),
		},
		{
			Says: "At an unknown value you seem to stop and take the node's own share. Questions further down may still be " +
				"answered: ask both sides.",
			Func: ask(atMost, func(n *Node, _ func(*Node) float64) float64 { return share(n) }),
		},
	}
}
