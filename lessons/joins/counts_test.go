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
