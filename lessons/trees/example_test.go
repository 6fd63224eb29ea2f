package trees_test

import (
	"fmt"
	"strings"

	"abacus/lessons/trees"
)

// The whole tree of eight people, from the table to the leaves.
func ExampleGrow() {
	tree, err := trees.Grow(trees.People(), trees.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for n := range tree.Nodes() {
		indent := strings.Repeat("   ", n.Depth)
		if n.Leaf() {
			fmt.Printf("%s%v -> Y with chance %.1f\n", indent, n.Counts, n.Probabilities()[1])
		} else {
			fmt.Printf("%s%v  %s?\n", indent, n.Counts, n.Split.Question(tree.Features))
		}
	}
	// Output:
	// [4 4]  Temperature = under?
	//    [3 1]  Emotion = sick?
	//       [1 1] -> Y with chance 0.5
	//       [2 0] -> Y with chance 0.0
	//    [1 3]  Emotion = sick?
	//       [1 1] -> Y with chance 0.5
	//       [0 2] -> Y with chance 1.0
}

// The root's two candidates, the better one first.
func ExampleCandidates() {
	d := trees.People()
	splits, err := trees.Candidates(d, trees.Gini, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range splits {
		fmt.Printf("%-20s %v | %v  leaves %.3f\n", s.Question(d.Features), s.Left, s.Right,
			trees.Weighted(trees.Gini, s.Left, s.Right))
	}
	// Output:
	// Temperature = under  [3 1] | [1 3]  leaves 0.375
	// Emotion = sick       [2 2] | [2 2]  leaves 0.500
}

// Somebody who is sick and below 100 °F: two questions, and a leaf that
// cannot tell.
func ExampleTree_Trace() {
	tree, err := trees.Grow(trees.People(), trees.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, n := range tree.Trace([]float64{0, 0}) {
		if n.Leaf() {
			fmt.Println("leaf", n.Counts, n.Probabilities())
		} else {
			fmt.Println(n.Split.Question(tree.Features))
		}
	}
	// Output:
	// Temperature = under
	// Emotion = sick
	// leaf [1 1] [0.5 0.5]
}

// Four corners of a square, opposite ones alike: the first question gains
// nothing, the second everything.
func ExampleGrow_corners() {
	corners := trees.Data{
		Features: []trees.Feature{
			{Name: "x", Values: []float64{0, 0, 1, 1}},
			{Name: "y", Values: []float64{0, 1, 0, 1}},
		},
		Label:   []int{0, 1, 1, 0},
		Classes: []string{"same", "different"},
	}
	tree, err := trees.Grow(corners, trees.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("the root gains %.1f\n", tree.Root.Split.Gain)
	fmt.Println(tree.Leaves(), "leaves,", tree.Mistakes(corners), "mistakes")
	// Output:
	// the root gains 0.0
	// 4 leaves, 0 mistakes
}

// The whole tree of eight people, and at which price per leaf it is cut.
func ExampleTree_Path() {
	tree, err := trees.Grow(trees.People(), trees.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range tree.Path() {
		fmt.Printf("from alpha %.3f: leaves %d, impurity %.3f\n",
			s.Alpha, s.Leaves, s.Impurity)
	}
	// Output:
	// from alpha 0.000: leaves 4, impurity 0.250
	// from alpha 0.062: leaves 2, impurity 0.375
	// from alpha 0.125: leaves 1, impurity 0.500
}
