package show

import (
	"cmp"
	"slices"

	"abacus/server/sql/box"
)

// Sizes of the diagram in view-box units. A phone shows the whole width on 350 pixels, so a diagram
// is as narrow as it can be without being huge on a desk.
const (
	leastWidth = 430.0
	mostWidth  = 500.0 // a row that would be wider continues in the next
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
	tops, feet int // connectors that meet the upper and the lower edge
}

// edge is one foreign key: from the table that has it to the table it names.
type edge struct {
	from, to   *tableBox
	key        box.ForeignKey
	top, foot  int // its number among the connectors that meet the same edges
	turn, back int // its lane above from and, if it skips a row, below to
	side       int // its lane in the right margin, if it skips a row
}

// skips reports whether there are rows between the two tables, or they are the wrong way round.
func (e edge) skips() bool { return e.to.row+1 != e.from.row }

// layout is the diagram before it is drawn.
type layout struct {
	rows   [][]*tableBox
	edges  []edge
	gaps   []gap // gaps[i] lies above row i, the last one below the last row
	width  float64
	height float64
	sides  int // connectors in the right margin
}

// gap is the space between two rows, with one lane for each connector that turns in it.
type gap struct {
	y     float64
	lanes int
}

// lane returns the height of lane n.
func (g gap) lane(n int) float64 { return g.y + laneMargin + laneHeight*float64(n) }

// newLayout places the tables: each below every table it points at, as narrow as can be.
func newLayout(tables []box.Table) *layout {
	l := &layout{}
	boxes := make(map[string]*tableBox)
	var order []*tableBox
	for i := range tables {
		t := &tables[i]
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
				l.edges = append(l.edges, edge{from: b, to: to, key: key})
			}
		}
	}
	l.layer(order)
	l.assignLanes()
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
		related := func(e edge) bool { return e.from != e.to && (e.from == b || e.to == b) }
		if !slices.ContainsFunc(l.edges, related) {
			b.row = len(order) // tables without relations to others stand last, out of the lines' way
		}
	}
	slices.SortStableFunc(order, func(a, b *tableBox) int { return cmp.Compare(a.row, b.row) })
	layer := -1
	for _, b := range order {
		i := len(l.rows) - 1
		if b.row != layer || rowWidth(l.rows[i])+boxGap+b.w+b.loop > mostWidth {
			layer = b.row
			l.rows = append(l.rows, nil)
			i++
		}
		l.rows[i] = append(l.rows[i], b)
	}
	for i, row := range l.rows {
		for _, b := range row {
			b.row = i
		}
	}
}

// assignLanes numbers the connectors wherever they run side by side.
func (l *layout) assignLanes() {
	l.gaps = make([]gap, len(l.rows)+1)
	next := func(count *int) (n int) {
		*count++
		return *count - 1
	}
	for i := range l.edges {
		e := &l.edges[i]
		if e.from == e.to {
			continue
		}
		e.top, e.foot, e.turn = next(&e.from.tops), next(&e.to.feet), next(&l.gaps[e.from.row].lanes)
		if e.skips() {
			e.back, e.side = next(&l.gaps[e.to.row+1].lanes), next(&l.sides)
		}
	}
}

// place computes coordinates: rows centred, gaps as high as their connectors need.
func (l *layout) place() {
	content := 0.0
	for _, row := range l.rows {
		content = max(content, rowWidth(row))
	}
	right := 8 + laneHeight*float64(l.sides)
	l.width = max(leastWidth, content+right+8)
	left := (l.width - content - right) / 2

	y := 4.0
	for i, row := range l.rows {
		g := &l.gaps[i]
		g.y = y
		if g.lanes > 0 {
			y += 2*laneMargin + laneHeight*float64(g.lanes-1)
		} else if i > 0 {
			y += boxGap
		}
		x, tallest := left+(content-rowWidth(row))/2, 0.0
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

// points returns the corners of a connector: up from the table with the foreign key, along a lane,
// up to the table it names. One that skips a row goes round by the right margin, and one into its
// own table is a loop on the right.
func (l *layout) points(e edge) [][2]float64 {
	if e.from == e.to {
		columns := e.from.table.Columns
		to := slices.IndexFunc(columns, func(c box.TableColumn) bool { return c.PrimaryKey > 0 })
		if len(e.key.ToColumns) > 0 {
			to = column(columns, e.key.ToColumns[0])
		}
		x, y0, y1 := e.from.x+e.from.w, e.from.columnY(column(columns, e.key.Columns[0])), e.from.columnY(max(to, 0))
		return [][2]float64{{x, y0}, {x + 22, y0}, {x + 22, y1}, {x, y1}}
	}
	x0, x1, bottom := e.from.port(e.top, e.from.tops), e.to.port(e.foot, e.to.feet), e.to.y+e.to.h
	turn := l.gaps[e.from.row].lane(e.turn)
	if !e.skips() {
		return [][2]float64{{x0, e.from.y}, {x0, turn}, {x1, turn}, {x1, bottom}}
	}
	margin, back := l.width-8-laneHeight*float64(e.side), l.gaps[e.to.row+1].lane(e.back)
	return [][2]float64{{x0, e.from.y}, {x0, turn}, {margin, turn}, {margin, back}, {x1, back}, {x1, bottom}}
}

// port returns where the n-th of count connectors meets an edge of the box.
func (b *tableBox) port(n, count int) float64 {
	return b.x + b.w*float64(n+1)/float64(count+1)
}
