package joins

import (
	"slices"

	"abacus/lessons/notebook"
)

// MergeSteps steps through a sort-merge join: the tables as they come, then
// sorted, then one comparison a frame.
func MergeSteps(nb *notebook.Cell) {
	left, right := ShuffledTables()

	steps, pairs := watched(func(m *Meter) []Pair { return SortMerge(left, right, Inner, m) })

	var meter Meter
	ls, _ := order(left, &meter)
	rs, _ := order(right, &meter)
	l, r := sideOf("left_table", left), sideOf("right_table", right)
	sl, sr := arranged(l, ls), arranged(r, rs)
	nb.Value("sorting", "%d", meter.Sorting)
	nb.Value("comparisons", "%d", len(steps))
	nb.Animate("step", "step", len(steps)+2, 4, func(i int) {
		p := newPicture("Sort-merge join", pictureWidth, sl, sr)
		var done []Step
		switch i {
		case 0:
			nb.Say("The tables as they come, in no order.")
			p = newPicture("Sort-merge join, before sorting", pictureWidth, l, r)
			p.Describe("Both tables unsorted.")
			p.drawMerge(None, None)
		case 1:
			nb.Say("Sorted by id, which took %d comparisons. Now one finger on each top row.", meter.Sorting)
			p.Describe("Both tables sorted by id.")
			p.drawMerge(0, 0)
		default:
			done = steps[:i-1]
			now := done[len(done)-1]
			nb.Say("Comparison %d of %d: %s", len(done), len(steps), verdict(l, r, now))
			p.Describe("Both tables sorted by id. %s", verdict(l, r, now))
			for _, m := range seenIn(done, pairs) {
				p.connect(slices.Index(ls, m.Left), slices.Index(rs, m.Right), matchLine)
			}
			atLeft, atRight := slices.Index(ls, now.Left), slices.Index(rs, now.Right)
			p.comparing(atLeft, atRight, now.Equal)
			p.drawMerge(atLeft, atRight)
		}
		p.stepLegend()
		found := seenIn(done, pairs)
		nb.Row(func() {
			nb.Show(p)
			nb.Table(padded(resultTable("Result so far", l, r, Inner, found), len(pairs)))
		})
	})
}

// seenIn returns the pairs whose two rows have each been found equal to some
// row by now. Within a block of one id a merge does not compare every pair:
// what equals the same id is equal.
func seenIn(steps []Step, pairs []Pair) []Pair {
	var found []Pair
	for _, p := range pairs {
		left := slices.ContainsFunc(steps, func(s Step) bool { return s.Equal && s.Left == p.Left })
		right := slices.ContainsFunc(steps, func(s Step) bool { return s.Equal && s.Right == p.Right })
		if left && right {
			found = append(found, p)
		}
	}
	return found
}

// arranged returns the side with its rows in the given order.
func arranged(s side, order []int) side {
	sorted := side{name: s.name, columns: s.columns}
	for _, i := range order {
		sorted.rows = append(sorted.rows, s.rows[i])
	}
	return sorted
}

// drawMerge draws both tables with a finger on the rows at places l and r.
// Rows above a finger are done with and faint.
func (p *picture) drawMerge(l, r int) {
	for i, cells := range p.left.rows {
		p.leftRow(i, cells, fingerLook(i, l))
	}
	for i, cells := range p.right.rows {
		p.rightRow(i, cells, fingerLook(i, r))
	}
}

func fingerLook(i, finger int) look {
	switch {
	case i == finger:
		return current
	case i < finger:
		return faint
	}
	return plain
}
