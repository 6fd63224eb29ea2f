package show

import (
	"cmp"
	"slices"

	"abacus/server/sql/box"
)

// Sizes of the entity diagram in view-box units. A phone shows the whole width on 350 pixels, so a
// diagram is as narrow as it can be and still not huge on a desk.
const (
	leastWidth = 430.0
	mostWidth  = 500.0 // a row that would be wider goes on in the next
	lineHeight = 18.0
	headHeight = 24.0
	boxGap     = 34.0
	laneHeight = 12.0 // between two connectors that run side by side
	laneMargin = 22.0 // between a box and the first lane: room for a crow's foot
)

// tableBox is a table's place in the diagram.
type tableBox struct {
	table      *box.Table
	x, y, w, h float64
	loop       float64 // room on the right for a foreign key into the table itself
	row        int
	top, foot  int // connectors that meet the upper and the lower edge, counted while drawing
	tops       int // how many there will be
	foots      int
}

// edge is one foreign key: from the table that has it to the table it names.
type edge struct {
	from, to *tableBox
	key      box.ForeignKey
}

// layout is the diagram before it is drawn.
type layout struct {
	rows   [][]*tableBox
	edges  []edge
	gaps   []gap // gaps[i] lies above row i, the last one below the last row
	width  float64
	height float64
	left   float64 // where the row of boxes starts; connectors that skip a row run to the right
	sides  int     // connectors in the right margin
}

// gap is the space between two rows, with one lane for each connector that turns in it.
type gap struct {
	y     float64
	lanes int
	used  int
}

// newLayout places the tables: each below every table it points at, as narrow as can be.
func newLayout(s *box.DBSchema) *layout {
	l := &layout{}
	boxes := make(map[string]*tableBox)
	var order []*tableBox
	for i := range s.Tables {
		t := &s.Tables[i]
		b := &tableBox{table: t, w: boxWidth(t), h: headHeight + lineHeight*float64(len(t.Columns)) + 6}
		boxes[t.Name] = b
		order = append(order, b)
	}
	for _, b := range order {
		for _, key := range b.table.ForeignKeys {
			if to := boxes[key.To]; to != nil {
				if to == b {
					b.loop = 26
				}
				l.edges = append(l.edges, edge{b, to, key})
			}
		}
	}
	l.layer(order)
	l.place()
	return l
}

// layer gives each table a row: one more than the lowest table it points at. A cycle of foreign
// keys would never settle, so the rounds are bounded.
func (l *layout) layer(order []*tableBox) {
	for range order {
		for _, e := range l.edges {
			if e.from != e.to && e.from.row <= e.to.row && e.to.row+1 < len(order) {
				e.from.row = e.to.row + 1
			}
		}
	}
	for _, b := range order {
		alone := func(e edge) bool { return e.from == e.to || e.from != b && e.to != b }
		if !slices.ContainsFunc(l.edges, func(e edge) bool { return !alone(e) }) {
			b.row = len(order) // tables without relations to others stand last, out of the lines' way
		}
	}
	slices.SortStableFunc(order, func(a, b *tableBox) int { return cmp.Compare(a.row, b.row) })
	last := -1
	for _, b := range order {
		full := false
		if n := len(l.rows); n > 0 {
			full = rowWidth(append(slices.Clone(l.rows[n-1]), b)) > mostWidth
		}
		if b.row != last || full { // a row that is too wide goes on in the next
			l.rows = append(l.rows, nil)
			last = b.row
		}
		l.rows[len(l.rows)-1] = append(l.rows[len(l.rows)-1], b)
	}
	for i, row := range l.rows {
		for _, b := range row {
			b.row = i
		}
	}
}

// place computes coordinates: rows centred, gaps as high as their connectors need.
func (l *layout) place() {
	l.gaps = make([]gap, len(l.rows)+1)
	for _, e := range l.edges {
		if e.from == e.to {
			continue
		}
		e.from.tops++
		e.to.foots++
		l.gaps[e.from.row].lanes++
		if e.to.row+1 != e.from.row {
			l.gaps[e.to.row+1].lanes++
			l.sides++
		}
	}
	content := 0.0
	for _, row := range l.rows {
		content = max(content, rowWidth(row))
	}
	right := 8 + laneHeight*float64(l.sides)
	l.width = max(leastWidth, content+right+8)
	l.left = (l.width - content - right) / 2

	y := 4.0
	for i, row := range l.rows {
		l.gaps[i].y = y
		if g := &l.gaps[i]; g.lanes > 0 {
			y += 2*laneMargin + laneHeight*float64(g.lanes-1)
		} else if i > 0 {
			y += boxGap
		}
		x, tallest := l.left+(content-rowWidth(row))/2, 0.0
		for _, b := range row {
			b.x, b.y = x, y
			x += b.w + b.loop + boxGap
			tallest = max(tallest, b.h)
		}
		y += tallest
	}
	end := &l.gaps[len(l.rows)]
	end.y = y
	if end.lanes > 0 {
		y += laneMargin + laneHeight*float64(end.lanes)
	}
	l.height = y + 4
}

func rowWidth(row []*tableBox) float64 {
	width := -boxGap
	for _, b := range row {
		width += b.w + b.loop + boxGap
	}
	return width
}

// lane returns the height at which the next connector may turn in a gap.
func (l *layout) lane(i int) float64 {
	g := &l.gaps[i]
	y := g.y + laneMargin + laneHeight*float64(g.used)
	g.used++
	return y
}

// port returns where the n-th of count connectors meets an edge of the box.
func (b *tableBox) port(n, count int) float64 {
	return b.x + b.w*float64(n+1)/float64(count+1)
}
