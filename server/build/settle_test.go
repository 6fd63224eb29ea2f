package build

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"abacus/go_test/need"
	"abacus/server/fair"
)

// settling is a page, and what is to be found out about its cells.
type settling struct {
	name          string
	edits         []Edit
	shows, broken []string
}

func TestSettle(t *testing.T) {
	need.Time(t, "builds programs")
	t.Parallel()
	b := builder(t)
	for _, tt := range []settling{
		{name: "no cells", edits: []Edit{{Declaration: "Surprise", Text: "func Surprise("}}},
		{
			name: "values",
			edits: []Edit{
				typedCell("A", "1 + 2"), typedCell("B", "time.Sleep(0)"), typedCell("C", "func f() {}\nf()"),
				typedCell("D", "math.Sqrt(4)"),
			},
			shows: []string{"A", "D"},
		},
		{
			name: "mistakes, and what is built on them",
			edits: []Edit{
				typedCell("A", "func f() int { return g() }\nf()"), typedCell("B", "f()"), typedCell("C", "1 +"),
				typedCell("D", "2 * 3"),
			},
			shows:  []string{"D"},
			broken: []string{"A", "B", "C"},
		},
		{
			name: "a mistake in the lesson",
			edits: []Edit{
				{Declaration: "Surprise", Text: "func Surprise(p float64) float64 { return x }"},
				typedCell("A", "entropy.Surprise(1)"),
			},
			shows: []string{"A"},
		},
		many("a chain", func(i int) string { return fmt.Sprintf("func f%d() int { return f%d() }", i+1, i) }),
		many("a chain of types", func(i int) string {
			return fmt.Sprintf("type t%d struct{}\nfunc (t%[1]d) f() { t%d.f(t%[2]d{}) }", i+1, i)
		}),
		many("many mistakes", func(int) string { return strings.Repeat("undefined()\n", 12) }),
	} {
		t.Run(tt.name, func(t *testing.T) { tt.try(t, b) })
	}
	_, _, err := b.Settle(t.Context(), fair.Client{}, "nothing", []Edit{typedCell("A", "1")})
	if !errors.Is(err, ErrUnknown) {
		t.Errorf("there is no such lesson: error %v, want %v", err, ErrUnknown)
	}
}

func typedCell(name, text string) Edit {
	return Edit{Declaration: name, Text: text, Cell: true, Shows: true}
}

// many is a page of ten cells that do not compile and one that does.
func many(name string, text func(i int) string) settling {
	tt := settling{name: name, shows: []string{"Sound"}, edits: []Edit{typedCell("Sound", "2 * 3")}}
	for i := range 10 {
		cell := typedCell(fmt.Sprintf("C%d", i), text(i))
		tt.edits, tt.broken = append(tt.edits, cell), append(tt.broken, cell.Declaration)
	}
	return tt
}

func (tt settling) try(t *testing.T, b *Builder) {
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
}

// A compiler that runs out of time calls no cell sound, and none broken.
func TestSettleWithoutAVerdict(t *testing.T) {
	b := fresh(t, func(c *Config) { c.CacheDir, c.Deadline = t.TempDir(), time.Nanosecond })
	for _, cells := range [][]Edit{
		{typedCell("A", "1")}, {typedCell("A", "1"), typedCell("B", "undefined()")},
	} {
		settled, broken, err := b.Settle(t.Context(), fair.Client{}, "entropy", cells)
		if !errors.Is(err, ErrUndecided) {
			t.Errorf("%d cells: settled as %v, %v broken, error %v; want %v", len(cells), settled, broken, err, ErrUndecided)
		}
	}
}
