package joins

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"abacus/lessons/notebook"
)

// settings returns values of an input worth trying: all of a choice, and both
// ends and the middle of a range.
func settings(in notebook.Input) []string {
	if len(in.Options) > 0 {
		return in.Options
	}
	middle := in.Range.Snap((in.Range.Min + in.Range.Max) / 2)
	var s []string
	for _, v := range []float64{in.Range.Min, middle, in.Range.Max} {
		s = append(s, strconv.FormatFloat(v, 'f', -1, 64))
	}
	return s
}

// combinations calls f with every combination of the inputs' settings.
func combinations(inputs []notebook.Input, chosen map[string]string, f func(map[string]string)) {
	if len(inputs) == 0 {
		f(chosen)
		return
	}
	for _, v := range settings(inputs[0]) {
		chosen[inputs[0].Name] = v
		combinations(inputs[1:], chosen, f)
	}
}

// faults matches what no cell may show: NaN and infinities as words, and
// formatting mistakes.
var faults = regexp.MustCompile(`\bNaN\b|\bInf\b|%!`)

func TestCellsForAllInputs(t *testing.T) {
	for name, cell := range Cells() {
		t.Run(name, func(t *testing.T) {
			inputs := notebook.Run(cell, notebook.Options{NoTiming: true}).Inputs
			combinations(inputs, map[string]string{}, func(chosen map[string]string) {
				opts := notebook.Options{Inputs: chosen, AllFrames: true, NoTiming: true}
				out := notebook.Run(cell, opts)
				if len(out.Events) == 0 || len(out.Inputs) != len(inputs) {
					t.Fatalf("%v: %d events, %d inputs", chosen, len(out.Events), len(out.Inputs))
				}
				checkEvents(t, chosen, out.Events)
				if again := notebook.Run(cell, opts); !reflect.DeepEqual(out, again) {
					t.Errorf("%v: differs from run to run", chosen)
				}
			})
		})
	}
}

// checkEvents fails for an error box or a fault in any text.
func checkEvents(t *testing.T, chosen map[string]string, events []notebook.Event) {
	t.Helper()
	for _, e := range events {
		text := fmt.Sprint(e.Text, e.Table)
		if e.Kind == notebook.KindError || faults.MatchString(text) {
			t.Errorf("%v: %s", chosen, text)
		}
		if e.Drawing != nil && faults.MatchString(e.Drawing.Body+e.Drawing.Description) {
			t.Errorf("%v: fault in drawing %q", chosen, e.Drawing.Title)
		}
		checkEvents(t, chosen, e.Events)
		if e.Animation != nil {
			for _, frame := range e.Animation.Frames {
				checkEvents(t, chosen, frame)
			}
		}
	}
}

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
	left, right := ShuffledTables()
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

func BenchmarkCells(b *testing.B) {
	for name, cell := range Cells() {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				notebook.Run(cell, notebook.Options{})
			}
		})
	}
}
