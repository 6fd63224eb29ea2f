package joins

import (
	"math/rand/v2"
	"testing"
)

// TestRowCounts checks the page's table of row counts: sums over keys of the
// copies on each side, and the rows without a partner.
func TestRowCounts(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 0))
	for range 200 {
		left := randomKeys(rng, func(i int) int { return i })
		right := randomKeys(rng, func(i int) int { return i })
		a, b := copies(left), copies(right)
		inner, u, v := 0, 0, 0
		for _, k := range left {
			if inner += b[k]; b[k] == 0 {
				u++
			}
		}
		for _, k := range right {
			if a[k] == 0 {
				v++
			}
		}
		n, m := len(left), len(right)
		want := map[Kind]int{
			Inner: inner, Left: inner + u, Right: inner + v, Full: inner + u + v,
			Cross: n * m, Semi: n - u, Anti: u,
		}
		for _, alg := range algorithms(HashInt) {
			for kind, rows := range want {
				if got := len(alg.join(table(left), table(right), kind, nil)); got != rows {
					t.Errorf("%s, %v of %v and %v: %d rows, want %d", alg.name, kind, left, right, got, rows)
				}
			}
		}
	}
}

// copies counts how often each key occurs; NULL is not a key.
func copies(keys []Key[int]) map[Key[int]]int {
	n := map[Key[int]]int{}
	for _, k := range keys {
		if !k.Null {
			n[k]++
		}
	}
	return n
}

// What the lesson says of a merge's comparisons, on tables of other sizes.
func TestClaimMergeComparisons(t *testing.T) {
	for n := 1; n <= 40; n++ {
		even, odd, same := make([]int, n), make([]int, n), make([]int, n)
		for i := range n {
			even[i], odd[i], same[i] = 2*i, 2*i+1, 2*i
		}
		for _, tt := range []struct {
			left, right []int
			want        int
		}{{even, odd, 2*n - 1}, {even, same, 3*n - 2}} {
			var m Meter
			SortMerge(rows("L", tt.left...), rows("R", tt.right...), Inner, &m)
			if m.Compared != tt.want || m.Compared > 3*n {
				t.Errorf("%d rows on each side: %d comparisons, want %d", n, m.Compared, tt.want)
			}
		}
	}
}
