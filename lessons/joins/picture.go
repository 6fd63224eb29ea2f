package joins

import (
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/diagram"
	"abacus/lessons/notebook/palette"
)

// Sizes of a picture, in view-box units.
const (
	pictureWidth = 320 // of one beside a table or another picture
	wideWidth    = 440 // of one alone
	rowHeight    = 30
	tableTop     = 48 // of the first row
	idWidth      = 46
	valWidth     = 54
	tableWidth   = idWidth + valWidth
	margin       = 8
)

// A side is one table as a picture shows it.
type side struct {
	name    string
	columns [2]string
	rows    [][2]string
}

// sideOf turns a lesson table into text.
func sideOf(name string, t Table[Row, int]) side {
	s := side{name: name, columns: [2]string{"id", "val"}}
	for _, row := range t.Rows {
		s.rows = append(s.rows, [2]string{idText(row.ID), row.Val})
	}
	return s
}

// A picture draws two tables with room for lines between their rows. Below
// each there is space for one row of NULLs.
type picture struct {
	*diagram.Diagram
	left, right side
	width       float64
}

// newPicture returns a picture in which no row is drawn yet.
func newPicture(title string, width float64, left, right side) *picture {
	rows := max(len(left.rows), len(right.rows)) + 1 // one of NULLs
	height := float64(tableTop + rows*rowHeight + margin)
	p := &picture{diagram.New(title, width, height), left, right, width}
	p.head(margin, left)
	p.head(width-margin-tableWidth, right)
	return p
}

// noNulls removes the space below the tables if there is no row of NULLs.
func (p *picture) noNulls() {
	rows := max(len(p.left.rows), len(p.right.rows))
	p.Resize(p.width, float64(tableTop+rows*rowHeight+margin))
}

// head writes a table's name and columns.
func (p *picture) head(x float64, s side) {
	p.Text(x+tableWidth/2, 16, s.name, diagram.TextStyle{Anchor: "middle", Bold: true, Mono: true})
	small := diagram.TextStyle{Anchor: "middle", Size: 11, Mono: true, Colour: palette.Muted}
	p.Text(x+idWidth/2, 38, s.columns[0], small)
	p.Text(x+idWidth+valWidth/2, 38, s.columns[1], small)
}

// A look is how a row is drawn.
type look struct {
	fill, edge palette.Colour
	width      float64
	faint      bool
}

var (
	plain   = look{edge: palette.Muted}
	faint   = look{edge: palette.Grid, faint: true}
	kept    = look{fill: palette.Blue.Alpha(0.16), edge: palette.Blue, width: 1.5}
	current = look{fill: palette.Accent.Alpha(0.18), edge: palette.Accent, width: 2.5}
)

// leftRow and rightRow draw a row of the left or the right table at place i,
// which for a sorted table need not be the row number.
func (p *picture) leftRow(i int, cells [2]string, l look)  { p.row(margin, i, cells, l) }
func (p *picture) rightRow(i int, cells [2]string, l look) { p.row(p.rightX(), i, cells, l) }

func (p *picture) rightX() float64 { return p.width - margin - tableWidth }

func (p *picture) row(x float64, i int, cells [2]string, l look) {
	y := rowY(i) - rowHeight/2 + 2
	p.Rect(x, y, tableWidth, rowHeight-4, 4, diagram.Style{Fill: l.fill, Stroke: l.edge, Width: l.width})
	p.Line(x+idWidth, y, x+idWidth, y+rowHeight-4, diagram.Style{Stroke: palette.Grid})
	style := diagram.TextStyle{Anchor: "middle", Mono: true}
	if l.faint {
		style.Colour = palette.Muted
	}
	p.Text(x+idWidth/2, y+18, cells[0], style)
	p.Text(x+idWidth+valWidth/2, y+18, cells[1], style)
}

// rowY is the height of the middle of the row at place i.
func rowY(i int) float64 { return tableTop + float64(i)*rowHeight + rowHeight/2 }

// connect draws a line from the left row at place l to the right row at r.
// None is the row of NULLs below the table.
func (p *picture) connect(l, r int, s diagram.Style) {
	if l == None {
		l = len(p.left.rows)
	}
	if r == None {
		r = len(p.right.rows)
	}
	p.Line(margin+tableWidth, rowY(l), p.rightX(), rowY(r), s)
}

// nulls draws the row of NULLs below a table.
func (p *picture) nulls(x float64, i int) {
	y := rowY(i) - rowHeight/2 + 2
	p.Rect(x, y, tableWidth, rowHeight-4, 4, diagram.Style{Stroke: palette.Orange, Dash: true})
	style := diagram.TextStyle{Anchor: "middle", Size: 12, Mono: true, Colour: palette.Muted}
	p.Text(x+idWidth/2, y+18, "NULL", style)
	p.Text(x+idWidth+valWidth/2, y+18, "NULL", style)
}

// Lines of a picture.
var (
	matchLine = diagram.Style{Stroke: palette.Blue, Width: 2}
	nullLine  = diagram.Style{Stroke: palette.Orange, Width: 2, Dash: true}
	askedLine = diagram.Style{Stroke: palette.Muted, Dash: true}
)

// legend explains the two kinds of line.
func (p *picture) legend() {
	p.LegendMark("match", notebook.MarkLine, palette.Blue)
	p.LegendMark("filled with NULL", notebook.MarkDash, palette.Orange)
}

// drawPairs draws both tables and a line for each pair of a join's result.
// Rows that are not in the result are faint.
func (p *picture) drawPairs(pairs []Pair) {
	leftKept, rightKept := make([]bool, len(p.left.rows)), make([]bool, len(p.right.rows))
	leftNull, rightNull := false, false
	for _, pair := range pairs {
		style := matchLine
		if pair.Left == None || pair.Right == None {
			style = nullLine
		}
		p.connect(pair.Left, pair.Right, style)
		if pair.Left != None {
			leftKept[pair.Left] = true
		}
		if pair.Right != None {
			rightKept[pair.Right] = true
		}
		leftNull, rightNull = leftNull || pair.Left == None, rightNull || pair.Right == None
	}
	p.drawRows(leftKept, rightKept)
	if leftNull {
		p.nulls(margin, len(p.left.rows))
	}
	if rightNull {
		p.nulls(p.rightX(), len(p.right.rows))
	}
}

// drawRows draws all rows of both tables.
func (p *picture) drawRows(leftKept, rightKept []bool) {
	for i, cells := range p.left.rows {
		p.leftRow(i, cells, keptLook(leftKept[i]))
	}
	for i, cells := range p.right.rows {
		p.rightRow(i, cells, keptLook(rightKept[i]))
	}
}

func keptLook(in bool) look {
	if in {
		return kept
	}
	return faint
}
