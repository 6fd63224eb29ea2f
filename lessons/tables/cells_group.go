package tables

import (
	"fmt"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/diagram"
	"abacus/lessons/notebook/palette"
)

// GroupSteps fills in a GROUP BY over the sales row by row: each row goes to its group, and the
// group's figures change.
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
		return fmt.Sprintf("Sale %s adds its quantity of %s to the group %s = %s: the sum is now %s over %d rows.",
			row[0], row[quantity], by, g.Key, g.Sum, g.Rows)
	}
	return ""
}

// groupPicture draws the rows on the left, the groups on the right and a line from each row read
// to its group. The groups keep the places they will have in the end, so that nothing jumps.
func groupPicture(sales *Table, by string, column, read int, groups, all []Group) *diagram.Diagram {
	const rowHeight, top, left, right = 30.0, 30.0, 12.0, 330.0
	d := diagram.New("Rows on their way to groups", 520, top+rowHeight*float64(len(sales.Rows))+8)
	d.Describe("%d of %d sales are read. %s", read, len(sales.Rows), describeGroups(by, groups))
	head := diagram.TextStyle{Size: 12, Bold: true}
	d.Text(left, 18, "id, "+by+", quantity", head)
	d.Text(right, 18, by+", rows, sum", head)

	space := rowHeight * float64(len(sales.Rows)) / float64(len(all))
	at := make(map[Value]float64) // the middle of each group's box
	for i, g := range all {
		at[g.Key] = top + space*(float64(i)+0.5)
	}
	for i, row := range sales.Rows {
		y := top + rowHeight*(float64(i)+0.5)
		style, line := diagram.Style{Stroke: palette.Grid}, diagram.Style{Stroke: palette.Muted}
		if i == read-1 {
			style = diagram.Style{Stroke: palette.Accent, Width: 2, Fill: palette.Accent.Alpha(0.12)}
			line = diagram.Style{Stroke: palette.Accent, Width: 2.5}
		}
		if i < read {
			d.Line(left+150, y, right, at[row[column]], line)
		}
		d.Rect(left, y-12, 150, 24, 4, style)
		for j, value := range []Value{row[0], row[column], row[3]} {
			d.Text(left+30+45*float64(j), y+4.5, value.String(), diagram.TextStyle{Anchor: "end", Mono: true})
		}
	}
	for _, g := range groups {
		y := at[g.Key]
		d.Rect(right, y-14, 176, 28, 4, diagram.Style{Stroke: palette.Blue, Fill: palette.Blue.Alpha(0.12)})
		for j, value := range []Value{g.Key, Int(g.Rows), g.Sum} {
			d.Text(right+36+56*float64(j), y+4.5, value.String(), diagram.TextStyle{Anchor: "end", Mono: true, Bold: j == 2})
		}
	}
	return d
}

func describeGroups(by string, groups []Group) string {
	text := ""
	for _, g := range groups {
		text += fmt.Sprintf("Group %s = %s has %d rows and the sum %s. ", by, g.Key, g.Rows, g.Sum)
	}
	return text
}
