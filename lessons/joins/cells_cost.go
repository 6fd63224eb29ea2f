package joins

import (
	"fmt"
	"strings"
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

	var curves []plotter.XYs
	for i, alg := range Algorithms() {
		var curve plotter.XYs
		for _, n := range costSizes() {
			var cost float64
			if measured {
				cost = microseconds(nb, alg, n, copies)
			} else {
				cost = steps(alg, n, copies)
			}
			curve = append(curve, plotter.XY{X: float64(n), Y: cost})
		}
		curves = append(curves, curve)
		name := [...]string{"nested", "hash", "merge"}[i]
		nb.Value(name, "%.0f", curve[len(curve)-1].Y) // at the largest n
	}
	nb.Show(costFigure(measured, curves))
	nb.Table(costTable(measured, curves))
}

// costFigure draws one curve for each algorithm on logarithmic axes.
func costFigure(measured bool, curves []plotter.XYs) *figure.Figure {
	fig := figure.New("Cost of joining two tables of n rows", "rows in each table, n", "steps")
	fig.YRange(10, 1e6)
	unit := "steps"
	if measured {
		fig = figure.New("Time to join two tables of n rows", "rows in each table, n", "time (µs)")
		fig.YRange(0.1, 1e5)
		unit = "µs"
	}
	fig.LogX()
	fig.LogY()
	fig.XRange(8, 512)
	colours := []palette.Colour{figure.Red, figure.Blue, figure.Green}
	marks := []notebook.Mark{figure.Circle, figure.Square, figure.Triangle}
	var ends []string
	for i, alg := range Algorithms() {
		fig.Line("", curves[i], colours[i])
		fig.Scatter(alg.Name, curves[i], colours[i], marks[i])
		end := curves[i][len(curves[i])-1]
		ends = append(ends, fmt.Sprintf("%s %.0f %s", alg.Name, end.Y, unit))
	}
	fig.Describe("Both axes are logarithmic. With 512 rows in each table: %s.", strings.Join(ends, ", "))
	return fig
}

// costTable lists what the figure shows.
func costTable(measured bool, curves []plotter.XYs) notebook.Table {
	t := notebook.Table{Caption: "Steps at each size", Columns: []string{"n"}, Numeric: []int{0, 1, 2, 3}}
	format := "%.0f"
	if measured {
		t.Caption, format = "Microseconds at each size", "%.1f"
	}
	for _, alg := range Algorithms() {
		t.Columns = append(t.Columns, alg.Name)
	}
	for j, n := range costSizes() {
		row := []string{fmt.Sprint(n)}
		for _, curve := range curves {
			row = append(row, fmt.Sprintf(format, curve[j].Y))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
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
