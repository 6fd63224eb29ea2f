package tables

import (
	"fmt"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/diagram"
	"abacus/lessons/notebook/palette"
)

// GroupSteps fills in a GROUP BY over the sales row by row: each row goes to
// its group, and the group's figures change.
func GroupSteps(nb *notebook.Cell) {
	by := nb.Select("by", "group by", "product_id", "customer_id")
	shop, err := Shop()
	if err != nil {
		nb.Error(err)
		return
	}
	sales := shop.Table("sale")
	column, quantity := sales.Schema.column(by), sales.Schema.column("quantity")
	n := len(sales.Rows)
	all := GroupBy(sales.Rows, column, quantity)
	nb.Animate("step", "rows read", n+1, n, func(i int) {
		groups := GroupBy(sales.Rows[:i], column, quantity)
		nb.Show(groupPicture(sales, by, column, i, groups, all))
		nb.Say("%s", groupStep(sales.Rows, i, by, column, quantity, groups))
	})
}

// groupStep says what reading row i changed.
func groupStep(rows []Row, i int, by string, column, quantity int, groups []Group) string {
	if i == 0 {
		return "No row has been read, so there are no groups."
	}
	row := rows[i-1]
	for _, g := range groups {
		if g.Key != row[column] {
			continue
		}
		if g.Rows == 1 {
			return fmt.Sprintf("Sale %s is the first with %s = %s: a new group, with the sum %s.", row[0], by, g.Key, g.Sum)
		}
		return fmt.Sprintf("Sale %s adds its quantity of %s to the group %s = %s: the sum over %d rows is now %s.",
			row[0], row[quantity], by, g.Key, g.Rows, g.Sum)
	}
	return ""
}

// groupPicture draws the rows on the left, the groups on the right and a line
// from each row read to its group. The groups keep the places they will have
// in the end, so that nothing jumps.
func groupPicture(sales *Table, by string, column, read int, groups, all []Group) *diagram.Diagram {
	const rowHeight, top, left, right = 30.0, 30.0, 6.0, 258.0
	d := diagram.New("Rows on their way into groups", 400, top+rowHeight*float64(len(sales.Rows))+8)
	d.Describe("%d of %d sales have been read. %s", read, len(sales.Rows), describeGroups(by, groups))
	// line aligns values to the right, in the same columns on every line.
	line := func(x, y float64, bold bool, places []float64, values ...string) {
		for j, v := range values {
			d.Text(x+places[j], y, v, diagram.TextStyle{Anchor: "end", Size: 12.5, Bold: bold, Mono: !bold})
		}
	}
	of3, of2 := []float64{22, 98, 158}, []float64{82, 126}
	line(left, 18, true, of3, "id", by, "quantity")
	line(right, 18, true, of2, by, "sum")

	space := rowHeight * float64(len(sales.Rows)) / float64(len(all))
	at := make(map[Value]float64) // the middle of each group's box
	for i, g := range all {
		at[g.Key] = top + space*(float64(i)+0.5)
	}
	for i, row := range sales.Rows {
		y := top + rowHeight*(float64(i)+0.5)
		box, way := diagram.Style{Stroke: palette.Grid}, diagram.Style{Stroke: palette.Muted}
		if i == read-1 {
			box = diagram.Style{Stroke: palette.Accent, Width: 2, Fill: palette.Accent.Alpha(0.12)}
			way = diagram.Style{Stroke: palette.Accent, Width: 2.5}
		}
		if i < read {
			d.Line(left+166, y, right, at[row[column]], way)
		}
		d.Rect(left, y-12, 166, 24, 4, box)
		line(left, y+4.5, false, of3, row[0].String(), row[column].String(), row[3].String())
	}
	for _, g := range groups {
		y := at[g.Key]
		d.Rect(right, y-14, 136, 28, 4, diagram.Style{Stroke: palette.Blue, Fill: palette.Blue.Alpha(0.12)})
		line(right, y+4.5, false, of2, g.Key.String(), g.Sum.String())
	}
	return d
}

func describeGroups(by string, groups []Group) string {
	text := ""
	for _, g := range groups {
		text += fmt.Sprintf("In group %s = %s the sum over %d of them is %s. ", by, g.Key, g.Rows, g.Sum)
	}
	return text
}
