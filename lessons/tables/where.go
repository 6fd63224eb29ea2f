package tables

import "cmp"

// Truth is the answer to a condition. Comparing with NULL gives Unknown: the
// value is not known, so neither is the answer.
type Truth int

// The three truth values, ordered so that AND is the smaller and OR the
// larger.
const (
	False Truth = iota
	Unknown
	True
)

// String returns the word for it.
func (t Truth) String() string { return [...]string{"false", "unknown", "true"}[t] }

// Not turns true into false and false into true. Unknown stays unknown.
func Not(t Truth) Truth { return True - t }

// And is true when both are, false when one is, and otherwise unknown.
func And(a, b Truth) Truth { return min(a, b) }

// Or is true when one is, false when both are, and otherwise unknown.
func Or(a, b Truth) Truth { return max(a, b) }

// Equal is SQL's a = b.
func Equal(a, b Value) Truth {
	return compare(a, b, func(order int) bool { return order == 0 })
}

// Less is SQL's a < b.
func Less(a, b Value) Truth {
	return compare(a, b, func(order int) bool { return order < 0 })
}

// IsNull is SQL's a IS NULL, the one test of NULL that never gives Unknown.
func IsNull(a Value) Truth { return truth(a.IsNull()) }

func truth(b bool) Truth {
	if b {
		return True
	}
	return False
}

// compare orders numbers before texts, as SQLite does, and leaves NULL out.
func compare(a, b Value, holds func(order int) bool) Truth {
	if a.IsNull() || b.IsNull() {
		return Unknown
	}
	return truth(holds(cmp.Or(
		cmp.Compare(rank(a), rank(b)),
		cmp.Compare(a.Number, b.Number),
		cmp.Compare(a.Text, b.Text))))
}

func rank(v Value) int {
	if v.Type == Text {
		return 1
	}
	return 0
}

// Select returns the rows for which the condition is True. Unknown is not
// enough.
func (t *Table) Select(where func(Row) Truth) []Row {
	var kept []Row
	for _, row := range t.Rows {
		if where(row) == True {
			kept = append(kept, row)
		}
	}
	return kept
}
