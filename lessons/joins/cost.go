package joins

import "math/rand/v2"

// An Algorithm is one of the lesson's three, ready to join lesson rows.
type Algorithm struct {
	Name string
	Join func(left, right Table[Row, int], kind Kind, meter *Meter) []Pair
}

// Algorithms returns the three algorithms. The hash join hashes with HashInt.
func Algorithms() []Algorithm {
	return []Algorithm{
		{"nested loop", NestedLoop[Row, Row, int]},
		{"hash", func(left, right Table[Row, int], kind Kind, meter *Meter) []Pair {
			return Hash(left, right, kind, Hasher[int]{Hash: HashInt}, meter)
		}},
		{"sort-merge", SortMerge[Row, Row, int]},
	}
}

// ShuffledTable returns n rows in random order, with ids from 1 on that occur
// copies times each (the last perhaps less often). Both are at least 1.
func ShuffledTable(n, copies int, seed uint64) Table[Row, int] {
	t := Table[Row, int]{Rows: make([]Row, n), Key: ID}
	rng := rand.New(rand.NewPCG(seed, 0))
	for i, place := range rng.Perm(n) {
		t.Rows[place].ID.Value = 1 + i/copies
	}
	return t
}
