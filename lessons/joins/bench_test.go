package joins

import (
	"fmt"
	"testing"
)

// BenchmarkJoin compares the algorithms on an INNER join of two shuffled
// tables of n rows whose ids are unique.
func BenchmarkJoin(b *testing.B) {
	for _, n := range []int{100, 1000, 10000} {
		left, right := ShuffledTable(n, 1, 1), ShuffledTable(n, 1, 2)
		for _, alg := range Algorithms() {
			if n > 1000 && alg.Name == "nested loop" {
				continue // a hundred million comparisons
			}
			b.Run(fmt.Sprintf("%s/n=%d", alg.Name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if got := alg.Join(left, right, Inner, nil); len(got) != n {
						b.Fatalf("%d rows, want %d", len(got), n)
					}
				}
			})
		}
	}
}
