package joins

import (
	"abacus/lessons/notebook"
)

// FanOut joins a copies of an id with b copies of the same id.
func FanOut(nb *notebook.Cell) {
	const most = 6
	a := nb.Int("left", "copies in left_table", 3, 1, most)
	b := nb.Int("right", "copies in right_table", 2, 1, most)
	left, right := rows("L", repeat(7, a)...), rows("R", repeat(7, b)...)

	pairs := NestedLoop(left, right, Inner, nil)

	nb.Value("rows", "%d", len(pairs))
	l, r := sideOf("left_table", left), sideOf("right_table", right)
	p := newPicture("Every copy meets every copy", pictureWidth, l, r)
	p.Resize(pictureWidth, tableTop+most*rowHeight+margin)
	p.LegendMark("match", notebook.MarkLine, matchLine.Stroke)
	p.Describe("%d rows with id 7 on the left, %d on the right, and a line from each to each: %d lines.", a, b, len(pairs))
	p.drawPairs(pairs)
	nb.Row(func() {
		nb.Show(p)
		nb.Say("%s × %s = %s out.", count(a, "copy"), count(b, "copy"), count(len(pairs), "row"))
	})
}

// repeat returns n copies of an id.
func repeat(id, n int) []int {
	ids := make([]int, n)
	for i := range ids {
		ids[i] = id
	}
	return ids
}

// Quiz lets the learner predict how many rows a join of quiz_left and
// quiz_right returns. It runs the join to check.
func Quiz(nb *notebook.Cell) {
	name := nb.Select("type", "join type", kindNames()...)
	guess := nb.Int("guess", "rows you predict", 0, 0, 36)
	kind, err := ParseKind(name)
	if err != nil {
		nb.Error(err)
		return
	}
	left, right := QuizTables()

	pairs := Hash(left, right, kind, Hasher[int]{Hash: HashInt}, nil)

	l, r := sideOf("quiz_left", left), sideOf("quiz_right", right)
	if guess != len(pairs) {
		p := newPicture("The tables to join", pictureWidth, l, r)
		p.Describe("quiz_left has the ids 1, 1, 2, 3 and NULL, quiz_right the ids 1, 1, 1, 3, 4 and NULL. No lines are " +
			"drawn until the answer is right.")
		p.drawMerge(None, None)
		nb.Row(func() {
			nb.Show(p)
			nb.Say("%s join: you predict %s. Not right: running it gives a different number.", name, count(guess, "row"))
		})
		return
	}
	nb.Say("%s join: %s is right. %s.", name, count(guess, "row"), meaning(kind))
	nb.Row(func() {
		nb.Show(joinPicture(name+" join", l, r, kind, pairs, NestedLoop(left, right, Inner, nil)))
		nb.Table(resultTable("Result", l, r, kind, pairs))
	})
}
