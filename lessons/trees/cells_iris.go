package trees

import (
	"fmt"

	"abacus/lessons/dataset"
	"abacus/lessons/notebook"
)

// IrisTree grows a tree on all four measurements of Fisher's irises, in
// centimetres: length and width of sepals (s) and petals (p).
func IrisTree(nb *notebook.Cell) {
	depth := nb.Int("depth", "greatest depth", 3, 1, 5)
	leaf := nb.Int("leaf", "fewest flowers in a leaf", 1, 1, 20)
	_, impurity := criterion(nb)
	d := FromTable(dataset.Iris())
	for f, name := range []string{"s.len", "s.wid", "p.len", "p.wid"} {
		d.Features[f].Name = name
	}
	tree, err := Grow(d, Options{Impurity: impurity, MaxDepth: depth, MinLeaf: leaf})
	if err != nil {
		nb.Error(err)
		return
	}
	t := notebook.Table{
		Caption: "The alpha path of this tree",
		Columns: []string{"α", "leaves", "impurity"},
		Numeric: []int{0, 1, 2},
	}
	for _, s := range tree.Path() {
		t.Rows = append(t.Rows, []string{fmt.Sprintf("%.6f", s.Alpha), fmt.Sprint(s.Leaves), fmt.Sprintf("%.6f", s.Impurity)})
	}
	nb.Row(func() {
		nb.Show(tree.Draw(Look{Title: "A tree for the irises", Small: tree.Leaves() > 9}))
		nb.Table(t)
	})
	nb.Say("%s, depth %d: %d of 150 flowers are named right.",
		notebook.Count(tree.Leaves(), "leaf", "leaves"), tree.Depth(), 150-tree.Mistakes(d))
	nb.Value("leaves", "%d", tree.Leaves())
	nb.Value("right", "%d", 150-tree.Mistakes(d))
}
