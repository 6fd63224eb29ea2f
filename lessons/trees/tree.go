package trees

import (
	"fmt"
	"iter"
)

// A Node is one group of training rows. An internal node asks a question and
// has two children; a leaf has none and answers with the classes of its rows.
type Node struct {
	Counts   []int   // training rows of every class
	Impurity float64 // of these counts
	Depth    int     // questions asked on the way here; 0 at the root
	Split    *Split  // nil in a leaf
	Yes, No  *Node
}

// A Tree predicts for rows with the features it was grown on.
type Tree struct {
	Root     *Node
	Features []Feature
	Classes  []string
	Work     Work // the work of growing it
}

// Leaf reports whether the node asks no question.
func (n *Node) Leaf() bool { return n.Split == nil }

// Rows is the number of training rows that reach the node.
func (n *Node) Rows() int { return total(n.Counts) }

// Class is the most common class among the rows, the first in a tie.
func (n *Node) Class() int { return majority(n.Counts) }

// Probabilities are the shares of the classes among the rows; they add up to 1.
func (n *Node) Probabilities() []float64 {
	p := make([]float64, len(n.Counts))
	for class, c := range n.Counts {
		p[class] = float64(c) / float64(n.Rows())
	}
	return p
}

// Descend follows the answers of one row from the root to a leaf. The row has
// one value per feature; NaN and unknown categories answer no.
func (t *Tree) Descend(row []float64) *Node {
	n := t.Root
	for !n.Leaf() {
		if n.Split.GoesLeft(row) {
			n = n.Yes
		} else {
			n = n.No
		}
	}
	return n
}

// Predict is the class of the leaf that the row falls into. At most Depth
// questions are asked.
func (t *Tree) Predict(row []float64) (int, error) {
	if len(row) != len(t.Features) {
		return 0, fmt.Errorf("trees: %w: %d values for %d features",
			ErrShape, len(row), len(t.Features))
	}
	return t.Descend(row).Class(), nil
}

// Trace returns the nodes that a row passes, from the root to its leaf.
func (t *Tree) Trace(row []float64) []*Node {
	way := []*Node{t.Root}
	for n := t.Root; !n.Leaf(); {
		if n.Split.GoesLeft(row) {
			n = n.Yes
		} else {
			n = n.No
		}
		way = append(way, n)
	}
	return way
}

// Nodes iterates over the tree: every node before its children, yes before no.
func (t *Tree) Nodes() iter.Seq[*Node] {
	return func(yield func(*Node) bool) { walk(t.Root, yield) }
}

func walk(n *Node, yield func(*Node) bool) bool {
	return n == nil || yield(n) && walk(n.Yes, yield) && walk(n.No, yield)
}

// Leaves counts the leaves.
func (t *Tree) Leaves() int {
	leaves := 0
	for n := range t.Nodes() {
		if n.Leaf() {
			leaves++
		}
	}
	return leaves
}

// Depth is the number of questions on the longest way down.
func (t *Tree) Depth() int {
	deepest := 0
	for n := range t.Nodes() {
		deepest = max(deepest, n.Depth)
	}
	return deepest
}

// Mistakes counts the rows of a data set that the tree gets wrong. The data
// must have the features and classes of the training data.
func (t *Tree) Mistakes(d Data) int {
	wrong := 0
	row := make([]float64, len(d.Features))
	for i, class := range d.Label {
		for f := range row {
			row[f] = d.Features[f].Values[i]
		}
		if t.Descend(row).Class() != class {
			wrong++
		}
	}
	return wrong
}

// ErrorRate is the share of rows that the tree gets wrong; 0 without rows.
func (t *Tree) ErrorRate(d Data) float64 {
	if len(d.Label) == 0 {
		return 0
	}
	return float64(t.Mistakes(d)) / float64(len(d.Label))
}
