package joins

// NestedLoop joins two tables by comparing each left row with each right row.
// With n left and m right rows it makes n·m comparisons; SEMI and ANTI stop a
// left row at its first match. The meter may be nil.
//
// Output order: by left row, and within one left row by right row; then the
// right rows without a match, in their own order.
func NestedLoop[L, R any, K comparable](
	left Table[L, K], right Table[R, K], kind Kind, meter *Meter,
) []Pair {
	if kind == Cross {
		return cross(len(left.Rows), len(right.Rows))
	}
	out := result{kind: kind}
	rightMatched := make([]bool, len(right.Rows))
	for l := range left.Rows {
		key, leftMatched := left.key(l), false
		for r := range right.Rows {
			equal := key.Equal(right.key(r))
			meter.compared(l, r, equal)
			if !equal {
				continue
			}
			leftMatched, rightMatched[r] = true, true
			out.match(l, r)
			if kind.onlyLeft() {
				break
			}
		}
		out.endLeft(l, leftMatched)
	}
	for r, matched := range rightMatched {
		out.endRight(r, matched)
	}
	return out.pairs
}
