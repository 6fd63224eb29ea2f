package show

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/diagram"
	"abacus/lessons/notebook/palette"
	"abacus/server/sql/box"
)

// Widths of a character, generous so that text never leaves its box.
const (
	nameChar = 7.3
	typeChar = 7.0
)

// tagWidth returns the width of the tags in front of the columns' names: room for the most that a
// column of the table has.
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

// Diagram draws the tables of a database as boxes and their foreign keys as lines between them: a
// crow's foot where there may be many rows, a bar where there is one, a circle where there may be
// none. Tables stand below the tables they point at.
func Diagram(tables []box.Table, title string) *diagram.Diagram {
	l := newLayout(tables)
	d := diagram.New(title, l.width, l.height)
	d.Describe("%s", describeTables(tables))
	for _, e := range l.edges {
		points := l.points(e)
		last := len(points) - 1
		d.Poly(points, line)
		drawEnd(d, points[0], points[1], !e.unique(), true)
		drawEnd(d, points[last], points[last-1], false, e.optional())
	}
	for _, row := range l.rows {
		for _, b := range row {
			drawTable(d, b)
		}
	}
	return d
}

// boxWidth returns the width that a table needs for its longest column and its name.
func boxWidth(t *box.Table) float64 {
	width := nameChar*float64(utf8.RuneCountInString(t.Name)) + 8*float64(len(notebook.Count(t.Rows, "row")))
	for _, c := range t.Columns {
		line := tagWidth(t) + nameChar*float64(utf8.RuneCountInString(c.Name)) + typeChar*float64(len(c.Type))
		width = max(width, line)
	}
	return width + 30
}

func drawTable(d *diagram.Diagram, b *tableBox) {
	t, left, right := b.table, b.x+9, b.x+b.w-9
	d.Rect(b.x, b.y, b.w, b.h, 6, diagram.Style{Fill: palette.Paper, Stroke: palette.Ink})
	d.Rect(b.x, b.y, b.w, headHeight, 6, diagram.Style{Fill: palette.Blue.Alpha(0.16)})
	d.Line(b.x, b.y+headHeight, b.x+b.w, b.y+headHeight, diagram.Style{Stroke: palette.Ink})
	d.Text(left, b.y+16.5, t.Name, diagram.TextStyle{Bold: true})
	d.Text(right, b.y+16.5, notebook.Count(t.Rows, "row"), diagram.TextStyle{Anchor: "end", Size: 11.5, Colour: palette.Muted})
	for i, c := range t.Columns {
		y := b.columnY(i) + 4
		d.Text(left, y, tags(c), diagram.TextStyle{Size: 11.5, Bold: true, Colour: palette.Accent})
		d.Text(left+tagWidth(t), y, c.Name, diagram.TextStyle{Size: 12, Mono: true})
		d.Text(right, y, c.Type, diagram.TextStyle{Anchor: "end", Size: 11.5, Mono: true, Colour: palette.Muted})
	}
}

// columnY returns the middle of column i's line.
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

// drawEnd marks the end of a connector that comes from another point: a crow's foot if there may be
// many rows there, else a bar, and a circle if there may be none.
func drawEnd(d *diagram.Diagram, end, from [2]float64, many, none bool) {
	x, y := end[0], end[1]
	dx, dy := float64(cmp.Compare(from[0], x)), float64(cmp.Compare(from[1], y)) // away from the table
	if many {
		for _, spread := range []float64{-6, 6} {
			d.Line(x+dx*9, y+dy*9, x+dy*spread, y+dx*spread, line)
		}
	} else {
		d.Line(x+dx*6-dy*5, y+dy*6-dx*5, x+dx*6+dy*5, y+dy*6+dx*5, line)
	}
	if none {
		d.Circle(x+dx*13, y+dy*13, 3.5, diagram.Style{Fill: palette.Paper, Stroke: palette.Accent, Width: 1.6})
	}
}

// column returns the index of the column with a name, or -1.
func column(columns []box.TableColumn, name string) int {
	return slices.IndexFunc(columns, func(c box.TableColumn) bool { return c.Name == name })
}

// optional reports whether a row may point at nothing: some column of the key may be NULL.
func (e edge) optional() bool {
	// SQLite lets a primary key other than INTEGER PRIMARY KEY be NULL, but nobody means that.
	return slices.ContainsFunc(e.from.table.Columns, func(c box.TableColumn) bool {
		return !c.NotNull && c.PrimaryKey == 0 && slices.Contains(e.key.Columns, c.Name)
	})
}

// unique reports whether at most one row can point at the same row.
func (e edge) unique() bool {
	columns := e.from.table.Columns
	c := columns[column(columns, e.key.Columns[0])]
	compound := func(c box.TableColumn) bool { return c.PrimaryKey > 1 }
	return len(e.key.Columns) == 1 && (c.Unique || c.PrimaryKey > 0 && !slices.ContainsFunc(columns, compound))
}

// describeTables describes the diagram in words: each table with its columns, then each relation.
func describeTables(tables []box.Table) string {
	var b strings.Builder
	for _, t := range tables {
		var columns []string
		for _, c := range t.Columns {
			if c.PrimaryKey > 0 {
				c.Name += " (primary key)"
			}
			columns = append(columns, c.Name)
		}
		fmt.Fprintf(&b, "Table %s, %s: %s. ", t.Name, notebook.Count(t.Rows, "row"), strings.Join(columns, ", "))
	}
	for _, t := range tables {
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
