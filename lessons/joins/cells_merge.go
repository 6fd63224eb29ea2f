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

	var sorting Meter
	ls, _ := order(left, &sorting)
	rs, _ := order(right, &sorting)
	l, r := sideOf("left_table", left), sideOf("right_table", right)
	nb.Value("sorting", "%d", sorting.Sorting)
	nb.Value("comparisons", "%d", len(steps))
	nb.Animate("step", "step", len(steps)+2, 4, func(i int) {
		done := steps[:max(0, i-1)]
		switch i {
		case 0:
			nb.Say("The tables as they are, in no particular order.")
		case 1:
			nb.Say("Sorted by id, which took %d comparisons. Now put a finger on the top row of each.", sorting.Sorting)
		default:
			nb.Say("Comparison %d of %d: %s", len(done), len(steps), verdict(l, r, done[len(done)-1]))
		}
		found := seenIn(done, pairs)
		nb.Row(func() {
			if i == 0 {
				nb.Show(unsortedPicture(l, r))
			} else {
				nb.Show(mergePicture(l, r, ls, rs, done, found))
			}
			nb.Table(padded(resultTable("Result so far", l, r, Inner, found), len(pairs)))
		})
	})
}

// unsortedPicture draws the tables as they come.
func unsortedPicture(l, r side) notebook.Drawing {
	p := newPicture("Sort-merge join, before sorting", pictureWidth, l, r)
	p.noNulls()
	p.stepLegend()
	p.Describe("Both tables in the order they come in, not sorted by id.")
	p.drawMerge(None, None)
	return p
}

// mergePicture draws the tables in the orders ls and rs after the given steps.
func mergePicture(l, r side, ls, rs []int, done []Step, found []Pair) notebook.Drawing {
	p := newPicture("Sort-merge join", pictureWidth, arranged(l, ls), arranged(r, rs))
	p.noNulls()
	p.stepLegend()
	if len(done) == 0 {
		p.Describe("Both tables sorted by id, a finger on the top row of each.")
		p.drawMerge(0, 0)
		return p
	}
	now := done[len(done)-1]
	p.Describe("Both tables sorted by id. Now: %s Matches found so far: %d.", verdict(l, r, now), len(found))
	for _, m := range found {
		p.connect(slices.Index(ls, m.Left), slices.Index(rs, m.Right), matchLine)
	}
	atLeft, atRight := slices.Index(ls, now.Left), slices.Index(rs, now.Right)
	p.comparing(atLeft, atRight, now.Equal)
	p.drawMerge(atLeft, atRight)
	return p
}

// seenIn returns the pairs whose two rows have each been found equal to some
// row by now. Within a block of one id a merge does not compare every pair:
// rows that equal the same id are equal.
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
// Rows above a finger are finished and drawn faintly.
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
