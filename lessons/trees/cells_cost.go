package trees

import (
	"fmt"
	"math"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// TrainingCost counts the work of training on more and more points and
// compares it with n·log₂ n and n².
func TrainingCost(nb *notebook.Cell) {
	depth := nb.Int("depth", "greatest depth", 5, 1, 10)
	t := notebook.Table{
		Caption: "Comparisons while sorting, points passed while walking",
		Columns: []string{"n", "sorting", "walking", "all / n·log₂ n", "ms"},
		Numeric: []int{0, 1, 2, 3, 4},
	}
	var work, nlogn, square points
	for _, n := range []int{100, 200, 400, 800, 1600} {
		d := Plane(n, 0.1, trainSeed)
		var tree *Tree
		var err error
		took := nb.Elapsed(func() { tree, err = Grow(d, Options{MaxDepth: depth}) })
		if err != nil {
			nb.Error(err)
			return
		}
		done, x := tree.Work.Compared+tree.Work.Visited, float64(n)
		unit := x * math.Log2(x)
		work.add(x, float64(done))
		nlogn.add(x, unit)
		square.add(x, 2*x*x)
		t.Rows = append(t.Rows, []string{
			thousands(n), thousands(tree.Work.Compared), thousands(tree.Work.Visited),
			fmt.Sprintf("%.2f", float64(done)/unit), fmt.Sprintf("%.2f", took.Seconds()*1000),
		})
	}
	first, last := work.XYs[0].Y, work.XYs[len(work.XYs)-1].Y
	fig := figure.New("Work of training", "training points n", "steps of work")
	fig.LogX()
	fig.LogY()
	fig.XRange(80, 2000)
	fig.YRange(1e2, 1e7)
	fig.Scatter("", work.XYs, figure.Accent, figure.Circle)
	fig.Line("counted", work.XYs, figure.Accent)
	fig.Dashed("n·log₂ n", nlogn.XYs, figure.Muted)
	fig.Thin("2·n²: root only, recounting for each threshold", square.XYs, figure.Purple)
	fig.Describe("With 16 times as many points the work grows %.0f times; n squared grows 256 times.", last/first)
	nb.Show(fig)
	nb.Table(t)
	nb.Say("From 100 to 1600 points, 16 times as many, the work grows %.0f times. Counted afresh for every threshold, "+
		"it would grow 256 times.",
		last/first)
	nb.Value("growth", "%.0f", last/first)
}
