package decl

import (
	"errors"
	"fmt"
	"go/parser"
	"go/scanner"
	"go/token"
	"slices"
	"strings"
	"testing"
)

// Each case is a text and what is cut out of it: for each declaration its
// names, a colon, the line it starts on, and its text.
func TestDeclarations(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"function", "// F does.\nfunc F() {}\n", []string{"F:1 // F does.\nfunc F() {}"}},
		{"two", "func F() {}\n\nfunc G() {}", []string{"F:1 func F() {}", "G:3 func G() {}"}},
		{"method", "func (t T) M() {}", []string{"T.M:1 func (t T) M() {}"}},
		{"method of a pointer", "func (*T) M() {}", []string{"T.M:1 func (*T) M() {}"}},
		{"method of a generic type", "func (t *Tree[K]) M() {}", []string{"Tree.M:1 func (t *Tree[K]) M() {}"}},
		{"method of a type with two parameters", "func (t Pair[A, B]) M() {}",
			[]string{"Pair.M:1 func (t Pair[A, B]) M() {}"}},
		{"parenthesised receiver", "func (t (T)) M() {}", []string{"T.M:1 func (t (T)) M() {}"}},
		{"parentheses around a pointer", "func (t (*(T))) M() {}", []string{"T.M:1 func (t (*(T))) M() {}"}},
		{"no type", "func (t struct{}) M() {}", []string{"M:1 func (t struct{}) M() {}"}},
		{"generic function", "func F[T any](x T) T { return x }", []string{"F:1 func F[T any](x T) T { return x }"}},

		{"type", "// T is.\ntype T int", []string{"T:1 // T is.\ntype T int"}},
		{"alias", "type T = int", []string{"T:1 type T = int"}},
		{"grouped types", "type (\n\t// A is a.\n\t// Really.\n\tA struct {\n\t\tx int\n\t}\n\n\tB int\n)", []string{
			"A:2 // A is a.\n// Really.\ntype A struct {\n\tx int\n}", "B:8 type B int"}},
		{"grouped type with a text in it", "type (\n\tA struct {\n\t\tx int `a:\"\n\tb\"`\n\t}\n)",
			[]string{"A:2 type A struct {\n\tx int `a:\"\n\tb\"`\n}"}},
		{"one type in brackets", "// Of the group.\ntype (\n\tA int\n)", []string{"A:3 type A int"}},
		{"empty groups", "type ()\nvar ()\nconst ()", nil},

		{"constant", "const c = 1", []string{"c:1 const c = 1"}},
		{"several names", "var a, b = 1, 2", []string{"a b:1 var a, b = 1, 2"}},
		{"iota", "// Colours.\nconst (\n\tred = iota\n\t_\n\tblue\n)",
			[]string{"red _ blue:1 // Colours.\nconst (\n\tred = iota\n\t_\n\tblue\n)"}},
		{"variables", "var (\n\ta int\n\tb, c = 1, 2\n)", []string{"a b c:1 var (\n\ta int\n\tb, c = 1, 2\n)"}},
		{"blank", "var _ error = T{}\nfunc _() {}", []string{"_:1 var _ error = T{}", "_:2 func _() {}"}},

		{"a comment apart", "// Alone.\n\nfunc F() {}\n\n// After.\n", []string{"F:3 func F() {}"}},
		{"a comment within", "func F() {\n\t// Within.\n\t/* and */ f()\n}",
			[]string{"F:1 func F() {\n\t// Within.\n\t/* and */ f()\n}"}},
		{"a comment in brackets", "/* F */\nfunc F() {}", []string{"F:1 /* F */\nfunc F() {}"}},
		{"a comment behind", "const c = 1 // one\n\nvar v = 2", []string{"c:1 const c = 1", "v:3 var v = 2"}},
		{"directive", "// F does.\n//\n//go:noinline\nfunc F() {}",
			[]string{"F:1 // F does.\n//\n//go:noinline\nfunc F() {}"}},
		{"line directive", "//line x.go:100\n\nfunc F() {}", []string{"F:3 func F() {}"}},

		{"imports", "import \"fmt\"\n\nimport (\n\t\"math\"\n)\n\nfunc F() { fmt.Print(math.Pi) }",
			[]string{"F:7 func F() { fmt.Print(math.Pi) }"}},
		{"no body", "func F()", []string{"F:1 func F()"}},
		{"letters of all kinds", "func (ü Ölfeld) Größe() {}",
			[]string{"Ölfeld.Größe:1 func (ü Ölfeld) Größe() {}"}},
		{"nothing", "", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, err := ParseText(tt.text)
			if err != nil {
				t.Fatal(err)
			}
			got := described(f)
			if !slices.Equal(got, tt.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
			whole, err := Parse("x.go", "package x\n\n"+tt.text)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(whole.Names(), f.Names()) {
				t.Errorf("as a file it declares %v, as a text %v", whole.Names(), f.Names())
			}
			for i, d := range whole.Declarations {
				if d.Text != f.Declarations[i].Text || d.Line != f.Declarations[i].Line+2 {
					t.Errorf("as a file %v is %q on line %d", d.Names, d.Text, d.Line)
				}
			}
		})
	}
}

func described(f *File) (list []string) {
	for _, d := range f.Declarations {
		list = append(list, fmt.Sprintf("%s:%d %s", strings.Join(d.Names, " "), d.Line, d.Text))
	}
	return list
}

func TestCells(t *testing.T) {
	for _, tt := range []struct {
		text string
		want string // names of the cells
	}{
		{"func Walk(nb *notebook.Cell) {\n}", "Walk"},
		{"func Walk(c *notebook.Cell) {}", "Walk"},
		{"func Walk(_ *notebook.Cell) {}", "Walk"},
		{"func Walk(*notebook.Cell) {}", "Walk"},
		{"func Walk(\n\tnb *notebook.Cell,\n) {\n}", "Walk"},
		{"func Walk(nb (*notebook.Cell)) {}", "Walk"},
		{"import n \"abacus/lessons/notebook\"\nfunc Walk(c *n.Cell) {}\nfunc Other(c *notebook.Cell) {}", "Walk Other"},
		{"import . \"abacus/lessons/notebook\"\nfunc Walk(c *Cell) {}", "Walk"},
		{"import . \"math\"\nimport . \"abacus/lessons/notebook\"\nfunc Walk(c *Cell) {}", "Walk"},
		{"import \"abacus/lessons/notebook\"\nfunc Walk(c *notebook.Cell) {}", "Walk"},
		{"import \"example.com/notebook\"\nfunc Walk(c *notebook.Cell) {}", ""},
		{"import notebook \"fmt\"\nfunc Walk(c *notebook.Cell) {}", ""},
		{"func Walk(c *n.Cell) {}", ""},
		{"func Walk(c *Cell) {}", ""},
		{"func walk(nb *notebook.Cell) {}", ""},
		{"func Walk(nb notebook.Cell) {}", ""},
		{"func Walk(nb **notebook.Cell) {}", ""},
		{"func Walk(nb *notebook.Table) {}", ""},
		{"func Walk(nb ...*notebook.Cell) {}", ""},
		{"func Walk(a, b *notebook.Cell) {}", ""},
		{"func Walk(nb *notebook.Cell, n int) {}", ""},
		{"func Walk(nb *notebook.Cell) error { return nil }", ""},
		{"func Walk[T any](nb *notebook.Cell) {}", ""},
		{"func (t T) Walk(nb *notebook.Cell) {}", ""},
		{"var Walk = func(nb *notebook.Cell) {}", ""},
		{"// func Walk(nb *notebook.Cell) {\nfunc Run() {}", ""},
		{"func Run() {\n\t_ = `func Run(nb *notebook.Cell) {`\n}", ""},
	} {
		f, err := ParseText(tt.text)
		if err != nil {
			t.Fatalf("%s: %v", tt.text, err)
		}
		if got := strings.Join(f.Cells(), " "); got != tt.want {
			t.Errorf("%s\nhas the cells %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestChecks(t *testing.T) {
	for text, want := range map[string]string{
		"func CheckYourGini(c *notebook.Cell) {}": "YourGini",
		"func CheckÄpfel(c *notebook.Cell) {}":    "Äpfel",
		"func Check(c *notebook.Cell) {}":         "",
		"func Checked(c *notebook.Cell) {}":       "",
		"func CheckYourGini(t *testing.T) {}":     "",
		"func Walk(c *notebook.Cell) {}":          "",
	} {
		f, err := ParseText(text)
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := f.Declarations[0].Checked(); ok != (want != "") || ok && got != want {
			t.Errorf("%s checks %q, %v; want %q", text, got, ok, want)
		}
	}
}

func TestTopNames(t *testing.T) {
	f, err := ParseText("func (t T) M() {}\ntype T int\nvar a, b int")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := f.TopNames(), []string{"T", "a", "b"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// Mistakes stand where they are in the text, not in the file made of it.
func TestMistakesOfTexts(t *testing.T) {
	for text, line := range map[string]int{"func {}": 1, "func F() {}\n\nfunc F( {": 3, "package x": 1} {
		_, err := ParseText(text)
		var list scanner.ErrorList
		if !errors.As(err, &list) {
			t.Fatalf("%q: %v", text, err)
		}
		if got := list[0].Pos; got.Line != line || got.Offset > len(text) {
			t.Errorf("%q: mistake at %v, offset %d, want line %d", text, got, got.Offset, line)
		}
	}
}

func TestExamples(t *testing.T) {
	list, err := Examples("x_test.go", `package x_test

import (
	"fmt"
	m "math"
)

func ExampleF() {
	// A comment.
	fmt.Println(m.Abs(-1))

	fmt.Println(`+"`\n\tx`"+`)
	// Output:
	// 1
	//
	// 	x
}

func ExampleT_M() { fmt.Println(help()) }

func help() int { return 1 }
`)
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 2 || list[0].Name != "ExampleF" || list[1].Name != "ExampleT_M" {
		t.Fatalf("examples: %+v", list)
	}
	body := list[0].Body
	if want := "// A comment.\nfmt.Println(m.Abs(-1))\n\nfmt.Println(`\n\tx`)"; body != want {
		t.Errorf("body %q, want %q", body, want)
	}
	if want := "1\n\n\tx"; list[0].Output != want {
		t.Errorf("output %q, want %q", list[0].Output, want)
	}
	if want := []string{`"fmt"`, `m "math"`}; !slices.Equal(list[0].Imports, want) || !list[0].Alone {
		t.Errorf("imports %v, alone %v", list[0].Imports, list[0].Alone)
	}
}

// FuzzParseText cuts what anybody may type: the parts lie in the text, in
// order, and are Go again.
func FuzzParseText(f *testing.F) {
	for _, s := range []string{
		"func F() {}", "type (\n\tA int\n\tB struct{ x string `a\n\tb` }\n)", "var a, _ = 1, 2 // x",
		"//line a:1\nfunc (T) M()", "import . \"x\"\nfunc C(*Cell)",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file, err := ParseText(text)
		if err != nil {
			return
		}
		end := 0
		for _, d := range file.Declarations {
			if d.From < end || d.To <= d.From || d.To > len(text) || d.Line != 1+strings.Count(text[:d.From], "\n") {
				t.Fatalf("%v stands from %d to %d on line %d of %q", d.Names, d.From, d.To, d.Line, text)
			}
			end = d.To
			again, err := ParseText(d.Text)
			if err != nil || !slices.Equal(again.Names(), d.Names) {
				t.Errorf("%q, out of %q, declares %v (%v), want %v", d.Text, text, again, err, d.Names)
			}
			if _, err := parser.ParseFile(token.NewFileSet(), "", "package p\n"+d.Text, 0); err != nil {
				t.Errorf("%q is not Go alone: %v", d.Text, err)
			}
		}
	})
}
