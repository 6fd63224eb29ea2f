package joins

import (
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/palette"
)

// kindNames are the choices of a join-type select.
func kindNames() []string {
	var names []string
	for _, k := range Kinds() {
		names = append(names, k.String())
	}
	return names
}

// tableNames are the choices of tablesNamed.
func tableNames() []string { return []string{"unique ids", "repeated ids", "NULL ids"} }

// tablesNamed returns the pair of tables of that name.
func tablesNamed(name string) (left, right Table[Row, int]) {
	switch name {
	case "repeated ids":
		return RepeatedTables()
	case "NULL ids":
		return NullTables()
	}
	return LessonTables()
}

// JoinLines draws a line for every row of a join's result.
func JoinLines(nb *notebook.Cell) {
	name := nb.Select("type", "join type", kindNames()...)
	left, right := tablesNamed(nb.Select("tables", "tables with", tableNames()...))
	kind, err := ParseKind(name)
	if err != nil {
		nb.Error(err)
		return
	}

	pairs := NestedLoop(left, right, kind, nil)

	nb.Say("%s: %s.", meaning(kind), count(len(pairs), "row"))
	l, r := sideOf("left_table", left), sideOf("right_table", right)
	nb.Row(func() {
		nb.Show(joinPicture(name+" join", l, r, kind, pairs, NestedLoop(left, right, Inner, nil)))
		nb.Table(resultTable("Result", l, r, kind, pairs))
	})
}

// joinPicture draws the result of any join. For SEMI and ANTI joins, which
// return left rows only, it draws the matches they asked about faintly.
func joinPicture(title string, l, r side, kind Kind, pairs, matches []Pair) notebook.Drawing {
	p := newPicture(title, pictureWidth, l, r)
	if !kind.onlyLeft() {
		p.legend()
		p.Describe("%s of %s and %s. %s", title, l.name, r.name, describePairs(l, r, pairs))
		p.drawPairs(pairs)
		return p
	}
	p.LegendMark("match that was asked about", notebook.MarkDash, palette.Muted)
	keptRows := make([]bool, len(l.rows))
	names := "none"
	for i, pair := range pairs {
		keptRows[pair.Left] = true
		if i == 0 {
			names = l.rows[pair.Left][1]
		} else {
			names += ", " + l.rows[pair.Left][1]
		}
	}
	p.Describe("%s of %s and %s. The left rows kept are: %s.", title, l.name, r.name, names)
	for _, m := range matches {
		p.connect(m.Left, m.Right, askedLine)
	}
	p.drawRows(keptRows, make([]bool, len(r.rows)))
	return p
}

// meaning says in words what a kind of join keeps.
func meaning(kind Kind) string {
	switch kind {
	case Inner:
		return "INNER keeps the pairs whose ids are equal"
	case Left:
		return "LEFT keeps those pairs and every other left row, filled with NULL"
	case Right:
		return "RIGHT keeps those pairs and every other right row, filled with NULL"
	case Full:
		return "FULL OUTER keeps those pairs and all other rows of both tables"
	case Cross:
		return "CROSS pairs every left row with every right row, whatever their ids"
	case Semi:
		return "SEMI keeps each left row that has a match, once"
	default:
		return "ANTI keeps each left row that has no match"
	}
}

// SelfJoin joins a table of employees with itself: the manager's number in
// one copy is looked up as the employee's number in the other.
func SelfJoin(nb *notebook.Cell) {
	kind, err := ParseKind(nb.Select("type", "join type", "INNER", "LEFT"))
	if err != nil {
		nb.Error(err)
		return
	}
	staff := Employees()
	employee := Table[Employee, int]{staff, func(e Employee) Key[int] { return e.Manager }}
	manager := Table[Employee, int]{staff, func(e Employee) Key[int] { return Key[int]{Value: e.ID} }}

	pairs := NestedLoop(employee, manager, kind, nil)

	l := side{name: "employee l", columns: [2]string{"manager", "name"}}
	r := side{name: "employee r", columns: [2]string{"id", "name"}}
	for _, e := range staff {
		l.rows = append(l.rows, [2]string{idText(e.Manager), e.Name})
		r.rows = append(r.rows, [2]string{idText(Key[int]{Value: e.ID}), e.Name})
	}
	nb.Row(func() {
		nb.Show(joinPicture("Employee to manager", l, r, kind, pairs, nil))
		nb.Table(resultTable("Employees (l) with their managers (r)", l, r, kind, pairs))
	})
}
