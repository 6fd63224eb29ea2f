package build

import (
	"maps"
	"slices"
	"testing"

	"abacus/go_test/need"
	"abacus/server/fair"
)

func TestSettle(t *testing.T) {
	need.Time(t, "builds programs")
	t.Parallel()
	b := builder(t)
	cell := func(name, text string) Edit { return Edit{Declaration: name, Text: text, Cell: true, Shows: true} }
	for _, tt := range []struct {
		name          string
		edits         []Edit
		shows, broken []string
	}{
		{name: "no cells", edits: []Edit{{Declaration: "Surprise", Text: "func Surprise("}}},
		{
			name:  "values",
			edits: []Edit{cell("A", "1 + 2"), cell("B", "time.Sleep(0)"), cell("C", "func f() {}\nf()"), cell("D", "math.Sqrt(4)")},
			shows: []string{"A", "D"},
		},
		{
			name:   "mistakes, and what is built on them",
			edits:  []Edit{cell("A", "func f() int { return g() }\nf()"), cell("B", "f()"), cell("C", "1 +"), cell("D", "2 * 3")},
			shows:  []string{"D"},
			broken: []string{"A", "B", "C"},
		},
		{
			name:  "a mistake in the lesson",
			edits: []Edit{{Declaration: "Surprise", Text: "func Surprise(p float64) float64 { return x }"}, cell("A", "entropy.Surprise(1)")},
			shows: []string{"A"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			settled, broken, err := b.Settle(t.Context(), fair.Client{}, "entropy", tt.edits)
			if err != nil {
				t.Fatal(err)
			}
			var shows []string
			for _, e := range settled {
				if e.Shows && !broken[e.Declaration] {
					shows = append(shows, e.Declaration)
				}
			}
			if !slices.Equal(shows, tt.shows) {
				t.Errorf("%q show a value, want %q", shows, tt.shows)
			}
			if got := slices.Sorted(maps.Keys(broken)); !slices.Equal(got, tt.broken) {
				t.Errorf("%q are broken, want %q", got, tt.broken)
			}
		})
	}
	if _, _, err := b.Settle(t.Context(), fair.Client{}, "nothing", []Edit{cell("A", "1")}); err == nil {
		t.Error("there is no such lesson")
	}
}
