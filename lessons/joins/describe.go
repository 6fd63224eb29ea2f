package joins

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"abacus/lessons/notebook"
)

// idText returns an id as a table shows it.
func idText(id Key[int]) string {
	if id.Null {
		return "NULL"
	}
	return strconv.Itoa(id.Value)
}

// resultTable shows the rows of a join: both tables' columns, or the left
// table's alone for a SEMI or ANTI join.
func resultTable(caption string, left, right side, kind Kind, pairs []Pair) notebook.Table {
	t := notebook.Table{Caption: caption, Columns: []string{"l." + left.columns[0], "l." + left.columns[1]}}
	if !kind.onlyLeft() {
		t.Columns = append(t.Columns, "r."+right.columns[0], "r."+right.columns[1])
	}
	for _, p := range pairs {
		row := cellsOf(left, p.Left)
		if !kind.onlyLeft() {
			row = append(row, cellsOf(right, p.Right)...)
		}
		for i, text := range row {
			if text == "NULL" {
				row[i] = notebook.Null
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// padded returns the table with blank rows added up to n, so that an
// animation keeps its height.
func padded(t notebook.Table, n int) notebook.Table {
	for len(t.Rows) < n {
		blank := make([]string, len(t.Columns))
		blank[0] = "\u00a0" // a row without any text would be flat
		t.Rows = append(t.Rows, blank)
	}
	return t
}

// cellsOf returns the two cells of row i, NULLs for None.
func cellsOf(s side, i int) []string {
	if i == None {
		return []string{"NULL", "NULL"}
	}
	return slices.Clone(s.rows[i][:])
}

// describePairs lists the pairs in words, for readers who cannot see the
// lines.
func describePairs(left, right side, pairs []Pair) string {
	if len(pairs) == 0 {
		return "No line connects the tables: the result is empty."
	}
	lines := make([]string, len(pairs))
	for i, p := range pairs {
		lines[i] = cellsOf(left, p.Left)[1] + " to " + cellsOf(right, p.Right)[1]
	}
	return "Lines go from " + strings.Join(lines, ", ") + "."
}

// count returns "1 row", "2 rows", "2 copies" and so on.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if stem, ok := strings.CutSuffix(noun, "y"); ok {
		noun = stem + "ie"
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
