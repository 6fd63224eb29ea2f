package joins_test

import (
	"fmt"

	"abacus/lessons/joins"
)

// Each pair holds a row number of the left table and one of the right.
func ExampleNestedLoop() {
	left, right := joins.LessonTables()
	for _, p := range joins.NestedLoop(left, right, joins.Inner, nil) {
		l, r := left.Rows[p.Left], right.Rows[p.Right]
		fmt.Println(l.ID.Value, l.Val, r.Val)
	}
	// Output:
	// 1 L1 R1
	// 4 L4 R2
}

// The join works on any row type. Here words are joined to numbers by length.
func ExampleHash() {
	words := joins.Table[string, int]{
		Rows: []string{"one", "three", "six"},
		Key:  func(w string) joins.Key[int] { return joins.Key[int]{Value: len(w)} },
	}
	numbers := joins.Table[int, int]{
		Rows: []int{3, 4, 5},
		Key:  func(n int) joins.Key[int] { return joins.Key[int]{Value: n} },
	}
	hasher := joins.Hasher[int]{Hash: joins.HashInt}
	for _, p := range joins.Hash(words, numbers, joins.Inner, hasher, nil) {
		fmt.Println(words.Rows[p.Left], "has length", numbers.Rows[p.Right])
	}
	// Output:
	// one has length 3
	// three has length 5
	// six has length 3
}

// All three give the same rows; a Meter shows what each did for them.
func ExampleMeter() {
	left, right := joins.LessonTables()
	for _, alg := range joins.Algorithms() {
		var meter joins.Meter
		pairs := alg.Join(left, right, joins.Full, &meter)
		fmt.Printf("%-11s %d rows, %2d compared, %d sorting, %d hashed\n",
			alg.Name, len(pairs), meter.Compared, meter.Sorting, meter.Hashed)
	}
	// Output:
	// nested loop 6 rows, 16 compared, 0 sorting, 0 hashed
	// hash        6 rows,  7 compared, 0 sorting, 8 hashed
	// sort-merge  6 rows,  7 compared, 6 sorting, 0 hashed
}

// NULL equals nothing, not even NULL.
func ExampleKey_Equal() {
	seven := joins.Key[int]{Value: 7}
	null := joins.Key[int]{Null: true}
	fmt.Println(seven.Equal(seven), seven.Equal(null), null.Equal(null))
	// Output: true false false
}
