package joins

import (
	"fmt"
	"time"

	"gonum.org/v1/plot/plotter"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
	"abacus/lessons/notebook/palette"
)

// costSizes are the numbers of rows in each table.
func costSizes() []int { return []int{8, 16, 32, 64, 128, 256, 512} }

// CostPlot joins shuffled tables of growing size and plots what each
// algorithm took: steps counted, or time measured on this machine.
func CostPlot(nb *notebook.Cell) {
	measured := nb.Select("measure", "show", "steps counted", "time measured") == "time measured"
	copies := nb.Int("copies", "copies of each id in each table", 1, 1, 8)

	fig := figure.New("Cost of joining two tables of n rows", "rows in each table, n", "steps")
	fig.YRange(10, 1e6)
	if measured {
		fig = figure.New("Time to join two tables of n rows", "rows in each table, n", "time (µs)")
		fig.YRange(0.1, 1e5)
	}
	fig.LogX()
	fig.LogY()
	fig.XRange(8, 512)
	table := notebook.Table{Caption: "Steps at each size", Columns: []string{"n"}, Numeric: []int{0, 1, 2, 3}}
	if measured {
		table.Caption = "Microseconds at each size"
	}
	for _, n := range costSizes() {
		table.Rows = append(table.Rows, []string{fmt.Sprint(n)})
	}
	colours := []palette.Colour{figure.Red, figure.Blue, figure.Green}
	marks := []notebook.Mark{figure.Circle, figure.Square, figure.Triangle}
	for i, alg := range Algorithms() {
		var curve plotter.XYs
		table.Columns = append(table.Columns, alg.Name)
		for j, n := range costSizes() {
			var cost float64
			if measured {
				cost = microseconds(nb, alg, n, copies)
			} else {
				cost = steps(alg, n, copies)
			}
			curve = append(curve, plotter.XY{X: float64(n), Y: cost})
			table.Rows[j] = append(table.Rows[j], fmt.Sprintf("%.6g", cost))
		}
		fig.Line("", curve, colours[i])
		fig.Scatter(alg.Name, curve, colours[i], marks[i])
	}
	nb.Show(fig)
	nb.Table(table)
}

// steps returns the comparisons and hashings of one INNER join.
func steps(alg Algorithm, n, copies int) float64 {
	var meter Meter
	alg.Join(ShuffledTable(n, copies, 1), ShuffledTable(n, copies, 2), Inner, &meter)
	return float64(meter.Total())
}

// microseconds returns the time of one INNER join, the mean of enough runs
// for the clock to see them.
func microseconds(nb *notebook.Cell, alg Algorithm, n, copies int) float64 {
	left, right := ShuffledTable(n, copies, 1), ShuffledTable(n, copies, 2)
	runs := max(1, 1024/n)
	elapsed := nb.Elapsed(func() {
		for range runs {
			alg.Join(left, right, Inner, nil)
		}
	})
	// A logarithmic axis has no room for 0, which a coarse clock may return.
	return max(0.1, float64(elapsed)/float64(time.Microsecond)/float64(runs))
}
