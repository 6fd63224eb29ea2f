package exercise

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"abacus/lessons/notebook"
)

func TestParseNumber(t *testing.T) {
	for s, want := range map[string]float64{
		"3": 3, "-2.5": -2.5, "−2.5": -2.5, "0,25": 0.25, ".25": 0.25, "1/4": 0.25, "25 %": 0.25, "25%": 0.25,
		" 1 000 ": 1000, "3e2": 300, "1/3": 1.0 / 3,
	} {
		if got, err := ParseNumber(s); err != nil || math.Abs(got-want) > 1e-12 {
			t.Errorf("ParseNumber(%q) = %v, %v, want %v", s, got, err, want)
		}
	}
	for _, s := range []string{"", "a lot", "1/0", "1//2", "NaN", "inf", "1/2/x", "--1"} {
		if got, err := ParseNumber(s); err == nil {
			t.Errorf("ParseNumber(%q) = %v, want an error", s, got)
		}
	}
}

func TestEqual(t *testing.T) {
	type pair struct {
		name string
		p    *float64
	}
	one, almost := 1.0, 1+1e-12
	for _, c := range []struct {
		a, b any
		want bool
	}{
		{1.0, 1 + 1e-12, true},
		{1.0, 1.001, false},
		{1e12, 1e12 + 1, true},
		{math.NaN(), math.NaN(), true},
		{math.NaN(), 1.0, false},
		{math.Inf(1), math.Inf(1), true},
		{math.Inf(1), math.Inf(-1), false},
		{[]int(nil), []int{}, true},
		{[]int{1, 2}, []int{2, 1}, false},
		{[]float64{0.1 + 0.2}, []float64{0.3}, true},
		{map[string]float64{"a": 0.1 + 0.2}, map[string]float64{"a": 0.3}, true},
		{map[string]int{"a": 1}, map[string]int{"b": 1}, false},
		{pair{"x", &one}, pair{"x", &almost}, true},
		{pair{"x", &one}, pair{"x", nil}, false},
		{1, 1.0, false},
		{nil, nil, true},
	} {
		if got := equal(c.a, c.b, 1e-9); got != c.want {
			t.Errorf("equal(%v, %v) = %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestText(t *testing.T) {
	type point struct {
		X, Y float64
		name string
	}
	for _, c := range []struct {
		v    any
		want string
	}{
		{1.0 / 3, "0.333333"},
		{math.NaN(), "NaN (not a number)"},
		{[]float64{1, 2.5}, "[1, 2.5]"},
		{point{1, 2, "a"}, `{X: 1, Y: 2, name: "a"}`},
		{map[string]int{"b": 2, "a": 1}, `{"a": 1, "b": 2}`},
		{nil, "nil"},
		{[]string{}, "[]"},
		{math.Sqrt, "a function"},
		{true, "true"},
	} {
		if got := text(c.v); got != c.want {
			t.Errorf("text(%v) = %s, want %s", c.v, got, c.want)
		}
	}
	if got := text(make([]int, 1000)); len(got) > maxText+len("…") || !strings.HasSuffix(got, "…") {
		t.Errorf("a long value takes %d bytes: %s", len(got), got)
	}
}

// largest is an exercise whose counterexamples can be small.
func largest(yours func([]int) int) Func[[]int, int] {
	return Func[[]int, int]{
		Name: "Largest", Yours: yours,
		Solution: func(list []int) int {
			if len(list) == 0 {
				return 0
			}
			return slices.Max(list)
		},
		Examples: [][]int{{1, 2, 3}, {}},
		Random: func(rng *rand.Rand, size int) []int {
			list := make([]int, 1+rng.IntN(size))
			for i := range list {
				list[i] = rng.IntN(20) - 10
			}
			return list
		},
	}
}

// says runs a check and returns whether it passed and everything it said.
func says(check func(*notebook.Cell)) (passed bool, text string) {
	out := notebook.Run(check, notebook.Options{})
	for _, e := range out.Events {
		passed = passed || e.Passed
		text += e.Text + "\n"
	}
	return passed, text
}

func TestFunc(t *testing.T) {
	last := func(list []int) int {
		if len(list) == 0 {
			return 0
		}
		return list[len(list)-1]
	}
	for _, c := range []struct {
		name   string
		yours  func([]int) int
		passes bool
		want   string
	}{
		{"right", largest(nil).Solution, true, "Correct: 2 examples and 60 random inputs."},
		{"panics", func(list []int) int { return slices.Max(list) }, false, "Not yet: Largest([]) stops with a panic: " +
			"slices.Max: empty list."},
		{"sorts its argument", func(list []int) int {
			slices.SortFunc(list, func(a, b int) int { return b - a })
			return append(list, 0)[0]
		}, false, "changes its arguments: afterwards they are Largest([3, 2, 1])"},
		{"only random inputs tell", func(list []int) int { return max(0, largest(nil).Solution(list)) }, false,
			"should give -"},
		{"two elements tell", last, false, "should give "},
	} {
		passed, text := says(largest(c.yours).Check)
		if passed != c.passes || !strings.Contains(text, c.want) {
			t.Errorf("%s: passed is %v, and the check says\n%s", c.name, passed, text)
		}
	}
	// The counterexample is the shortest possible: two elements of one digit each.
	_, text := says(largest(last).Check)
	if !strings.Contains(text, "Not yet: Largest([") || strings.Index(text, "])") > len("Not yet: Largest([-1, -2") {
		t.Errorf("the counterexample is long:\n%s", text)
	}
}

// A slip is looked for only on the inputs that were tried, not after they have
// been changed.
func TestNoSlipIsSeenInChangedArguments(t *testing.T) {
	nought := Slip[[]int, int]{Says: "That is always 0.", Func: func([]int) int { return 0 }}
	for _, c := range []struct {
		yours func([]int) int
		named bool
	}{
		{func([]int) int { return 0 }, true},
		{func(list []int) int { clear(list); return 0 }, false},
	} {
		f := largest(c.yours)
		f.Slips = []Slip[[]int, int]{nought}
		if _, text := says(f.Check); strings.Contains(text, nought.Says) != c.named {
			t.Errorf("the slip should be named: %v; the check says\n%s", c.named, text)
		}
	}
}

func TestTraceNamesWhatIsTried(t *testing.T) {
	var tried []string
	out := notebook.Run(largest(largest(nil).Solution).Check,
		notebook.Options{Trace: func(s string) { tried = append(tried, s) }})
	if len(out.Events) != 1 || len(tried) != 62 || tried[0] != "Largest([1, 2, 3])" {
		t.Errorf("%d were tried, the first is %q", len(tried), tried[0])
	}
}

func TestCompareRows(t *testing.T) {
	table := func(rows ...[]string) *notebook.Table {
		return &notebook.Table{Columns: []string{"id", "pay"}, Rows: rows}
	}
	want := table([]string{"1", "100"}, []string{"2", notebook.Null})
	for _, c := range []struct {
		name    string
		query   SQL
		got     *notebook.Table
		problem string
	}{
		{"the same", SQL{}, want, ""},
		{"another order", SQL{}, table([]string{"2", notebook.Null}, []string{"1", "100.0"}), ""},
		{"another order where it counts", SQL{Ordered: true}, table([]string{"2", notebook.Null}, []string{"1", "100"}),
			"not in the order"},
		{"a row less", SQL{}, table([]string{"1", "100"}), "2 rows, not 1"},
		{"another row", SQL{}, table([]string{"1", "100"}, []string{"2", "0"}), "a row (2, NULL)"},
		{"another column", SQL{}, &notebook.Table{Columns: []string{"id"}}, "2 columns, not 1: id, pay"},
		{"nothing", SQL{}, nil, "no result"},
	} {
		if got := c.query.Compare(c.got, want); (got == "") != (c.problem == "") || !strings.Contains(got, c.problem) {
			t.Errorf("%s: %q, want %q", c.name, got, c.problem)
		}
	}
	if got := (SQL{Probe: "SELECT 1"}).Query("DELETE FROM t;\n"); got != "DELETE FROM t;\nSELECT 1" {
		t.Errorf("the query is %q", got)
	}
}
