package joins

import (
	"fmt"
	"strconv"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/diagram"
	"abacus/lessons/notebook/palette"
)

// remainder is the simplest hash of a whole number: the number itself. Its
// bucket is then the remainder after dividing by the number of buckets.
func remainder(k int) uint64 { return uint64(k) }

// HashSteps steps through a hash join: first every right row is put into its
// bucket, then every left row is compared with one bucket.
func HashSteps(nb *notebook.Cell) {
	left, right := tablesNamed(nb.Select("tables", "tables with", tableNames()...))
	hasher := Hasher[int]{Hash: remainder, Buckets: nb.Int("buckets", "buckets", 4, 1, 6)}

	steps, pairs := watched(func(m *Meter) []Pair { return Hash(left, right, Inner, hasher, m) })

	l, r := sideOf("left_table", left), sideOf("right_table", right)
	nb.Value("comparisons", "%d", comparisonsIn(steps))
	nb.Value("hashed", "%d", len(steps)-comparisonsIn(steps))
	nb.Animate("step", "step", len(steps)+1, 6, func(i int) {
		compared, found := comparisonsIn(steps[:i]), matchesIn(steps[:i])
		nb.Say("%s", narrate(l, r, steps[:i], hasher.Buckets))
		nb.Show(bucketPicture(l, r, hasher.Buckets, steps[:i]))
		nb.Say("Keys hashed: %d. Comparisons: %d. Rows out: %d.", i-compared, compared, len(found))
		nb.Table(padded(resultTable("Result so far", l, r, Inner, found), len(pairs)))
	})
}

// narrate says what the last of a hash join's steps does.
func narrate(l, r side, steps []Step, buckets int) string {
	if len(steps) == 0 {
		return "All buckets are empty."
	}
	s := steps[len(steps)-1]
	place := func(row [2]string) string {
		return fmt.Sprintf("%s has id %s; %s divided by %d leaves %d", row[1], row[0], row[0], buckets, s.Bucket)
	}
	switch s.Op {
	case Build:
		return "Build: " + place(r.rows[s.Right]) + ", so it goes into that bucket."
	case Probe:
		return "Probe: " + place(l.rows[s.Left]) + ", so only that bucket can hold a match."
	}
	return "Compare: " + verdict(l, r, s)
}

// Places in a bucketPicture.
const (
	bucketX   = 152 // of the buckets' numbers
	chipX     = bucketX + 20
	chipWidth = 26
)

// bucketPicture draws both tables and the buckets between them after the
// given steps, the last of which is happening now.
func bucketPicture(l, r side, buckets int, steps []Step) notebook.Drawing {
	p := newPicture("Hash join", wideWidth, l, r)
	p.Resize(wideWidth, float64(tableTop+max(len(r.rows), len(l.rows), 6)*rowHeight+margin))
	p.LegendMark("this step", notebook.MarkLine, palette.Accent)
	p.Describe("Two tables with %s between them. %s", count(buckets, "bucket"), narrate(l, r, steps, buckets))
	now := Step{Op: Compare, Left: None, Right: None, Bucket: None}
	if len(steps) > 0 {
		now = steps[len(steps)-1]
	}
	p.Text(bucketX, 38, "bucket: ids in it", diagram.TextStyle{Size: 11, Mono: true, Colour: palette.Muted})

	fill, lit := make([]int, buckets), now.Bucket // rows in each bucket so far; the bucket in use
	for _, s := range steps {
		if s.Op != Build {
			continue
		}
		isNow := now.Op != Probe && s.Right == now.Right
		if isNow {
			lit = s.Bucket
		}
		p.chip(chipX+float64(fill[s.Bucket])*chipWidth, rowY(s.Bucket), r.rows[s.Right][0], isNow)
		fill[s.Bucket]++
	}
	p.buckets(lit, buckets)
	if len(steps) > 0 {
		p.bucketArrow(now, lit, chipX+float64(fill[lit])*chipWidth)
	}
	for i, cells := range l.rows {
		p.leftRow(i, cells, currentLook(now.Op != Build && i == now.Left))
	}
	for i, cells := range r.rows {
		p.rightRow(i, cells, currentLook(now.Op != Probe && i == now.Right))
	}
	return p
}

// bucketArrow draws the line of a step: from a right row to the end of its
// bucket, or from a left row to the bucket it is looked up in.
func (p *picture) bucketArrow(now Step, bucket int, end float64) {
	const x0, x1 = margin + tableWidth, bucketX - 10
	line := diagram.Style{Stroke: palette.Accent, Width: 2.5}
	switch now.Op {
	case Build:
		p.Line(p.rightX(), rowY(now.Right), end, rowY(bucket), line)
	case Probe:
		p.Line(x0, rowY(now.Left), x1, rowY(bucket), line)
	case Compare:
		p.Line(x0, rowY(now.Left), x1, rowY(bucket), line)
		p.sign((x0+x1)/2, (rowY(now.Left)+rowY(bucket))/2, equality(now.Equal))
	}
}

// buckets numbers the buckets and underlines each, the lit one boldly.
func (p *picture) buckets(lit, n int) {
	for b := range n {
		text := diagram.TextStyle{Anchor: "middle", Mono: true, Colour: palette.Muted}
		line := diagram.Style{Stroke: palette.Grid}
		if b == lit {
			text = diagram.TextStyle{Anchor: "middle", Mono: true, Bold: true}
			line = diagram.Style{Stroke: palette.Accent, Width: 2}
		}
		p.Text(bucketX+6, rowY(b)+5, strconv.Itoa(b), text)
		p.Line(bucketX-4, rowY(b)+rowHeight/2-1, bucketX+168, rowY(b)+rowHeight/2-1, line)
	}
}

// chip draws a row inside a bucket.
func (p *picture) chip(x, y float64, text string, lit bool) {
	const width = chipWidth - 4
	l := kept
	if lit {
		l = current
	}
	p.Rect(x, y-rowHeight/2+4, width, rowHeight-8, 4, diagram.Style{Fill: l.fill, Stroke: l.edge, Width: l.width})
	p.Text(x+width/2, y+5, text, diagram.TextStyle{Anchor: "middle", Mono: true})
}
