package tables

import (
	"math"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"

	"gonum.org/v1/plot/plotter"
)

// LookUpCost counts the comparisons of looking up keys in tables of 10 to
// 100 000 rows: by a scan, by halving in a sorted index, and by one look into
// a hash index.
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
	at := func(y float64) plotter.XYs {
		return plotter.XYs{{X: float64(n), Y: y}}
	}
	fig.Scatter("", at(byScan), figure.Red, figure.Circle)
	fig.Scatter("", at(bySearch), figure.Blue, figure.Square)
	fig.Scatter("", at(1), figure.Green, figure.Triangle)
	fig.LogX()
	fig.LogY()
	fig.XRange(8, 130_000)
	fig.YRange(0.7, 130_000)
	fig.Describe("Both axes are logarithmic. With %d rows a scan takes %.1f comparisons on average, a sorted index "+
		"%.1f, a hash index 1. The scan rises in proportion to the rows; the sorted index needs about three more "+
		"comparisons for ten times as many rows.",
		n, byScan, bySearch)
	nb.Show(fig)
	nb.Say("With %d rows, a scan makes %.1f comparisons on average, halving "+
		"makes %.1f, and a hash index makes 1.", n, byScan, bySearch)
	nb.Value("rows", "%d", n)
	nb.Value("ratio", "%.0f", byScan/bySearch)
}

// averageCost returns the comparisons that each way takes to look up a key of a
// table of n rows, on average over all keys. The keys 2, 4, 6, … have gaps, as
// keys have after deletions.
func averageCost(n int) (scan, search float64) {
	keys := make([]int, n)
	for i := range keys {
		keys[i] = 2 * (i + 1)
	}
	searched := 0
	for _, key := range keys {
		_, comparisons := Search(keys, key)
		searched += comparisons
	}
	// Each row further down costs a scan one comparison more, so the mean of the
	// first and the last row is that of all.
	_, first := Scan(keys, keys[0])
	_, last := Scan(keys, keys[n-1])
	return float64(first+last) / 2, float64(searched) / float64(n)
}
