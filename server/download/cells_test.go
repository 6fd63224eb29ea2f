package download

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"abacus/go_test/need"
	"abacus/server/wire"
)

func TestModuleHoldsOwnCells(t *testing.T) {
	need.Time(t, "builds every lesson")
	archive, err := Module(withCells(t, "entropy", work()))
	if err != nil {
		t.Fatal(err)
	}
	dir := unpack(t, archive)
	golang(t, dir, "vet", "./notebook")
	if out := golang(t, dir, "test", "-v", "./notebook"); !strings.Contains(out, "--- PASS: TestCells/Cell1 ") {
		t.Errorf("the cells were not tested:\n%s", out)
	}
	out := golang(t, dir, "run", "./notebook")
	for _, want := range []string{"== Cell1\n\n3\n", "counting\nn = 3", "1.5\n", "== Shout\n\nho\n", "7 3\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("the cells print\n%s\nwant %q", out, want)
		}
	}
	for name, want := range map[string]string{
		"notebook/notes.md":  "Half of $x$ comes first.\n",
		"notebook/all.sql":   "SELECT 1;\n",
		"notebook/cell42.md": "The end.\n",
		"notebook/main2.txt": "undefined(1)\n",
		"notebook/cell4.txt": "func f() {}\nfmt.Println(\n",
	} {
		if got := read(t, dir, name); got != want {
			t.Errorf("%s has %q, want %q", name, got, want)
		}
	}
	readme := read(t, dir, "README.md")
	for _, want := range []string{
		"- `notebook/notes.md`: Notes\n- `notebook/cell1.go`: Cell 1\n- `notebook/cell12.go`: cell 1!\n",
		"- `notebook/main2.txt`: Main, kept as text because it does not compile yet\n",
	} {
		if !strings.Contains(readme, want) {
			t.Errorf("README.md does not say %q:\n%s", want, readme)
		}
	}
	tests := read(t, dir, "notebook/notebook_test.go")
	for name, want := range map[string]bool{"Cell1": true, "Shout": true, "Cell12": false, "Main2": false} {
		if got := strings.Contains(tests, "func Example"+name+"()"); got != want {
			t.Errorf("there is an example of %s: %t, want %t", name, got, want)
		}
	}
}

func read(t *testing.T, dir, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Error(err)
	}
	return string(text)
}

// On a page without a lesson a line is fitted and drawn: it is taken home as a module.
func TestModuleOfTheNotebook(t *testing.T) {
	need.Time(t, "builds programs")
	for name, cells := range map[string][]wire.OwnCell{"empty": nil, "fitted": fitted()} {
		t.Run(name, func(t *testing.T) {
			archive, err := Module(withCells(t, "notebook", wire.DownloadRequest{Cells: cells}))
			if err != nil {
				t.Fatal(err)
			}
			dir := unpack(t, archive)
			golang(t, dir, "vet", "./...")
			golang(t, dir, "test", "-vet=off", "./...")
			requirements(t, dir)
			out := golang(t, dir, "run", "./notebook")
			if len(cells) == 0 {
				return
			}
			if !strings.Contains(out, "== Fit\n\n0\n2\n") {
				t.Errorf("the fit prints\n%s", out)
			}
			if figures, _ := filepath.Glob(filepath.Join(dir, "figures", "Plot.svg")); len(figures) == 0 {
				t.Errorf("nothing was drawn:\n%s", out)
			}
		})
	}
}

// Whatever people type, and however they call it, the module passes its tests, as far as
// go vet has nothing against what they print.
func TestModuleOfAnything(t *testing.T) {
	need.Time(t, "builds programs")
	for _, tt := range []struct {
		name           string
		cells          []wire.OwnCell
		broken, prints []string // kept as text; printed
	}{
		// Cell21 declares f again.
		{"texts", typed(), []string{"cell18", "cell19", "cell20", "cell21", "cell22", "cell23", "cell24"}, nil},
		{"names", inTheWay(), nil, []string{"== Fit\n\n13\n", "== ExampleFit\n\n14\n", "== Notebook\n\n19\n"}},
		{"imports", importing(), nil, []string{"== Cell\n\n2\n"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			archive, err := Module(withCells(t, "notebook", wire.DownloadRequest{Cells: tt.cells}))
			if err != nil {
				t.Fatal(err)
			}
			dir := unpack(t, archive)
			golang(t, dir, "vet", "./...")
			golang(t, dir, "test", "./...")
			out := golang(t, dir, "run", "./notebook")
			for _, want := range tt.prints {
				if !strings.Contains(out, want) {
					t.Errorf("the cells print\n%s\nwant %q", out, want)
				}
			}
			texts, err := filepath.Glob(filepath.Join(dir, "notebook", "*.txt"))
			for i := range texts {
				texts[i] = strings.TrimSuffix(filepath.Base(texts[i]), ".txt")
			}
			if !slices.Equal(texts, tt.broken) {
				t.Errorf("kept as text are %q, want %q (%v)", texts, tt.broken, err)
			}
		})
	}
}

// typed returns cells of what people type.
func typed() (cells []wire.OwnCell) {
	for _, text := range []string{
		"1 + 2", "strconv.Atoi(\"7\")", "fmt.Println(7)", "time.Sleep(0)", "var wg sync.WaitGroup\nwg.Wait()",
		"func f(n int) int { return 2 * n }\nf(4)", "func show() int { return 1 }\nshow()",
		"func id[T any](x T) T { return x }\nid(\"a\")",
		"type T int\nfunc (t T) Twice() T { return 2 * t }\nT(4).Twice()", "for i := range 3 {\n\tfmt.Print(i)\n}",
		"c := make(chan int)\ngo func() { c <- 5 }()\n<-c", "import \"slices\"\nslices.Max([]int{1, 9, 3})", "// hm", "",
		"f := figure.New(\"f\", \"x\", \"y\")\nf.Func(\"sin\", math.Sin, 0, 6, figure.Blue)\nf",
		"func main() {\n\tfmt.Println(1)\n}", "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tfmt.Println(\"hi\")\n}",
		"x := 1", "1 +", "x := 1\n_ = x\nmath.Sqrtt(4)", "func f() {}", "import \"os/exec\"\nexec.Command(\"ls\")",
		"func g() {}\nfunc g() {}", "for {", "`a\n\tb`", "nb.Println(`x\n y`)",
	} {
		cells = append(cells, wire.OwnCell{Language: "go", Text: text})
	}
	return cells
}

// inTheWay returns cells whose titles and declarations the module's own files have, too.
func inTheWay() (cells []wire.OwnCell) {
	add := func(title, text string) {
		cells = append(cells, wire.OwnCell{Language: "go", Title: title, Text: text})
	}
	add("Test cells", "11")
	add("tests", "func TestCells() int { return 12 }\nTestCells()")
	add("Fit", "13")
	add("Example fit", "14")
	add("Example example fit", "15")
	add("Half", "16")
	add("halves", "func ExampleHalf() int { return 17 }\nfunc Example_cellHalf() int { return 17 }\nExample_cellHalf()")
	add("", "func abacus_io() int { return 18 }\nabacus_io()")
	for _, name := range []string{"notebook", "terminal", "io", "os", "testing", "show", "t", "cell", "name", "len"} {
		add(name, "func "+name+"() int { return 19 }\n"+name+"()")
	}
	return cells
}

// importing returns cells that call packages as the module's own files do, or otherwise.
func importing() []wire.OwnCell {
	return []wire.OwnCell{
		{Language: "go", Text: "import notebook \"math\"\nnotebook.Sqrt(4)"},
		{Language: "go", Text: "import nbk \"abacus/lessons/notebook\"\nnbk.Steps(0, 1, 1)"},
		{Language: "go", Text: "import notebook \"abacus/lessons/notebook\"\nnotebook.Steps(0, 1, 1)"},
		{Language: "go", Text: "notebook.Steps(0, 1, 1)"},
	}
}
