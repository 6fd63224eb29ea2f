package joins

// A Condition on a row that may be a row of NULLs (null is then true). It
// reports whether SQL finds it true; if SQL finds it unknown, it is false.
type Condition func(row Row, null bool) bool

// LeftJoinOn is l LEFT JOIN r ON l.id = r.id AND condition. The condition
// helps decide what counts as a match; every left row stays.
//
// Output order: as [NestedLoop].
func LeftJoinOn(left, right Table[Row, int], condition Condition) []Pair {
	var kept []int // row numbers in right of the rows that may match
	allowed := Table[Row, int]{Key: right.Key}
	for i, row := range right.Rows {
		if condition(row, false) {
			kept = append(kept, i)
			allowed.Rows = append(allowed.Rows, row)
		}
	}
	pairs := NestedLoop(left, allowed, Left, nil)
	for i, p := range pairs {
		if p.Right != None {
			pairs[i].Right = kept[p.Right]
		}
	}
	return pairs
}

// LeftJoinWhere is l LEFT JOIN r ON l.id = r.id WHERE condition. The join is
// finished, NULLs filled in, before the condition looks at it.
//
// Output order: as [NestedLoop].
func LeftJoinWhere(left, right Table[Row, int], condition Condition) []Pair {
	var kept []Pair
	for _, p := range NestedLoop(left, right, Left, nil) {
		var row Row
		if p.Right != None {
			row = right.Rows[p.Right]
		}
		if condition(row, p.Right == None) {
			kept = append(kept, p)
		}
	}
	return kept
}
