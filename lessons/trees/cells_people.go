package trees

import (
	"fmt"
	"strings"

	"abacus/lessons/notebook"
)

// criterion asks for the impurity that rates splits.
func criterion(nb *notebook.Cell) (string, Impurity) {
	name := nb.Select("criterion", "criterion", "Gini", "entropy")
	if name == "entropy" {
		return name, Entropy
	}
	return name, Gini
}

// PeopleTree draws the tree of the eight people, to a chosen depth, and lists
// what its leaves say.
func PeopleTree(nb *notebook.Cell) {
	questions := nb.Int("questions", "questions in a row", 2, 0, 2)
	_, impurity := criterion(nb)
	tree, err := Grow(People(), Options{Impurity: impurity})
	if err != nil {
		nb.Error(err)
		return
	}
	cut := deeperThan(tree, questions)
	shown := tree.without(cut)
	nb.Row(func() {
		nb.Show(tree.Draw(Look{Title: "Who stays home?", Cut: cut}))
		nb.Table(leafTable(shown))
	})
	nb.Say("With %s in a row the tree has %s and gets %d of 8 people right.",
		notebook.Count(questions, "question", "questions"), notebook.Count(shown.Leaves(), "leaf", "leaves"), 8-shown.Mistakes(People()))
	nb.Value("right", "%d", 8-shown.Mistakes(People()))
}

// leafTable lists what the leaves of the tree of people say.
func leafTable(shown *Tree) notebook.Table {
	t := notebook.Table{
		Caption: "The leaves, from left to right",
		Columns: []string{"leaf", "rows", "N", "Y", "chance of Y"},
		Numeric: []int{1, 2, 3, 4},
	}
	for n := range shown.Nodes() {
		if n.Leaf() {
			t.Rows = append(t.Rows, []string{
				shown.where(n), fmt.Sprint(n.Rows()), fmt.Sprint(n.Counts[0]), fmt.Sprint(n.Counts[1]),
				fmt.Sprintf("%.2f", n.Probabilities()[1]),
			})
		}
	}
	return t
}

// PeopleSplits rates the two possible first questions, or the next ones on
// either side of the root.
func PeopleSplits(nb *notebook.Cell) {
	group := nb.Select("group", "people", "all eight", "the four under 100 °F", "the four over 100 °F")
	name, impurity := criterion(nb)
	d := People()
	switch group {
	case "the four under 100 °F":
		d = d.Pick([]int{0, 2, 3, 6})
	case "the four over 100 °F":
		d = d.Pick([]int{1, 4, 5, 7})
	}
	splits, err := Candidates(d, impurity, 1)
	if err != nil {
		nb.Error(err)
		return
	}
	before := impurity(d.counts(seq(len(d.Label))))
	nb.Say("Before any question the %s is %.4f.", name, before)
	nb.Table(splitTable(d, splits, name, impurity, "The questions, the best first (N:Y on each side)"))
	for _, s := range splits {
		nb.Value(d.Features[s.Feature].Name, "%.3f", before-s.Gain)
		nb.Value(d.Features[s.Feature].Name+"Gain", "%.3f", s.Gain)
	}
	nb.Say("The greedy choice is “%s”.", splits[0].Question(d.Features))
}

// splitTable lists ranked splits, the winner marked. The column named after
// the impurity is what each split leaves behind.
func splitTable(d Data, splits []Split, name string, impurity Impurity, caption string) notebook.Table {
	t := notebook.Table{
		Caption: caption,
		Columns: []string{"question", "yes", "no", name, "gain"},
		Numeric: []int{1, 2, 3, 4},
		Mark:    []int{0},
	}
	for _, s := range splits {
		question := s.Question(d.Features)
		if s.Yes == nil {
			question = tight(question)
		}
		t.Rows = append(t.Rows, []string{
			question, counted(s.Left), counted(s.Right),
			fmt.Sprintf("%.4f", Weighted(impurity, s.Left, s.Right)), fmt.Sprintf("%.4f", s.Gain+0),
		})
	}
	return t
}

// counted writes class counts: 3:1.
func counted(counts []int) string {
	text := ""
	for i, c := range counts {
		if i > 0 {
			text += ":"
		}
		text += fmt.Sprint(c)
	}
	return text
}

// seq returns 0, 1, … n−1.
func seq(n int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = i
	}
	return s
}

// deeperThan returns the internal nodes at the given depth: cutting there
// keeps at most that many questions in a row.
func deeperThan(t *Tree, depth int) map[*Node]bool {
	cut := map[*Node]bool{}
	for n := range t.Nodes() {
		if !n.Leaf() && n.Depth >= depth {
			cut[n] = true
		}
	}
	return cut
}

// where writes what holds in a node of a tree of categories: "over, sick".
func (t *Tree) where(target *Node) string {
	way := t.wayTo(t.Root, target)
	if len(way) == 0 {
		return "everybody"
	}
	return strings.Join(way, ", ")
}

// wayTo lists the answers between n and target, nil if there is no path.
func (t *Tree) wayTo(n, target *Node) []string {
	if n.Leaf() {
		return nil
	}
	for i, child := range []*Node{n.Yes, n.No} {
		_, answer, _ := strings.Cut(n.Split.Side(t.Features, i == 0), " = ")
		if child == target {
			return []string{answer}
		}
		if way := t.wayTo(child, target); way != nil {
			return append([]string{answer}, way...)
		}
	}
	return nil
}
