package download

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"abacus/go_test/need"
	"abacus/server/build"
	"abacus/server/wire"
)

// work is what a reader may leave on the page of entropy: cells in all languages, in
// all states.
func work() wire.DownloadRequest {
	return wire.DownloadRequest{
		Edits: []build.Edit{{
			Declaration: "Surprise", Text: "func Surprise(p float64) float64 { return 3 * math.Log2(1/p) }",
		}},
		Cells: []wire.OwnCell{
			{Language: "text", Title: "Notes", After: "+0", Text: "Half of $x$ comes first."},
			{Language: "go", Title: "Cell 1", After: "cell-BinaryCurve+0",
				Text: "// half halves.\nfunc half(x float64) float64 { return x / 2 }\nhalf(entropy.Surprise(0.25))"},
			{Language: "go", Title: "cell 1!", After: "cell-BinaryCurve+0",
				Text: "n := nb.Int(\"n\", \"how many\", 3, 1, 9)\nfmt.Println(\"counting\")\nhalf(float64(n))"},
			{Language: "go", Title: "Sorted", After: "cell-BinaryCurve+0", Text: "xs := []int{3, 1, 2}\nsort.Ints(xs)"},
			{Language: "go", Title: "shout", After: "cell-BinaryCurve+0",
				Text: "func shout() { fmt.Println(\"ho\") }\nshout()"},
			{Language: "go", Title: "Theirs and mine", After: "cell-BinaryCurve+0",
				Text: "func Surprise(float64) float64 { return 7 }\nfmt.Println(Surprise(1), entropy.Surprise(0.5))"},
			{Language: "go", Title: "Main", After: "gone+7", Text: "undefined(1)"},
			{Language: "go", Title: "Cell 4", After: "gone+7", Text: "func f() {}\nfmt.Println("},
			{Language: "sql", Title: "All", After: "gone+7", Text: "SELECT 1;"},
			{Language: "text", Title: "Cell 4", After: "gone+7", Text: "The end."},
			{Language: "go", Title: "Nothing", After: "gone+7"},
		},
	}
}

// fitted is what the reader types: a line through six numbers, and a plot.
func fitted() []wire.OwnCell {
	return []wire.OwnCell{
		{Language: "go", Title: "Fit", Text: "var xs = []float64{1, 2, 3, 4, 5, 6}\n" +
			"func ys(noise float64) []float64 {\n\treturn []float64{2 + noise, 4, 6, 8, 10, 12 - noise}\n}\n" +
			"stat.LinearRegression(xs, ys(0), nil, false)"},
		{Language: "go", Title: "Plot", Text: `noise := nb.Slider("noise", "noise", 0, notebook.Steps(0, 3, 0.5))
pts := make(plotter.XYs, 6)
for i, y := range ys(noise) {
	pts[i] = plotter.XY{X: float64(i + 1), Y: y}
}
scatter, err := plotter.NewScatter(pts)
if err != nil {
	panic(err)
}
p := plot.New()
p.Add(scatter)
p`},
		{Language: "go", Title: "Neighbours", Text: "show := knn.Manhattan\nshow([]float64{0, 0}, []float64{1, 2})"},
	}
}

// In the notebook for GoNB cells stand where the page has them, and compile.
func TestNotebookHoldsOwnCells(t *testing.T) {
	need.Time(t, "builds every lesson")
	request := work()
	request.Cells = slices.DeleteFunc(request.Cells, func(c wire.OwnCell) bool {
		return strings.HasPrefix(c.Text, "undefined") || strings.HasSuffix(c.Text, "(") // what does not compile
	})
	notebook, err := Notebook(withCells(t, "entropy", request))
	if err != nil {
		t.Fatal(err)
	}
	code, _ := sources(t, notebook)
	k := newKernel(t)
	k.setUp(code[0])
	ran := ""
	for _, cell := range code[1:] {
		dir := k.cell(cell)
		if strings.Contains(cell, "half(") || strings.Contains(cell, "shout()") || strings.Contains(cell, "own_") {
			ran += golang(t, k.dir, "run", "./"+dir)
		}
	}
	golang(t, k.dir, "vet", "./...")
	for _, want := range []string{"3\n", "counting\nn = 3", "1.5\n", "ho\n", "7 3\n"} {
		if !strings.Contains(ran, want) {
			t.Errorf("the reader's cells print\n%s\nwant %q", ran, want)
		}
	}
	all := cellsOf(t, notebook)
	at := func(what func(c cell) bool) int { return slices.IndexFunc(all, what) }
	titled := func(title string) int {
		return at(func(c cell) bool { return c.Metadata.Abacus.Title == title })
	}
	curve := at(func(c cell) bool { return strings.HasSuffix(strings.Join(c.Source, ""), "\nshowCell(BinaryCurve)") })
	if titled("Notes") != 3 || curve < 0 || titled("Cell 1") != curve+1 || titled("cell 1!") != curve+2 {
		t.Errorf("Notes is cell %d, BinaryCurve %d, Cell 1 %d, cell 1! %d",
			titled("Notes"), curve, titled("Cell 1"), titled("cell 1!"))
	}
	if after := all[titled("Theirs and mine")+1]; after.Metadata.Abacus.Lesson != "entropy" {
		t.Errorf("the lesson does not go on behind the reader's cells but with %q", after.Source)
	}
	sql := all[titled("All")]
	if got := strings.Join(sql.Source, ""); sql.Type != "markdown" || got != "```sql\nSELECT 1;\n```" {
		t.Errorf("SQL is a cell of %s: %s", sql.Type, got)
	}
}

func cellsOf(t *testing.T, notebook []byte) []cell {
	t.Helper()
	var doc document
	if err := json.Unmarshal(notebook, &doc); err != nil {
		t.Fatal(err)
	}
	return doc.Cells
}

// The notebook of the page without a lesson has what its cells are built on.
func TestNotebookOfTheNotebook(t *testing.T) {
	need.Time(t, "builds programs")
	notebook, err := Notebook(withCells(t, "notebook", wire.DownloadRequest{Cells: fitted()}))
	if err != nil {
		t.Fatal(err)
	}
	code, _ := sources(t, notebook)
	k := newKernel(t)
	k.setUp(code[0])
	ran := ""
	for i, cell := range code[1:] {
		if dir := k.cell(cell); i > 0 {
			ran += golang(t, k.dir, "run", "./"+dir)
		}
	}
	for _, want := range []string{"0\n2\n", "displayed ", "3\n"} {
		if !strings.Contains(ran, want) {
			t.Errorf("the cells print\n%s\nwant %q", ran, want)
		}
	}
}

// What the reader's cells use of the lesson is there, and what they say stays as it is,
// whatever they call what they declare.
func TestNotebookOfAnything(t *testing.T) {
	need.Time(t, "builds programs")
	var cells []wire.OwnCell
	var wants []string
	for _, tt := range []struct{ text, prints string }{
		{"func f() float64 { return entropy.Surprise(0.5) }\nf()", "1"},
		{"import e \"abacus/lessons/entropy\"\ne.Surprise(0.25)", "2"},
		{"fmt.Println(\"see entropy.Surprise\", entropy.Surprise(0.125))", "see entropy.Surprise 3"},
		{"type T struct{ Surprise int }\nfunc Surprise(n int) int { return T{Surprise: n}.Surprise }\nSurprise(4)", "4"},
		{"Surprise := entropy.Surprise(0.5)\nfmt.Println(Surprise, entropy.Surprise(0.03125), Surprise)", "1 5 1"},
		{"func terminal() int { return 6 }\nterminal()", "6"},
		{"func notebook() int { return 7 }\nnotebook()", "7"},
		{"func showCell() int { return 8 }\nshowCell()", "8"},
		{"func os() int { return 9 }\nos()", "9"},
		{"func init() { ten = 10 }\nvar ten int\nfunc tenth() int { return ten }\ntenth()", "10"},
	} {
		cells = append(cells, wire.OwnCell{Language: "go", After: "+0", Text: tt.text})
		wants = append(wants, tt.prints)
	}
	notebook, err := Notebook(withCells(t, "entropy", wire.DownloadRequest{Cells: cells}))
	if err != nil {
		t.Fatal(err)
	}
	k := newKernel(t)
	for i, cell := range cellsOf(t, notebook) {
		text := strings.Join(cell.Source, "")
		switch {
		case cell.Type != "code":
		case i == 1:
			k.setUp(text)
		case cell.Metadata.Abacus.Language == "go":
			if out := golang(t, k.dir, "run", "./"+k.cell(text)); strings.TrimSpace(out) != wants[0] {
				t.Errorf("a cell prints %q, want %q:\n%s", out, wants[0], text)
			}
			wants = wants[1:]
		default:
			k.cell(text)
		}
	}
	golang(t, k.dir, "vet", "./...")
	if len(wants) > 0 {
		t.Errorf("%d cells are missing", len(wants))
	}
}

// A package that does not exist is the reader's affair: downloads are made all the same.
func TestDownloadsWithUnknownPackages(t *testing.T) {
	need.Time(t, "builds programs")
	const text = "import \"abacus/lessons/none\"\nnone.F()"
	l := withCells(t, "entropy", wire.DownloadRequest{
		Edits: []build.Edit{{Declaration: "Mine", Text: "import \"abacus/lessons/../..\"\nvar Mine = none.F()"}},
		Cells: []wire.OwnCell{{Language: "go", Text: text}},
	})
	for name, form := range Forms() {
		if _, err := form.Make(l); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestFence(t *testing.T) {
	for text, want := range map[string]string{
		"": "```", "SELECT 1;": "```", "``": "```", "```": "````", "` `` ```` ```\n``": "`````",
	} {
		if got := fenceFor(text); got != want {
			t.Errorf("%q stands between %q, want %q", text, got, want)
		}
	}
	const many = 10_000
	text := strings.Repeat("`", many)
	if n := testing.AllocsPerRun(1, func() { fenceFor(text) }); n > 10 || len(fenceFor(text)) != many+1 {
		t.Errorf("a fence of %d backquotes takes %g allocations", len(fenceFor(text)), n)
	}
}
