package joins

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// CheckFullOuterRows checks the predicted number of rows.
func CheckFullOuterRows(nb *notebook.Cell) { fullOuterRows().Check(nb) }

func fullOuterRows() exercise.Number {
	left, right := rows("L", 5, 5, 5, 7, 8, null), rows("R", 5, 5, 5, 7, 9, null, null)
	size := func(kind Kind) float64 { return float64(len(NestedLoop(left, right, kind, nil))) }
	// The number if NULL were a key like any other.
	nullIsKey := len(NestedLoop(rows("L", 5, 5, 5, 7, 8, 0), rows("R", 5, 5, 5, 7, 9, 0, 0), Full, nil))
	return exercise.Number{
		Label: "rows of the FULL OUTER join", Want: size(Full),
		Slips: []exercise.NumberSlip{
			{
				Says: "Those are the matching pairs, the INNER join. " +
					"A FULL OUTER join also keeps the rows without a partner, on both sides.",
				Value: size(Inner),
			},
			{Says: "That is the LEFT join. The right rows without a partner are kept as well.", Value: size(Left)},
			{Says: "That is the RIGHT join. The left rows without a partner are kept as well.", Value: size(Right)},
			{
				Says:  "That pairs NULL with NULL. NULL equals nothing, so each of these three rows stays alone.",
				Value: float64(nullIsKey),
			},
			{Says: "That is every left row with every right row, a CROSS join. Only equal ids make a pair.", Value: size(Cross)},
		},
	}
}

// CheckKeepsAll checks the choice of conditions that keep every left row.
func CheckKeepsAll(nb *notebook.Cell) { keepsAll().Check(nb) }

func keepsAll() exercise.Choice {
	return exercise.Choice{Options: []exercise.Option{
		{Text: "ON l.id = r.id", Right: true,
			Why: "A plain LEFT JOIN keeps every left row: that is what LEFT means."},
		{Text: "ON l.id = r.id AND r.val = 'R2'", Right: true,
			Why: "In ON, the test on r.val only reduces the number of partners. " +
				"L1, L2 and L3 have none and are filled with NULL, but they stay."},
		{Text: "ON l.id = r.id WHERE r.val = 'R2'",
			Why: "WHERE looks at finished rows. If r.val is NULL or 'R1', the test is not true, and only L4 stays."},
		{Text: "ON l.id = r.id WHERE r.val <> 'R2'",
			Why: "NULL <> 'R2' is unknown, not true. The rows filled with NULL are dropped, and only L1 stays."},
		{Text: "ON l.id = r.id AND l.val = 'L1'", Right: true,
			Why: "In ON, even a test on the left table drops no left row. It only says which rows may have a partner; L4 " +
				"loses R2 and is filled with NULL."},
		{Text: "ON l.id = r.id WHERE r.val = 'R2' OR r.val IS NULL",
			Why: "This keeps the rows filled with NULL, but L1 has found R1: " +
				"neither test is true for that row, so L1 is dropped."},
	}}
}

// YourHashJoin returns the INNER join of two columns of keys as pairs of row
// numbers, from 0, in any order: Pair{Left: l, Right: r} where left[l] and
// right[r] are equal. A NULL key equals nothing. It should look at each row of
// either side once, using a map from each key to the right rows that have it.
func YourHashJoin(left, right []Key[int]) []Pair {
	return nil
}

// innerByMap solves YourHashJoin.
func innerByMap(left, right []Key[int]) []Pair {
	rowsWith := map[int][]int{}
	for r, key := range right {
		if !key.Null {
			rowsWith[key.Value] = append(rowsWith[key.Value], r)
		}
	}
	var pairs []Pair
	for l, key := range left {
		if key.Null {
			continue
		}
		for _, r := range rowsWith[key.Value] {
			pairs = append(pairs, Pair{Left: l, Right: r})
		}
	}
	return pairs
}

// columns are the arguments of YourHashJoin.
type columns struct{ left, right []Key[int] }

func column(ids ...int) []Key[int] {
	var keys []Key[int]
	for _, row := range rows("", ids...).Rows {
		keys = append(keys, row.ID)
	}
	return keys
}

// CheckYourHashJoin checks the learner's YourHashJoin.
func CheckYourHashJoin(nb *notebook.Cell) { yourHashJoin().Check(nb) }

func yourHashJoin() exercise.Func[columns, []Pair] {
	return exercise.Func[columns, []Pair]{
		Name:     "YourHashJoin",
		Yours:    func(c columns) []Pair { return inOrder(YourHashJoin(c.left, c.right)) },
		Solution: func(c columns) []Pair { return inOrder(innerByMap(c.left, c.right)) },
		Examples: []columns{
			{column(1, 2), column(2, 3)},
			{column(7), column(7, 7)},
			{column(7, 7, 7), column(7, 7)},
			{column(null, 1), column(null, 0)},
			{column(0), column(null)},
			{column(), column(4)},
		},
		Random: func(rng *rand.Rand, size int) columns {
			return columns{randomColumn(rng, size), randomColumn(rng, size)}
		},
		ShowIn: func(c columns) string {
			return "YourHashJoin(" + columnText(c.left) + ", " + columnText(c.right) + ")"
		},
		ShowOut: pairsText,
		Slips: []exercise.Slip[columns, []Pair]{
			{
				Says: "A map from a key to one row number keeps only the last right row with that key. Map each key to a list " +
					"instead: map[int][]int, filled with append.",
				Func: onePerLeft(func(of []int) int { return of[len(of)-1] }),
			},
			{Says: "Each left row is paired only once, but it may have several partners: " +
				"make a pair for every right row in the list.",
				Func: onePerLeft(func(of []int) int { return of[0] })},
			{
				Says: "NULL is paired with NULL. As keys of a Go map, two NULLs are equal; in SQL they are not. Leave out rows " +
					"with key.Null, on both sides.",
				Func: matching(func(a, b Key[int]) bool { return a == b }),
			},
			{Says: "The Value of a NULL key is 0, so it was matched with the id 0 or with another NULL. " +
				"Check key.Null first, on both sides.",
				Func: matching(func(a, b Key[int]) bool { return a.Value == b.Value })},
			{
				Says: "A left row with a NULL key was matched with the id 0. " +
					"Leave out rows with key.Null on the left as well as on the right.",
				Func: matching(func(a, b Key[int]) bool { return !b.Null && a.Value == b.Value }),
			},
			{Says: "A right row with a NULL key is found under the id 0. Do not put it into the map.",
				Func: matching(func(a, b Key[int]) bool { return !a.Null && a.Value == b.Value })},
			{Says: "The pairs are the wrong way round: Left is the number of the left row, Right of the right one.",
				Func: func(c columns) []Pair { return inOrder(innerByMap(c.right, c.left)) }},
		},
	}
}

func randomColumn(rng *rand.Rand, size int) []Key[int] {
	ids := make([]int, rng.IntN(size+1))
	for i := range ids {
		if ids[i] = rng.IntN(5); ids[i] == 4 {
			ids[i] = null
		}
	}
	return column(ids...)
}

// onePerLeft joins, but keeps only the chosen one of a left row's partners.
func onePerLeft(choose func(of []int) int) func(columns) []Pair {
	return func(c columns) []Pair {
		partners := map[int][]int{}
		for _, p := range innerByMap(c.left, c.right) {
			partners[p.Left] = append(partners[p.Left], p.Right)
		}
		var pairs []Pair
		for l, of := range partners {
			pairs = append(pairs, Pair{l, choose(of)})
		}
		return inOrder(pairs)
	}
}

// matching joins by another idea of equal keys.
func matching(equal func(a, b Key[int]) bool) func(columns) []Pair {
	return func(c columns) []Pair {
		var pairs []Pair
		for l, a := range c.left {
			for r, b := range c.right {
				if equal(a, b) {
					pairs = append(pairs, Pair{l, r})
				}
			}
		}
		return pairs
	}
}

// inOrder returns the pairs by left row, then by right row, because any order
// is right.
func inOrder(pairs []Pair) []Pair {
	return slices.SortedFunc(slices.Values(pairs), func(a, b Pair) int {
		return cmp.Or(cmp.Compare(a.Left, b.Left), cmp.Compare(a.Right, b.Right))
	})
}

func columnText(keys []Key[int]) string {
	list := make([]string, len(keys))
	for i, key := range keys {
		list[i] = idText(key)
	}
	return "[" + strings.Join(list, ", ") + "]"
}

func pairsText(pairs []Pair) string {
	if len(pairs) == 0 {
		return "no pairs"
	}
	list := make([]string, len(pairs))
	for i, p := range pairs {
		list[i] = fmt.Sprintf("(%d, %d)", p.Left, p.Right)
	}
	return strings.Join(list, " ")
}
