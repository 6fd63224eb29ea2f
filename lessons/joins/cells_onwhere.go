package joins

import (
	"slices"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/diagram"
	"abacus/lessons/notebook/palette"
)

// conditions are the choices of OnVersusWhere.
func conditions() []string { return []string{"r.val = 'R2'", "r.val <> 'R2'", "r.val IS NULL"} }

// conditionNamed returns the condition written as name.
func conditionNamed(name string) Condition {
	switch name {
	case "r.val <> 'R2'":
		return func(row Row, null bool) bool { return !null && row.Val != "R2" }
	case "r.val IS NULL":
		return func(_ Row, null bool) bool { return null }
	default:
		return func(row Row, null bool) bool { return !null && row.Val == "R2" }
	}
}

// OnVersusWhere puts the same condition in the ON clause and in the WHERE
// clause of a LEFT JOIN.
func OnVersusWhere(nb *notebook.Cell) {
	name := nb.Select("condition", "condition", conditions()...)
	left, right := LessonTables()

	on := LeftJoinOn(left, right, conditionNamed(name))
	where := LeftJoinWhere(left, right, conditionNamed(name))

	nb.Say("AND %s in ON: %s. WHERE %s: %s.", name, count(len(on), "row"), name, count(len(where), "row"))
	l, r := sideOf("left_table", left), sideOf("right_table", right)
	nb.Row(func() {
		p := newPicture("ON … AND "+name, pictureWidth, l, r)
		p.legend()
		p.Describe("Condition in ON. %s", describePairs(l, r, on))
		p.drawPairs(on)
		nb.Show(p)
		nb.Show(wherePicture("ON … WHERE "+name, l, r, NestedLoop(left, right, Left, nil), where))
	})
	nb.Row(func() {
		nb.Table(resultTable("Condition in ON", l, r, Left, on))
		nb.Table(resultTable("Condition in WHERE", l, r, Left, where))
	})
}

// wherePicture draws the finished join and crosses out the rows that WHERE
// then drops.
func wherePicture(title string, l, r side, joined, where []Pair) notebook.Drawing {
	p := newPicture(title, pictureWidth, l, r)
	p.legend()
	p.LegendMark("dropped", notebook.MarkCross, palette.Red)
	p.Describe("Condition in WHERE. %s The other %d rows of the join are dropped.",
		describePairs(l, r, where), len(joined)-len(where))
	dropped := diagram.Style{Stroke: palette.Grid, Width: 1.5, Dash: true}
	for _, pair := range joined {
		if !slices.Contains(where, pair) {
			p.connect(pair.Left, pair.Right, dropped)
			p.cross(pair.Left)
		}
	}
	p.drawPairs(where)
	if slices.ContainsFunc(joined, func(pair Pair) bool { return pair.Right == None }) {
		p.nulls(p.rightX(), len(r.rows))
	}
	return p
}

// cross puts a cross beside a left row.
func (p *picture) cross(i int) {
	const half = 5
	x, y := float64(margin+tableWidth+14), rowY(i)
	red := diagram.Style{Stroke: palette.Red, Width: 2.5}
	p.Line(x-half, y-half, x+half, y+half, red)
	p.Line(x-half, y+half, x+half, y-half, red)
}
