package tables

import (
	"math"
	"math/rand/v2"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"

	"gonum.org/v1/plot/plotter"
)

// LookUpCost counts comparisons: keys are looked up in tables of 10 to 100
// 000 rows, by a scan, by halving in a sorted index, and by one look into a
// hash index.
func LookUpCost(nb *notebook.Cell) {
	power := nb.Slider("power", "rows in the table: 10 to the power of", 4,
		notebook.Steps(1, 5, 0.5))
	n := int(math.Round(math.Pow(10, power)))

	var scan, search plotter.XYs
	for p := 1.0; p <= 5; p += 0.5 {
		rows := int(math.Round(math.Pow(10, p)))
		a, b := averageCost(rows)
		scan = append(scan, plotter.XY{X: float64(rows), Y: a})
		search = append(search, plotter.XY{X: float64(rows), Y: b})
	}
	byScan, bySearch := averageCost(n)

	fig := figure.New("Finding one row by its key",
		"rows in the table", "comparisons on average")
	fig.Line("scan", scan, figure.Red)
	fig.Dashed("sorted index, halving", search, figure.Blue)
	hash := plotter.XYs{{X: 10, Y: 1}, {X: 100_000, Y: 1}}
	fig.Line("hash index", hash, figure.Green)
	at := func(y float64) plotter.XYs { return plotter.XYs{{X: float64(n), Y: y}} }
	fig.Scatter("", at(byScan), figure.Red, figure.Circle)
	fig.Scatter("", at(bySearch), figure.Blue, figure.Square)
	fig.Scatter("", at(1), figure.Green, figure.Triangle)
	fig.LogX()
	fig.LogY()
	fig.XRange(8, 130_000)
	fig.YRange(0.7, 130_000)
	fig.Describe("Both axes are logarithmic. With %d rows a scan takes %.0f "+
		"comparisons on average, a sorted index %.1f, a hash index 1. The scan "+
		"rises in proportion to the rows; the sorted index gains about three "+
		"comparisons for ten times the rows.", n, byScan, bySearch)
	nb.Show(fig)
	nb.Say("With %d rows, a scan makes %.0f comparisons on average, halving makes "+
		"%.1f, and a hash index makes 1.", n, byScan, bySearch)
	nb.Value("rows", "%d", n)
	nb.Value("ratio", "%.0f", byScan/bySearch)
}

// averageCost looks up ten keys spread at random over n rows and returns the
// comparisons each way took on average. The keys 2, 4, 6, … have gaps, as
// keys have after deletions.
func averageCost(n int) (scan, search float64) {
	const lookUps = 10
	keys := make([]int, n)
	for i := range keys {
		keys[i] = 2 * (i + 1)
	}
	rng := rand.New(rand.NewPCG(7, 0))
	for i := range lookUps {
		// One key in each tenth of the table: the average is steady although
		// the keys are few.
		part := (float64(i) + rng.Float64()) / lookUps
		key := keys[min(n-1, int(part*float64(n)))]
		_, a := Scan(keys, key)
		_, b := Search(keys, key)
		scan += float64(a) / lookUps
		search += float64(b) / lookUps
	}
	return scan, search
}
