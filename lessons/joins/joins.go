// Package joins is the lesson on joining two tables: what each kind of SQL
// join keeps, and three algorithms that compute any of them.
//
// [NestedLoop], [Hash] and [SortMerge] work on rows of any type. A [Table]
// says how to read the join key of a row, and the answer is a list of [Pair]:
// row numbers rather than copies of rows, so a caller can print them, count
// them or draw a line between them. All three give the same pairs as SQLite
// for every [Kind], duplicates and NULL keys included.
package joins

// A Key is a join key that may be missing. NULL is the database's word for an
// unknown value.
type Key[K comparable] struct {
	Value K
	Null  bool
}

// Equal reports whether two keys match. NULL equals nothing, not even another
// NULL: two unknown values are not known to be the same.
func (k Key[K]) Equal(other Key[K]) bool {
	return !k.Null && !other.Null && k.Value == other.Value
}

// A Table is a list of rows of any type R, with the function that reads the
// join key of one row.
type Table[R any, K comparable] struct {
	Rows []R
	Key  func(R) Key[K]
}

// key returns the join key of row number i.
func (t Table[R, K]) key(i int) Key[K] { return t.Key(t.Rows[i]) }

// None stands in a [Pair] for "no row": that side is filled with NULLs.
const None = -1

// A Pair is one row of a join's result: a row number of the left table and
// one of the right table. SEMI and ANTI joins return left columns only, so
// Right is None in all of their pairs.
type Pair struct {
	Left, Right int
}
