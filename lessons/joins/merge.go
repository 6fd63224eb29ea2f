package joins

import (
	"cmp"
	"slices"
)

// SortMerge joins two tables by sorting both by key and walking down the two
// lists together, like closing a zip. With n rows on each side and p matching
// pairs this takes a small multiple of n·log₂n comparisons to sort, and at most 3·n
// comparisons and p steps to merge if no key repeats. Keys that equal nothing (NULL, and
// floating-point NaN) are set aside first. The meter may be nil.
//
// Output order: left rows, then right rows, whose key equals nothing; then by
// key; among rows with the same key by left row, and within one left row by
// right row. A CROSS join has no key to sort by: its order is [NestedLoop]'s.
func SortMerge[L, R any, K cmp.Ordered](
	left Table[L, K], right Table[R, K], kind Kind, meter *Meter,
) []Pair {
	if kind == Cross {
		return cross(len(left.Rows), len(right.Rows))
	}
	out := result{kind: kind}
	ls, unmatchable := order(left, meter)
	for _, l := range unmatchable {
		out.endLeft(l, false)
	}
	rs, unmatchable := order(right, meter)
	for _, r := range unmatchable {
		out.endRight(r, false)
	}
	merge(&out, left, right, ls, rs, meter)
	return out.pairs
}

// order returns the row numbers of t sorted by key, equal keys in table order,
// and apart from them the rows whose key does not even equal itself.
func order[R any, K cmp.Ordered](
	t Table[R, K], meter *Meter,
) (sorted, unmatchable []int) {
	for i := range t.Rows {
		if key := t.key(i); key.Equal(key) {
			sorted = append(sorted, i)
		} else {
			unmatchable = append(unmatchable, i)
		}
	}
	slices.SortStableFunc(sorted, func(a, b int) int {
		meter.sorted()
		return cmp.Compare(t.key(a).Value, t.key(b).Value)
	})
	return sorted, unmatchable
}

// merge walks down the sorted row numbers ls and rs. The side with the smaller
// key has no match there and moves on; equal keys are paired block by block.
func merge[L, R any, K cmp.Ordered](
	out *result, left Table[L, K], right Table[R, K], ls, rs []int, meter *Meter,
) {
	compare := func(l, r int) int {
		c := cmp.Compare(left.key(l).Value, right.key(r).Value)
		meter.compared(l, r, c == 0)
		return c
	}
	for len(ls) > 0 && len(rs) > 0 {
		switch c := compare(ls[0], rs[0]); {
		case c < 0:
			out.endLeft(ls[0], false)
			ls = ls[1:]
		case c > 0:
			out.endRight(rs[0], false)
			rs = rs[1:]
		default:
			n, m := 1, 1
			for n < len(ls) && compare(ls[n], rs[0]) == 0 {
				n++
			}
			for m < len(rs) && compare(ls[0], rs[m]) == 0 {
				m++
			}
			matchBlock(out, ls[:n], rs[:m])
			ls, rs = ls[n:], rs[m:]
		}
	}
	for _, l := range ls {
		out.endLeft(l, false)
	}
	for _, r := range rs {
		out.endRight(r, false)
	}
}

// matchBlock pairs left rows and right rows that all have the same key.
func matchBlock(out *result, ls, rs []int) {
	for _, l := range ls {
		for _, r := range rs {
			out.match(l, r)
			if out.kind.onlyLeft() {
				break
			}
		}
		out.endLeft(l, true)
	}
	for _, r := range rs {
		out.endRight(r, true)
	}
}
