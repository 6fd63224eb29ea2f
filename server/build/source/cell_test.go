package source

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// pageOf returns a draft of a page without a lesson, whose cells are called A, B, C …
// and of which it runs those that are wanted, or all.
func pageOf(t *testing.T, texts []string, wanted ...string) *Draft {
	t.Helper()
	c := NewCourse(Data{Packages: []Package{{Path: "fmt", Name: "fmt"}, {Path: "math", Name: "math"}}})
	d, err := c.Draft(Request{Lesson: Notebook, Cells: wanted, Edits: cellsOf(texts)})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func cellsOf(texts []string) (cells []Edit) {
	for i, text := range texts {
		cells = append(cells, Edit{Declaration: string(rune('A' + i)), Text: text, Cell: true, Shows: true})
	}
	return cells
}

// A program has the cells that it runs and the declarations that they need, whatever
// else those are called.
func TestNeededCells(t *testing.T) {
	for _, tt := range []struct {
		texts []string
		want  string
	}{
		{[]string{"f()", "func f() {}\ng()", "func g() {}"}, "A: f() B: func f() {}"},
		{[]string{"f(B)", "func f() { h() }", "func h() {}"}, "A: f(B) B: func f() { h() } C: func h() {}"},
		{[]string{"x.f", "func f() {}"}, "A: x.f"},
		{[]string{"T(1).M()", "type T int", "func (T) M() {}"}, "A: T(1).M() B: type T int C: func (T) M() {}"},
		{[]string{"f()", "func (\nfunc f() {}"}, "A: f()"},
		{[]string{"f()", "func f() {}\nx := " + strings.Repeat("(", maxDepth+1)}, "A: f()"},
	} {
		d := pageOf(t, tt.texts, "A")
		var got []string
		for _, e := range d.needed(mentionedIn(d.Edits)) {
			got = append(got, e.Declaration+": "+strings.TrimSpace(e.Text))
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("%q\nneeds %q, want %q", tt.texts, got, tt.want)
		}
	}
}

// The hint says where a name is that the compiler does not find.
func TestWhereNamesAre(t *testing.T) {
	const others, function = "not their variables", "does not see variables"
	for _, tt := range []struct {
		texts []string // the last one has the mistake, on line 1
		name  string
		want  string
	}{
		{[]string{"x := 1", "x"}, "x", others},
		{[]string{"for x := range 3 {\n\tprintln(x)\n}", "x"}, "x", others},
		{[]string{"var x int\nx", "x"}, "x", others},
		{[]string{"α, β := 1, 2", "β"}, "β", others},
		{[]string{"fmt.Println(x)", "x"}, "x", ""},
		{[]string{"func f(x int) {}", "x"}, "x", ""},
		{[]string{"type t struct{ x int }", "x"}, "x", ""},
		{[]string{"x := \"", "x"}, "x", ""},
		{[]string{"func f() int { return α } // α\nα := 1"}, "α", function},
		{[]string{"func f() int { return x }\nprintln(x)"}, "x", ""},
		{[]string{"println(x) // x := 1"}, "x", ""},
	} {
		d := pageOf(t, tt.texts)
		last := d.Edits[len(d.Edits)-1].Declaration
		wrong, _ := d.Mistakes("yours/" + last + ":1:1: undefined: " + tt.name + "\n")
		got := ""
		for _, hint := range []string{others, function} {
			if strings.Contains(wrong[0].Hint, hint) {
				got = hint
			}
		}
		if got != tt.want {
			t.Errorf("%q: the hint is %q, want %q", tt.texts, wrong[0].Hint, tt.want)
		}
	}
}

// A value that is none is left out, if that is what is wrong with the cells.
func TestRetry(t *testing.T) {
	d := pageOf(t, []string{"f()", "g()"})
	if wrong := d.Read(); len(wrong) > 0 {
		t.Fatal(wrong)
	}
	cells := d.Units()[0]
	const none = ":1:1: f() " + usedNoValue + "\n"
	for output, failed := range map[string]Unit{
		"lesson/A" + none: cells, "yours/A" + none: {Path: editedPath}, "yours/C" + none: cells,
		"yours/A:1:1: undefined: f\n": cells,
	} {
		if _, ok := d.Retry(failed, output); ok {
			t.Errorf("%q of package %s is tried once more", output, failed.Path)
		}
	}
	again, ok := d.Retry(cells, "yours/A"+none+"yours/B:1:1: undefined: g\n")
	if !ok || !slices.Equal(d.NoValue(), []string{"A"}) {
		t.Fatalf("tried once more: %v, without the values of %q", ok, d.NoValue())
	}
	if text := again.Files["z-cell000.go"]; strings.Contains(text, showCall) {
		t.Errorf("A still shows its value:\n%s", text)
	}
}

func TestAddDependents(t *testing.T) {
	chain := []string{"func a() {}", "func b() { a() }", "func c() { b() }", "c()", "func e() {}"}
	for _, tt := range []struct {
		texts []string
		want  string // with A
	}{
		{chain, "ABCD"},
		{[]string{"func f() {}", "f := 1\nf", "x.f", "func g(f int) {}", "f()"}, "AE"},
		{[]string{"func f() {}", "func f() {}", "f()"}, "A"},
		{[]string{"func rand() {}", "rand.IntN(2)", "rand()"}, "AC"},
		{[]string{"func max() {}", "max(1, 2)"}, "A"},
		{[]string{"func Abs() {}", "import . \"math\"\nAbs(1)"}, "A"},
		{[]string{"1 +", "A(nb)", "1 + 1"}, "AB"},
		{[]string{"type T int", "func (T) M() {}", "func f[T any](x T) {}"}, "AB"},
	} {
		broken := map[string]bool{"A": true}
		AddDependents(cellsOf(tt.texts), broken)
		if got := strings.Join(slices.Sorted(maps.Keys(broken)), ""); got != tt.want {
			t.Errorf("%q: %s are broken, want %s", tt.texts, got, tt.want)
		}
	}
}

// Downloads have each comment once, beside what it is about.
func TestCommentsOfCopiedCells(t *testing.T) {
	for _, tt := range []struct{ text, declarations, statements string }{
		{"// x is one.\nx := 1 // one\n\n// f does.\nfunc f() {\n} // end\nf() // now",
			"// f does.\nfunc f() {\n} // end", "// x is one.\nx := 1 // one\n\nf() // now"},
		{"/* f */ func f() {\n\t// within\n}\nf(/* g */)", "/* f */\nfunc f() {\n\t// within\n}", "f( /* g */ )"},
		{"// only", "", "// only"},
	} {
		cp := &Copy{Slug: Notebook}
		if err := cp.apply(&Draft{
			lesson: new(Course).newLesson(Notebook),
			Edits:  []Edit{{Declaration: "A", Text: tt.text, Cell: true}},
		}); err != nil {
			t.Fatal(err)
		}
		if c := cp.Cells[0]; c.Declarations != tt.declarations || c.Statements != tt.statements || c.Broken {
			t.Errorf("%q is copied as %+v", tt.text, c)
		}
	}
}

// What must not be compiled is copied as it is: neither parsed nor formatted, which
// could take long.
func TestTooComplexCopies(t *testing.T) {
	long := "x  :=  1" + strings.Repeat("+1", maxOperators+1)
	pi := "var  Pi = 3" + strings.Repeat("+0", maxOperators+1)
	cp, err := ReadCopy(fstest.MapFS{"lessons/pocket/a.go": {Data: []byte("package pocket\n\nvar Pi = 3.1\n")}}, "pocket")
	if err != nil {
		t.Fatal(err)
	}
	if err := cp.apply(&Draft{lesson: pocket(t), Edits: []Edit{
		{Declaration: "A", Text: long, Cell: true}, {Declaration: "Pi", Text: pi},
	}}); err != nil {
		t.Fatal(err)
	}
	if c := cp.Cells[0]; !c.Broken || c.Declarations+c.Statements != "" || c.Text != long {
		t.Errorf("the cell is copied as %.200v", c)
	}
	if got := cp.Files["yours-1-pi.go"]; got != "package pocket\n\n"+pi+"\n" {
		t.Errorf("the edit's file is\n%.100s", got)
	}
	if all := cp.All(); len(all) != 1 || all[0].Text != pi || !all[0].Yours {
		t.Errorf("the declarations are %.200v", all)
	}
}

// A request may name what an edit adds, but nothing else.
func TestFurtherCells(t *testing.T) {
	l := pocket(t)
	for _, tt := range []struct {
		text, cell string
		ok         bool
	}{
		{"func Mine() {}", "Mine", true}, {"func Mine() {}", "Other", false}, {"func (", "Other", true},
		{"func (", "not a name", false}, {"var Mine int", "Mine", false},
		{"var x = " + strings.Repeat("(", maxDepth+1), "Other", true},
	} {
		_, err := l.validate(Request{
			Cells: []string{"Plain", tt.cell}, Edits: []Edit{{Declaration: "New", Text: tt.text}},
		})
		if (err == nil) != tt.ok {
			t.Errorf("%.40q with %q: %v", tt.text, tt.cell, err)
		}
	}
}

// FuzzRead reads whatever anybody types: as a cell, as an edit, and as both.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"import (\n\t\"fmt\" // éééééééééééééééééé\n)\nimport \"os\"", "func main() { é := 1; main() }\nmain()",
		"x := `\r`\n}; func f() {", "package p; import \"C\" // é", "type T[P any] struct{ P }\nT[int]{P: 1}", "/*", "\xff",
	} {
		f.Add(s)
	}
	c := NewCourse(Data{Packages: []Package{{Path: "fmt", Name: "fmt"}, {Path: "math", Name: "math"}}})
	f.Fuzz(func(t *testing.T, text string) {
		as := Edit{Declaration: "Mine", Text: text, Cell: true, Shows: true}
		for _, edits := range [][]Edit{
			{as}, {{Declaration: "F", Text: text}},
			{{Declaration: "F", Text: text}, as, {Declaration: "Other", Text: text, Cell: true}},
		} {
			d, err := c.Draft(Request{Lesson: Notebook, Edits: edits, Cells: []string{"Mine"}})
			if err != nil { // the edit has no such cell
				continue
			}
			d.Read()
			d.Units()
			for _, ch := range slices.Concat(d.changes, d.cells) {
				if len(ch.text) != len(ch.edit.Text) {
					t.Errorf("%q is compiled as %q", ch.edit.Text, ch.text)
				}
			}
			AddDependents(d.Edits, map[string]bool{"Mine": true})
			d.Mistakes("yours/Mine:1:1: undefined: x\nyours/Other:9:9: undefined: f\n")
			cp := &Copy{Slug: Notebook, Files: map[string]string{}}
			if err := cp.apply(d); err != nil {
				t.Error(err)
			}
		}
	})
}
