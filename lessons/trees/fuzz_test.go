package trees

import (
	"math"
	"testing"
)

// FuzzGrow reads a small data set from bytes: three per row, the value of a
// numeric feature, of a categorical one, and the class.
func FuzzGrow(f *testing.F) {
	f.Add([]byte{0, 0, 0, 1, 1, 1, 2, 2, 2}, uint8(0), uint8(0), false)
	f.Add([]byte{5, 0, 0, 5, 0, 1}, uint8(1), uint8(1), true)
	f.Add([]byte("the quick brown fox jumps over the lazy dog"), uint8(3), uint8(2), true)
	f.Fuzz(func(t *testing.T, raw []byte, depth, leaf uint8, entropy bool) {
		d := Data{
			Features: []Feature{{Name: "number"}, {Name: "kind", Categories: []string{"a", "b", "c", "d"}}},
			Classes:  []string{"p", "q", "r"},
		}
		for ; len(raw) >= 3 && len(d.Label) < 200; raw = raw[3:] {
			d.Features[0].Values = append(d.Features[0].Values, float64(int8(raw[0]))/3)
			d.Features[1].Values = append(d.Features[1].Values, float64(raw[1]%4))
			d.Label = append(d.Label, int(raw[2]%3))
		}
		o := Options{MaxDepth: int(depth % 8), MinLeaf: int(leaf % 16)}
		if entropy {
			o.Impurity = Entropy
		}
		tree, err := Grow(d, o)
		if len(d.Label) == 0 {
			if err == nil {
				t.Fatal("grew on no rows")
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		checkTree(t, tree, d)
		before := math.Inf(-1)
		for _, s := range tree.Path() {
			pruned := tree.Prune(s.Alpha)
			checkTree(t, pruned, d)
			if s.Alpha <= before || pruned.Leaves() != s.Leaves {
				t.Fatalf("path step %+v after alpha %v, pruned to %d leaves", s, before, pruned.Leaves())
			}
			before = s.Alpha
		}
	})
}
