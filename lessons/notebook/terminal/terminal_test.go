package terminal

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gonum.org/v1/plot/plotter"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

func cells() notebook.Cells {
	return notebook.Cells{
		"Plain": func(nb *notebook.Cell) {
			k := nb.Int("k", "sides", 6, 2, 20)
			nb.Say("%d sides", k)
			nb.Table(notebook.Table{Columns: []string{"a", "b"}, Rows: [][]string{{"1", notebook.Null}}, Mark: []int{0}})
		},
		"Drawn": func(nb *notebook.Cell) {
			for range 2 {
				f := figure.New("Two & two", "x", "y")
				f.Describe("A line.")
				f.Func("line", func(x float64) float64 { return x }, 0, 1, figure.Blue)
				f.Scatter("points", plotter.XYs{{X: 0, Y: 0}, {X: 1, Y: 1}}, figure.Red, figure.Circle)
				nb.Show(f)
			}
		},
		"Moving": func(nb *notebook.Cell) {
			nb.Animate("turn", "turn", 5, 2, func(i int) { nb.Say("turn number %d", i) })
		},
	}
}

func TestRun(t *testing.T) {
	for _, tt := range []struct {
		args, want, err string
	}{
		{"", "== Plain\n\nk = 6 (sides: 2 to 20)\n\n6 sides\n\na   b\n1   NULL   <\n\n" +
			"== Moving\n\nturn = 2 (turn: 0 to 4)\n\nturn 2 of 0 to 4; set turn for others\n\nturn number 2\n\n", ""},
		{"Plain k=9", "9 sides", ""},
		{"Plain k=x", "note: ", ""},
		{"Plain p=1", `note: the cell has no input "p"`, ""},
		{"Moving turn=4", "turn number 4", ""},
		{"Plain k", "", `name=value, not "k"`},
		{"Nope", "", `no cell "Nope"`},
		{"-nope", "", "-nope"},
		{"-h", "directory for the figures", ""},
	} {
		var b strings.Builder
		err := run(strings.Fields(tt.args), &b, cells(), []string{"Plain", "Moving"})
		if (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
			t.Errorf("%q: error %v, want %q", tt.args, err, tt.err)
		}
		if !strings.Contains(b.String(), tt.want) {
			t.Errorf("%q writes\n%s\nwant\n%s", tt.args, b.String(), tt.want)
		}
	}
}

func TestFiguresBecomeFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	var b strings.Builder
	if err := run([]string{"-figures", dir, "Drawn"}, &b, cells(), nil); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Drawn.svg", "Drawn-2.svg"} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		for dec := xml.NewDecoder(strings.NewReader(string(text))); ; {
			if _, err := dec.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s is not well-formed: %v", name, err)
			}
		}
		for _, part := range []string{"Two &amp; two", ">line<", ">points<", "A line."} {
			if !strings.Contains(string(text), part) {
				t.Errorf("%s lacks %q", name, part)
			}
		}
		if strings.Contains(string(text), "var(") || strings.Contains(string(text), "class=") {
			t.Errorf("%s depends on a style sheet", name)
		}
	}
}

func TestAFigureThatCannotBeKeptIsAnError(t *testing.T) {
	broken := errors.New("disk full")
	err := Show(io.Discard, cells()["Drawn"], nil, func(int, string) error { return broken })
	if !errors.Is(err, broken) {
		t.Errorf("error %v, want %v", err, broken)
	}
}

func TestText(t *testing.T) {
	for name, want := range map[string]string{
		"Plain": "6 sides\n", "Drawn": "Two & two. A line.\n", "Moving": "turn number 2\n",
	} {
		var b strings.Builder
		if Text(&b, cells()[name]); !strings.Contains(b.String(), want) {
			t.Errorf("%s writes\n%s\nwant %q in it", name, b.String(), want)
		}
	}
}
