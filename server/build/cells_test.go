package build

import (
	"fmt"
	"strings"
	"testing"

	"abacus/go_test/need"
	"abacus/go_test/node"
	"abacus/lessons/notebook"
)

// typed is what somebody types into a cell, and what it shows: events, printed text, or
// a mistake.
type typed struct{ name, text, shows, prints, mistake string }

// What people type into a cell of their own works.
func TestCellsOfReaders(t *testing.T) {
	need.Time(t, "builds programs")
	t.Parallel()
	b := builder(t)
	for _, tt := range []typed{
		{"an expression", "1 + 2", "3\n", "", ""},
		{"two lines", "x := 3\nx * x", "9\n", "", ""},
		{"a call with a value", "math.Sqrt(16)", "4\n", "", ""},
		{"a call with two", "strconv.Atoi(\"7\")", "7\n", "", ""},
		{"a call that prints", "fmt.Println(7)", "", "7\n", ""},
		{"a call without a value", "time.Sleep(0)", "", "", ""},
		{"a method without a value", "var wg sync.WaitGroup\nwg.Wait()", "", "", ""},
		{"of the lesson", "entropy.Surprise(0.5)", "1\n", "", ""},
		{"a function and a call", "func f(n int) int { return 2 * n }\nf(4)", "8\n", "", ""},
		{"a function without a value", "func f() {}\nf()", "", "", ""},
		{"a generic one", "func id[T any](x T) T { return x }\nid(\"a\")", "a\n", "", ""},
		{"a type with a method", "type T int\nfunc (t T) Twice() T { return 2 * t }\nT(4).Twice()", "8\n", "", ""},
		{"a loop", "for i := range 3 {\n\tfmt.Print(i)\n}", "", "012", ""},
		{"a goroutine", "c := make(chan int)\ngo func() { c <- 5 }()\n<-c", "5\n", "", ""},
		{"an import", "import \"slices\"\nslices.Max([]int{1, 9, 3})", "9\n", "", ""},
		{"a matrix", "mat.NewDense(1, 2, []float64{1, 2})", "table", "", ""},
		{"a figure", "f := figure.New(\"f\", \"x\", \"y\")\nf.Func(\"sin\", math.Sin, 0, 6, figure.Blue)\nf",
			"drawing", "", ""},
		{"a plot", "p := plot.New()\np.Add(plotter.NewFunction(math.Sin))\np.X.Max, p.Y.Max = 6, 1\np",
			"drawing", "", ""},
		{"nothing", "", "", "", ""},
		{"a comment", "// hm", "", "", ""},
		{"func main", "func main() {\n\tfmt.Println(1)\n}", "", "1\n", ""},
		{"a whole program", "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tfmt.Println(\"hi\")\n}", "", "hi\n", ""},
		{"no line end", "fmt.Print(\"a\")", "", "a", ""},
		{"a mistake in the last line", "x := 1\n_ = x\nmath.Sqrtt(4)", "", "", "3:6 undefined: math.Sqrtt"},
		{"an unused variable", "x := 1", "", "", "1:1 declared and not used: x"},
		{"not Go", "1 +", "", "", "1:4 "},
		{"a variable named like a parameter", "x := 3\nvar n = x * 2\nfunc f(n int) int { return n }\nf(n)", "6\n", "", ""},
		{"two on a line", "x := 2; func f(n int) int { return n }; f(x)", "2\n", "", ""},
		{"nb", "n := nb.Int(\"n\", \"n\", 3, 1, 9)\nn * n", "9\n", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) { tt.try(t, b) })
	}
}

func (tt typed) try(t *testing.T, b *Builder) {
	r, err := b.Build(t.Context(), Request{Lesson: "entropy", Edits: []Edit{
		{Declaration: "Mine", Text: tt.text, Cell: true, Shows: true},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if r.Program == nil || tt.mistake != "" {
		got := ""
		for _, d := range r.Diagnostics {
			got += fmt.Sprintf("%d:%d %s", d.Line, d.Column, d.Message)
		}
		if tt.mistake == "" || !strings.HasPrefix(got, tt.mistake) {
			t.Errorf("the mistakes are %q, want %q", got, tt.mistake)
		}
		return
	}
	got := node.Run(t, r.Program.Plain, node.Call{Cell: "Mine"})[0]
	shown := ""
	for _, e := range got.Events {
		if e.Kind == notebook.KindText {
			shown += e.Text
		} else {
			shown += string(e.Kind)
		}
	}
	if shown != tt.shows || got.Printed != tt.prints || got.Panic != nil {
		t.Errorf("it shows %q and prints %q, want %q and %q (%+v)", shown, got.Printed, tt.shows, tt.prints, got.Panic)
	}
}

// Cells see the declarations of others, not their variables; and what is wrong in
// others that they do not use is of no concern.
func TestCellsBesideEachOther(t *testing.T) {
	need.Time(t, "builds programs")
	t.Parallel()
	b := builder(t)
	others := []Edit{
		{Declaration: "First", Cell: true, Shows: true, Text: "type point struct{ X, Y float64 }\n" +
			"const two = 2\nfunc length(p point) float64 { return math.Hypot(p.X, p.Y) }\nhidden := 5\nlength(point{3, 4})"},
		{Declaration: "Broken", Cell: true, Text: "func ("},
	}
	for text, want := range map[string]string{
		"two * length(point{3, 4})": "10",
		"hidden":                    "undefined: hidden",
		"7":                         "7",
	} {
		r, err := b.Build(t.Context(), Request{
			Lesson: "entropy", Cells: []string{"Mine"},
			Edits: append(others, Edit{Declaration: "Mine", Text: text, Cell: true, Shows: true}),
		})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if len(r.Diagnostics) > 0 {
			got = r.Diagnostics[0].Message
			if hint := r.Diagnostics[0].Hint; !strings.Contains(hint, "not their variables") {
				t.Errorf("%s: the hint is %q", text, hint)
			}
		} else {
			got = strings.TrimSpace(node.Run(t, r.Program.Plain, node.Call{Cell: "Mine"})[0].Events[0].Text)
		}
		if got != want {
			t.Errorf("%s results in %q, want %q", text, got, want)
		}
	}
}
