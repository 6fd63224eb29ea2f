package source

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

func TestFormat(t *testing.T) {
	for _, tt := range []struct{ text, want, wrong string }{
		{"func  F( ) int {\r\n  return 1 }", "func F() int {\n\treturn 1\n}", ""},
		{"func F() int { return 1", "func F() int { return 1", "expected '}'"},
		{"var x = " + strings.Repeat("(", 5000), "", TooComplex},
		{strings.Repeat("var _ int\n", 1<<16), "", "too long"},
	} {
		got, wrong := Format(Edit{Declaration: "F", Text: tt.text})
		if (len(wrong) > 0) != (tt.wrong != "") || len(wrong) > 0 && !strings.Contains(wrong[0].Message, tt.wrong) {
			t.Errorf("Format(%.40q): mistakes %+v, want %q", tt.text, wrong, tt.wrong)
		}
		if tt.want != "" && got != tt.want {
			t.Errorf("Format(%.40q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

// pocket is a lesson small enough to look at.
func pocket(t *testing.T) *lesson {
	t.Helper()
	c := NewCourse(Data{
		Packages: []Package{
			{Path: "math/rand/v2", Name: "rand", Exported: []string{"IntN", "New", "NewPCG"}},
			{Path: "math/rand", Name: "rand", Exported: []string{"Intn", "New"}},
			{Path: "gonum.org/v1/gonum/mat", Name: "mat", Exported: []string{"NewDense"}},
			{Path: "math", Name: "math", Exported: []string{"Abs"}},
			{Path: "fmt", Name: "fmt"},
		},
	})
	subs := []string{"lab"}
	l, err := c.parseLesson(Lesson{Slug: "pocket", Subs: subs, Files: []File{{Name: "a.go", Text: `package pocket

import (
	"fmt"
	"math"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// Half halves.
func Half(x float64) float64 { return math.Abs(x) / 2 }

type (
	// Tree is one.
	Tree struct{ left *Tree }
	leaf int
)

func (t *Tree) Depth() int { return depth(t) }

func depth(t *Tree) int { return 1 }

const (
	red = iota
	green
)

func Plain(nb *notebook.Cell) { nb.Say("%v", Half(1)) }

func Drawn(nb *notebook.Cell) { nb.Show(figure.New(fmt.Sprint(green), "", "")) }
`}}})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestLessonParts(t *testing.T) {
	l := pocket(t)
	want := []string{"Drawn", "Half", "Plain", "Tree", "Tree.Depth", "depth", "green", "leaf", "red"}
	if got := slices.Sorted(maps.Keys(l.named)); !slices.Equal(got, want) {
		t.Errorf("declarations %v, want %v", got, want)
	}
	if got := l.cells(); !slices.Equal(got, []string{"Drawn", "Plain"}) {
		t.Errorf("cells %v", got)
	}
	if got, want := l.named["Tree"].Text, "// Tree is one.\ntype Tree struct{ left *Tree }"; got != want {
		t.Errorf("Tree reads %q, want %q, as package web shows it", got, want)
	}
	if !l.sub("lab.Run") || l.sub("Tree.Depth") {
		t.Error("lab is a sub-package, Tree is not")
	}
}

func TestAssembleLeavesOutTheUnused(t *testing.T) {
	l := pocket(t)
	ch, wrong := l.readEdit(
		Edit{Declaration: "Half", Text: "func Half(x float64) float64 { return float64((&Tree{}).Depth()) }"},
		nil,
	)
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	text := l.assemble([]*change{ch}, []string{"Plain"})["a.go"]
	for _, part := range []string{"func Plain", "type Tree struct", "func (t *Tree) Depth", "func depth",
		"//line lesson/Tree.Depth:1:1\n"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is missing in\n%s", part, text)
		}
	}
	for _, part := range []string{"func Half", "func Drawn", "leaf", "iota", `"math"`, `"fmt"`, "figure"} {
		if strings.Contains(text, part) {
			t.Errorf("%q should not be in\n%s", part, text)
		}
	}
}

func TestImports(t *testing.T) {
	l := pocket(t)
	for _, tt := range []struct{ text, want string }{
		{"func F() int { return rand.IntN(2) }", `import ("math/rand/v2")`},
		{"func F() int { return rand.Intn(2) }", `import ("math/rand")`},
		{"func F() any { return mat.NewDense(1, 1, nil) }", `import ("gonum.org/v1/gonum/mat")`},
		{"func F(mat Tree) *Tree { return mat.left }", ""},
		{"func F() float64 { rand := 1.5; return math.Abs(rand) }", `import ("math")`},
		{"func F() string { return figure.New(\"\", \"\", \"\").X }", `import ("abacus/lessons/notebook/figure")`},
		{"import \"math\"\nfunc F() int { return 1 }", ""},
		{"import m \"math\"\nfunc F() float64 { return m.Abs(1) }", `import (m "math")`},
		{"import _ \"fmt\"\nfunc F() {}", `import (_ "fmt")`},
		{"import (\n\t\"fmt\" // éééééééééé\n)\nimport \"math\"\nfunc F() { fmt.Print(math.Abs(1), \"é\") }",
			`import ("fmt"; "math")`},
		{"func F() { Half.x() }", ""},
	} {
		ch, wrong := l.readEdit(Edit{Declaration: "F", Text: tt.text}, nil)
		if ch == nil || ch.broken || len(wrong) > 0 {
			t.Fatalf("%s: %v", tt.text, wrong)
		}
		l.addImports(ch, l.with(nil))
		got := strings.TrimSpace(importDecl(ch.imports))
		if got != tt.want {
			t.Errorf("%s: imports %q, want %q", tt.text, got, tt.want)
		}
		if strings.Count(ch.text, "\n") != strings.Count(tt.text, "\n") || strings.Contains(ch.text, "import") ||
			len(ch.text) != len(tt.text) {
			t.Errorf("%s: compiled as %q, want its lines kept and its imports gone", tt.text, ch.text)
		}
	}
}

func TestDiagnoseHidesThisMachine(t *testing.T) {
	got := diagnose("yours/F:2:3: cannot find /home/me/.cache/abacus/packages-12/007.a: bad\n" +
		"\tlesson/Tree.Depth:4:1: other use\n")
	if len(got) != 1 || got[0].Message != "cannot find the program: bad; Tree.Depth, line 4: other use" {
		t.Errorf("got %+v", got)
	}
	for _, crash := range []string{"yours/F:1:1: internal compiler error: boom", "panic: x\n\ngoroutine 1 [running]:",
		"fatal error: out of memory"} {
		if got := diagnose(crash); got != nil {
			t.Errorf("diagnose(%q) = %+v, want nothing: that is no mistake in the source", crash, got)
		}
	}
}
