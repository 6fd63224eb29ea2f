package show_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"gonum.org/v1/gonum/mat"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/show"
)

type point struct {
	X    int
	name string
}

type celsius float64

func (c celsius) String() string { return fmt.Sprintf("%g °C", float64(c)) }

// essay says a long text.
type essay struct{}

func (essay) String() string { return strings.Repeat("y", 1500) }

// values are of every kind that is shown in its own way.
var values = []struct {
	name  string
	value any
	want  string // kinds and texts of the events; of tables, columns and rows
}{
	{"a whole number", 42, "text 42"},
	{"a number", 0.1, "text 0.1"},
	{"a text", "héllo", "text héllo"},
	{"a truth", true, "text true"},
	{"nothing", nil, "text nil"},
	{"an error", errors.New("no luck"), "error no luck"},
	{"numbers", []float64{1, 0.5}, "text [1 0.5]"},
	{"no numbers", []float64{}, "text []"},
	{"rows of numbers", [][]float64{{1, 2}, {3}}, "table 0 1: 1 2; 3 "},
	{"an array of rows", [2][2]int{{1, 2}, {3, 4}}, "table 0 1: 1 2; 3 4"},
	{"a struct", point{1, "a"}, "table show_test.point : X 1; name a"},
	{"a pointer to a struct", &point{1, "a"}, "table show_test.point : X 1; name a"},
	{"an empty struct", struct{}{}, "text struct {}{}"},
	{"structs", []point{{1, "a"}, {2, "b"}}, "table X name: 1 a; 2 b"},
	{"a map", map[int]string{10: "b", 9: "a"}, "table key value: 9 a; 10 b"},
	{"a matrix", mat.NewDense(2, 2, []float64{1, 2, 3, 1.0 / 3}), "table 0 1: 1 2; 3 0.333333"},
	{"a vector", mat.NewVecDense(2, []float64{1, 2}), "table 0: 1; 2"},
	{"a table", notebook.Table{Columns: []string{"a"}, Rows: [][]string{{"1"}}}, "table a: 1"},
	{"a nil pointer", (*point)(nil), "text nil"},
	{"a pointer to a number", new(3), "text &3"},
	{"a matrix by value", *mat.NewDense(1, 1, []float64{2}), "table 0: 2"},
	{"an empty matrix", &mat.Dense{}, "text a matrix of 0 × 0"},
	{"a matrix that is nil", (*mat.Dense)(nil), "text nil"},
	{"a formatted matrix", mat.Formatted(mat.NewDense(1, 2, []float64{1, 2})), "text [1  2]"},
	{"a pointer to a table", &notebook.Table{Columns: []string{"a"}}, "table a: "},
	{"pointers to structs", []*point{{1, "a"}, nil}, "table X name: 1 a; nil "},
	{"times", []time.Duration{time.Second}, "text [1s]"},
	{"dates", []time.Time{time.Unix(0, 0).UTC()}, "text [1970-01-01 00:00:00 +0000 UTC]"},
	{"rows of texts", [][]string{{"a", "b"}, {"c"}}, "table 0 1: a b; c "},
	{"empty rows", [][]int{{}, {}}, "text [[] []]"},
	{"an empty map", map[string]int{}, "text map[]"},
	{"a map of structs", map[string]point{"b": {2, "x"}, "a": {1, "y"}}, "table key X name: a 1 y; b 2 x"},
	{"a map of equal looks", map[any]int{1: 7, "1": 7}, "table key value: 1 7; 1 7"},
	{"an empty text", "", "text \"\""},
	{"a function", strings.ToUpper, "text func(string) string"},
	{"a channel in a struct", struct{ C chan int }{make(chan int)}, "table struct { C chan int } : C chan int"},
	{"a single precision", float32(0.1), "text 0.1"},
	{"a number that says its unit", []celsius{20.5}, "text [20.5 °C]"},
	{"a long text", strings.Repeat("x", 2000),
		"text " + strings.Repeat("x", 1000) + " …, say The beginning of a text of 2000 bytes."},
	{"a long list", make([]int, 1e6), "text [" + strings.Repeat("0 ", 499) + "0 …, say The first of 1000000 values."},
	{"a text that ends in dots", "wait …", "text wait …"},
	{"a long text of nothing", strings.Repeat(" ", 2000),
		"text \"" + strings.Repeat(" ", 1000) + " …\", say The beginning of a text of 2000 bytes."},
	{"a list that ends in dots", []string{"wait …"}, "text [wait …]"},
	{"a long text of its own type", essay{},
		"text " + strings.Repeat("y", 1000) + " …, say The beginning of a text of 1500 bytes."},
	{"a map of NaN", map[float64]int{math.NaN(): 1, 2: 3}, "table key value: NaN 1; 2 3"},
	{"structs under NaN", map[float64]point{math.NaN(): {1, "a"}}, "table key X name: NaN 1 a"},
	{"a map of lengths", map[time.Duration]int{time.Minute: 1, 2 * time.Second: 2}, "table key value: 2s 2; 1m0s 1"},
	{"a map of digits", map[string]int{"10": 1, "9": 2}, "table key value: 9 2; 10 1"},
	{"much", make([]point, 150), "table X name: " + strings.Repeat("0 ; ", 99) + "0 , say The first 100 of 150 rows."},
}

func TestValues(t *testing.T) {
	for _, tt := range values {
		out := notebook.Run(func(nb *notebook.Cell) { show.Value(nb, tt.value) }, notebook.Options{})
		if got := described(out); got != tt.want {
			t.Errorf("%s is shown as\n%q, want\n%q", tt.name, got, tt.want)
		}
	}
}

// Go goes through a map in another order each time.
func TestTheOrderOfKeys(t *testing.T) {
	for want, value := range map[string]any{
		"table key value: 10 1; 1a 2; 9 3":   map[string]int{"10": 1, "9": 3, "1a": 2},
		"table key value: 1 1; 2 3; x 2":     map[any]int{1: 1, "x": 2, 2.0: 3},
		"table key value: 2 3; 10 1":         map[any]int{10: 1, "2": 3},
		"table key value: 1 7; 1 8; 1 9":     map[any]int{1: 7, "1": 8, 1.0: 9},
		"table key value: NaN 1; NaN 2; 0 3": nans(2, 1),
	} {
		for range 50 {
			out := notebook.Run(func(nb *notebook.Cell) { show.Value(nb, value) }, notebook.Options{})
			if got := described(out); got != want {
				t.Errorf("%v is shown as %q, want %q", value, got, want)
				break
			}
		}
	}
}

// nans returns a map in which each of the values, and 3 under 0, has a key of its own.
func nans(values ...int) map[float64]int {
	m := map[float64]int{0: 3}
	for _, v := range values {
		m[math.NaN()] = v
	}
	return m
}

func described(out notebook.Output) string {
	var list []string
	for _, e := range out.Events {
		text := strings.TrimSuffix(e.Text, "\n")
		if e.Table != nil {
			var rows []string
			for _, row := range e.Table.Rows {
				rows = append(rows, strings.Join(row, " "))
			}
			text = strings.Join(e.Table.Columns, " ") + ": " + strings.Join(rows, "; ")
		}
		list = append(list, string(e.Kind)+" "+text)
	}
	return strings.Join(list, ", ")
}

// Several results are shown one after the other, without an error that is nil.
func TestResult(t *testing.T) {
	divide := func(a, b int) (int, error) {
		if b == 0 {
			return 0, errors.New("by zero")
		}
		return a / b, nil
	}
	for want, b := range map[string]int{"text 3": 2, "text 0, error by zero": 0} {
		out := notebook.Run(func(nb *notebook.Cell) { show.Result(nb)(divide(6, b)) }, notebook.Options{})
		if got := described(out); got != want {
			t.Errorf("6/%d is shown as %q, want %q", b, got, want)
		}
	}
}

func ExampleResult() {
	out := notebook.Run(func(nb *notebook.Cell) {
		show.Result(nb)(6 * 7)
	}, notebook.Options{})
	fmt.Print(out.Events[0].Text)
	// Output: 42
}
