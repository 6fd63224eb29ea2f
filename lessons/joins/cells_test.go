package joins

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/notebooktest"
)

// Every cell keeps its promises for all inputs it allows.
func TestCells(t *testing.T) { notebooktest.Check(t, Cells()) }

// said joins all sentences of a cell run with the given inputs.
func said(cell func(*notebook.Cell), inputs map[string]string) string {
	var all []string
	for _, e := range notebook.Run(cell, notebook.Options{Inputs: inputs}).Events {
		all = append(all, e.Text)
	}
	return strings.Join(all, " ")
}

// TestQuiz checks that the quiz accepts SQLite's number of rows and no other.
func TestQuiz(t *testing.T) {
	db := open(t)
	left, right := QuizTables()
	insert(t, db, "l", idsOf(left))
	insert(t, db, "r", idsOf(right))
	for _, kind := range Kinds() {
		rows := len(pairs(t, db, queries[kind]))
		for guess := 0; guess <= 36; guess++ {
			text := said(Quiz, map[string]string{"type": kind.String(), "guess": strconv.Itoa(guess)})
			if right := strings.Contains(text, "is right"); right != (guess == rows) {
				t.Errorf("%v with %d rows, guess %d: %q", kind, rows, guess, text)
			}
		}
	}
}

// idsOf returns the ids of a table.
func idsOf(t Table[Row, int]) []Key[int] {
	var ids []Key[int]
	for _, row := range t.Rows {
		ids = append(ids, row.ID)
	}
	return ids
}

// TestOnVersusWhere compares both joins with SQLite. In its tables a row's
// number n stands for val: R2 is row 1.
func TestOnVersusWhere(t *testing.T) {
	db := open(t)
	left, right := LessonTables()
	insert(t, db, "l", idsOf(left))
	insert(t, db, "r", idsOf(right))
	inSQL := strings.NewReplacer("r.val", "r.n", "'R2'", "1")
	for _, name := range conditions() {
		for clause, join := range map[string]func(_, _ Table[Row, int], c Condition) []Pair{
			"AND": LeftJoinOn, "WHERE": LeftJoinWhere,
		} {
			query := "SELECT l.n, r.n FROM l LEFT JOIN r ON l.k = r.k " + clause + " " + inSQL.Replace(name)
			want := sortedPairs(pairs(t, db, query))
			if got := sortedPairs(join(left, right, conditionNamed(name))); !slices.Equal(got, want) {
				t.Errorf("%s %s: got %v, want %v", clause, name, got, want)
			}
		}
	}
}

// TestEveryBlockIsSeen checks that the merge animation ends with all pairs.
func TestEveryBlockIsSeen(t *testing.T) {
	left, right := rows("L", 4, 1, 3, 2, 4), rows("R", 6, 4, 1, 5, 4)
	steps, want := watched(func(m *Meter) []Pair { return SortMerge(left, right, Inner, m) })
	if got := seenIn(steps, want); !slices.Equal(got, want) || len(want) == 0 {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestCostGrowth checks what the cost figure is there to show: over the last
// doubling of n the nested loop's steps grow fourfold, the others' about
// twofold.
func TestCostGrowth(t *testing.T) {
	sizes := costSizes()
	small, large := sizes[len(sizes)-2], sizes[len(sizes)-1]
	for i, alg := range Algorithms() {
		growth := steps(alg, large, 1) / steps(alg, small, 1)
		if limits := [][2]float64{{4, 4}, {1.9, 2.2}, {2, 2.5}}[i]; growth < limits[0] || growth > limits[1] {
			t.Errorf("%s: %d to %d rows cost %.2f times as much, want %v", alg.Name, small, large, growth, limits)
		}
	}
}
