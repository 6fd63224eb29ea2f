package joins

import (
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/diagram"
	"abacus/lessons/notebook/palette"
)

// watched runs a join and returns its steps with its result.
func watched(join func(meter *Meter) []Pair) (steps []Step, pairs []Pair) {
	meter := Meter{Watch: func(s Step) { steps = append(steps, s) }}
	pairs = join(&meter)
	return steps, pairs
}

// matchesIn returns the pairs found equal in the given steps.
func matchesIn(steps []Step) []Pair {
	var found []Pair
	for _, s := range steps {
		if s.Op == Compare && s.Equal {
			found = append(found, Pair{s.Left, s.Right})
		}
	}
	return found
}

// comparisonsIn returns how many of the steps are comparisons.
func comparisonsIn(steps []Step) int {
	n := 0
	for _, s := range steps {
		if s.Op == Compare {
			n++
		}
	}
	return n
}

// NestedLoopSteps steps through a nested-loop join, one comparison a frame.
func NestedLoopSteps(nb *notebook.Cell) {
	kind, err := ParseKind(nb.Select("type", "join type", "INNER", "SEMI"))
	if err != nil {
		nb.Error(err)
		return
	}
	left, right := tablesNamed(nb.Select("tables", "tables with", tableNames()...))

	steps, pairs := watched(func(m *Meter) []Pair { return NestedLoop(left, right, kind, m) })

	l, r := sideOf("left_table", left), sideOf("right_table", right)
	nb.Value("comparisons", "%d", len(steps))
	nb.Animate("step", "comparison", len(steps)+1, 6, func(i int) {
		found := matchesIn(steps[:i])
		if i == 0 {
			nb.Say("Nothing compared yet.")
		} else {
			nb.Say("Comparison %d of %d: %s Rows out: %d.", i, len(steps), verdict(l, r, steps[i-1]), len(found))
		}
		nb.Row(func() {
			nb.Show(nestedPicture(l, r, steps[:i], found))
			nb.Table(padded(resultTable("Result so far", l, r, kind, leftOnly(kind, found)), len(pairs)))
		})
	})
}

// leftOnly drops the right rows of a SEMI or ANTI join's matches.
func leftOnly(kind Kind, matches []Pair) []Pair {
	out := make([]Pair, len(matches))
	for i, m := range matches {
		if out[i] = m; kind.onlyLeft() {
			out[i].Right = None
		}
	}
	return out
}

// verdict says what a comparison found.
func verdict(l, r side, s Step) string {
	a, b := l.rows[s.Left], r.rows[s.Right]
	question := a[1] + " has id " + a[0] + " and " + b[1] + " has id " + b[0]
	switch {
	case s.Equal:
		return question + ": equal."
	case a[0] == "NULL" || b[0] == "NULL":
		return question + ": NULL equals nothing."
	}
	return question + ": not equal."
}

// nestedPicture draws the matches found in the given steps, and the last of
// them as the comparison being made.
func nestedPicture(l, r side, steps []Step, found []Pair) notebook.Drawing {
	p := newPicture("Nested loop", pictureWidth, l, r)
	p.noNulls()
	p.stepLegend()
	now := Step{Left: None, Right: None}
	p.Describe("%s and %s, nothing compared yet.", l.name, r.name)
	if len(steps) > 0 {
		now = steps[len(steps)-1]
		p.Describe("%s and %s. Now: %s Matches found so far: %d.", l.name, r.name, verdict(l, r, now), len(found))
	}
	for _, m := range found {
		p.connect(m.Left, m.Right, matchLine)
	}
	if len(steps) > 0 {
		p.comparing(now.Left, now.Right, now.Equal)
	}
	for i, cells := range l.rows {
		p.leftRow(i, cells, currentLook(i == now.Left))
	}
	for i, cells := range r.rows {
		p.rightRow(i, cells, currentLook(i == now.Right))
	}
	return p
}

// stepLegend explains the lines of a step.
func (p *picture) stepLegend() {
	p.LegendMark("match found", notebook.MarkLine, palette.Blue)
	p.LegendMark("comparing now", notebook.MarkDash, palette.Accent)
}

func currentLook(now bool) look {
	if now {
		return current
	}
	return plain
}

// comparing draws the comparison of the rows at places l and r, with its
// outcome as a symbol in the middle.
func (p *picture) comparing(l, r int, equal bool) {
	p.connect(l, r, diagram.Style{Stroke: palette.Accent, Width: 2.5, Dash: !equal})
	p.sign(p.width/2, (rowY(l)+rowY(r))/2, equality(equal))
}

func equality(equal bool) string {
	if equal {
		return "="
	}
	return "≠"
}

// sign writes a symbol on a small disc, readable on top of lines.
func (p *picture) sign(x, y float64, text string) {
	p.Circle(x, y, 11, diagram.Style{Fill: palette.Paper, Stroke: palette.Accent, Width: 1.5})
	p.Text(x, y+5, text, diagram.TextStyle{Anchor: "middle", Size: 15, Bold: true})
}
