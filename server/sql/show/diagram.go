package show

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"abacus/lessons/notebook/diagram"
	"abacus/lessons/notebook/palette"

	"abacus/server/sql/box"
)

// Widths of a character, measured generously so that text never leaves its box.
const (
	nameChar = 7.3
	typeChar = 7.0
)

// tagWidth is the width of the column of tags: room for as many as the
// busiest column of the table has.
func tagWidth(t *box.Table) float64 {
	most := 0
	for _, c := range t.Columns {
		most = max(most, len(tags(c)))
	}
	if most == 0 {
		return 0
	}
	return 7.6*float64(most) + 8
}

// Diagram draws the tables of a database as boxes and its foreign keys as lines between them: a
// crow's foot where there may be many rows, a bar where there is one, a circle where there may be
// none. Tables stand below the tables they point at.
func Diagram(s *box.DBSchema, title string) *diagram.Diagram {
	l := newLayout(s)
	d := diagram.New(title, l.width, l.height)
	d.Describe("%s", describeSchema(s))
	side := 0
	for _, e := range l.edges {
		if e.from == e.to {
			drawSelf(d, e)
			continue
		}
		drawKey(d, l, e, &side)
	}
	for _, row := range l.rows {
		for _, b := range row {
			drawTable(d, b)
		}
	}
	return d
}

// boxWidth is the width a table needs for its longest column and its name.
func boxWidth(t *box.Table) float64 {
	width := nameChar*float64(utf8.RuneCountInString(t.Name)) + 8*float64(len(rowsLabel(t)))
	for _, c := range t.Columns {
		line := tagWidth(t) + nameChar*float64(utf8.RuneCountInString(c.Name)) + typeChar*float64(len(c.Type))
		width = max(width, line)
	}
	return width + 30
}

func rowsLabel(t *box.Table) string { return plural(t.Rows, "row") }

func drawTable(d *diagram.Diagram, b *tableBox) {
	t := b.table
	d.Rect(b.x, b.y, b.w, b.h, 6, diagram.Style{Fill: palette.Paper, Stroke: palette.Ink})
	d.Rect(b.x, b.y, b.w, headHeight, 6, diagram.Style{Fill: palette.Blue.Alpha(0.16)})
	d.Line(b.x, b.y+headHeight, b.x+b.w, b.y+headHeight, diagram.Style{Stroke: palette.Ink})
	d.Text(b.x+9, b.y+16.5, t.Name, diagram.TextStyle{Bold: true})
	d.Text(b.x+b.w-9, b.y+16.5, rowsLabel(t), diagram.TextStyle{Anchor: "end", Size: 11.5, Colour: palette.Muted})
	for i, c := range t.Columns {
		y := b.columnY(i) + 4
		d.Text(b.x+9, y, tags(c), diagram.TextStyle{Size: 11.5, Bold: true, Colour: palette.Accent})
		d.Text(b.x+9+tagWidth(t), y, c.Name, diagram.TextStyle{Size: 12, Mono: true})
		d.Text(b.x+b.w-9, y, c.Type, diagram.TextStyle{Anchor: "end", Size: 11.5, Mono: true, Colour: palette.Muted})
	}
}

// columnY is the middle of column i's line.
func (b *tableBox) columnY(i int) float64 { return b.y + headHeight + 3 + lineHeight*(float64(i)+0.5) }

func tags(c box.TableColumn) string {
	var tags []string
	if c.PrimaryKey > 0 {
		tags = append(tags, "PK")
	}
	if c.ForeignKey {
		tags = append(tags, "FK")
	}
	if c.Unique {
		tags = append(tags, "UQ")
	}
	return strings.Join(tags, " ")
}

// line is the style of connectors.
var line = diagram.Style{Stroke: palette.Accent, Width: 1.6}

// drawKey draws the connector of a foreign key: up from the table that has it, along a lane, up to
// the table it names. One that skips a row goes round by the right margin.
func drawKey(d *diagram.Diagram, l *layout, e edge, side *int) {
	x0, y0 := e.from.port(e.from.top, e.from.tops), e.from.y
	x1, y1 := e.to.port(e.to.foot, e.to.foots), e.to.y+e.to.h
	e.from.top++
	e.to.foot++
	turn := l.lane(e.from.row)
	points := [][2]float64{{x0, y0}, {x0, turn}}
	if e.to.row+1 == e.from.row {
		points = append(points, [2]float64{x1, turn})
	} else {
		margin := l.width - 8 - laneHeight*float64(*side)
		*side++
		back := l.lane(e.to.row + 1)
		points = append(points, [2]float64{margin, turn}, [2]float64{margin, back}, [2]float64{x1, back})
	}
	points = append(points, [2]float64{x1, y1})
	d.Poly(points, line)
	drawMany(d, x0, y0, 0, -1, e.unique())
	drawOne(d, x1, y1, 0, 1, e.optional())
}

// drawSelf draws a foreign key into its own table as a loop on the right.
func drawSelf(d *diagram.Diagram, e edge) {
	b := e.from
	from := slices.IndexFunc(b.table.Columns, func(c box.TableColumn) bool { return c.Name == e.key.Columns[0] })
	to := slices.IndexFunc(b.table.Columns, func(c box.TableColumn) bool {
		if len(e.key.ToColumns) == 0 {
			return c.PrimaryKey > 0
		}
		return c.Name == e.key.ToColumns[0]
	})
	x, y0, y1 := b.x+b.w, b.columnY(max(from, 0)), b.columnY(max(to, 0))
	d.Poly([][2]float64{{x, y0}, {x + 22, y0}, {x + 22, y1}, {x, y1}}, line)
	drawMany(d, x, y0, 1, 0, e.unique())
	drawOne(d, x, y1, 1, 0, e.optional())
}

// drawMany marks the end of a connector at the table with the foreign key, where (dx, dy) points
// away from the table: a crow's foot, or a bar when the key may occur once only.
func drawMany(d *diagram.Diagram, x, y, dx, dy float64, once bool) {
	if once {
		drawBar(d, x, y, dx, dy)
	} else {
		for _, spread := range []float64{-6, 6} {
			d.Line(x+dx*9, y+dy*9, x+dy*spread, y+dx*spread, line)
		}
	}
	drawCircle(d, x, y, dx, dy)
}

// drawOne marks the other end: a bar, with a circle when the foreign key may be NULL.
func drawOne(d *diagram.Diagram, x, y, dx, dy float64, optional bool) {
	drawBar(d, x, y, dx, dy)
	if optional {
		drawCircle(d, x, y, dx, dy)
	}
}

func drawBar(d *diagram.Diagram, x, y, dx, dy float64) {
	d.Line(x+dx*6-dy*5, y+dy*6-dx*5, x+dx*6+dy*5, y+dy*6+dx*5, line)
}

func drawCircle(d *diagram.Diagram, x, y, dx, dy float64) {
	d.Circle(x+dx*13, y+dy*13, 3.5, diagram.Style{Fill: palette.Paper, Stroke: palette.Accent, Width: 1.6})
}

// optional tells whether a row may point at nothing: some column of the key may be NULL.
func (e edge) optional() bool {
	return slices.ContainsFunc(e.key.Columns, func(name string) bool {
		c := e.from.table.Column(name)
		// SQLite lets a primary key other than INTEGER PRIMARY KEY be NULL, but nobody means that.
		return c != nil && !c.NotNull && c.PrimaryKey == 0
	})
}

// unique tells whether at most one row can point at the same row.
func (e edge) unique() bool {
	if len(e.key.Columns) != 1 {
		return false
	}
	c := e.from.table.Column(e.key.Columns[0])
	alone := 0
	for _, other := range e.from.table.Columns {
		alone += min(other.PrimaryKey, 1)
	}
	return c != nil && (c.Unique || c.PrimaryKey > 0 && alone == 1)
}

// describeSchema is the diagram in words: each table with its columns, then each relation.
func describeSchema(s *box.DBSchema) string {
	var b strings.Builder
	for _, t := range s.Tables {
		var columns []string
		for _, c := range t.Columns {
			if c.PrimaryKey > 0 {
				c.Name += " (primary key)"
			}
			columns = append(columns, c.Name)
		}
		fmt.Fprintf(&b, "Table %s, %s: %s. ", t.Name, rowsLabel(&t), strings.Join(columns, ", "))
	}
	for _, t := range s.Tables {
		for _, k := range t.ForeignKeys {
			fmt.Fprintf(&b, "%s (%s) points at %s", t.Name, strings.Join(k.Columns, ", "), k.To)
			if len(k.ToColumns) > 0 {
				fmt.Fprintf(&b, " (%s)", strings.Join(k.ToColumns, ", "))
			}
			b.WriteString(". ")
		}
	}
	return strings.TrimSpace(b.String())
}
