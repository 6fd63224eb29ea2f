package source

import (
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestEditedCopy(t *testing.T) {
	l := pocket(t)
	text := `// Package pocket is small.
package pocket

import (
	"fmt"
	"math"

	"abacus/lessons/notebook"
)

// Half halves.
func Half(x float64) float64 { return math.Abs(x) / 2 }

type (
	// Tree is one.
	Tree struct{ left *Tree }
	leaf int
)

// Say stays.
func Say(nb *notebook.Cell) { nb.Say(fmt.Sprint(Half(1))) }
`
	cp, err := ReadCopy(fstest.MapFS{
		"lessons/pocket/a.go":      {Data: []byte(text)},
		"lessons/pocket/only.go":   {Data: []byte("package pocket\n\nimport \"math\"\n\nvar Pi = math.Pi\n")},
		"lessons/pocket/a_test.go": {Data: []byte("package pocket\n")},
	}, "pocket")
	if err != nil {
		t.Fatal(err)
	}
	err = cp.apply(&Draft{lesson: l, Edits: []Edit{
		{Declaration: "Half", Text: "// Half is mine.\nfunc Half(x float64) float64 {return rand.IntN(int(x))+0.5}"},
		{Declaration: "Pi", Text: "func ("},
		{Declaration: "Tree", Text: "type Tree struct{ leaves []leaf }"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"a.go", "yours-1-half.go", "yours-2-pi.go", "yours-3-tree.go"}
	if got := slices.Sorted(maps.Keys(cp.Files)); !slices.Equal(got, want) {
		t.Fatalf("files %v, want %v", got, want)
	}
	for _, gone := range []string{"Half halves", "math", "Tree is one"} {
		if strings.Contains(cp.Files["a.go"], gone) {
			t.Errorf("%q is still in\n%s", gone, cp.Files["a.go"])
		}
	}
	for _, kept := range []string{"Package pocket is small", `"fmt"`, "leaf int", "// Say stays."} {
		if !strings.Contains(cp.Files["a.go"], kept) {
			t.Errorf("%q is gone from\n%s", kept, cp.Files["a.go"])
		}
	}
	if got := cp.Files["yours-1-half.go"]; got != "package pocket\n\nimport (\n\t\"math/rand/v2\"\n)\n\n// Half is "+
		"mine.\nfunc Half(x float64) float64 { return rand.IntN(int(x)) + 0.5 }\n" {
		t.Errorf("the edit's file is\n%s", got)
	}
	if !strings.Contains(cp.Files["yours-2-pi.go"], "func (") {
		t.Error("a text that does not compile is lost")
	}
	var needed []string
	for _, d := range cp.Needs("Say") {
		needed = append(needed, d.Names...)
		if d.Names[0] == "Half" && !slices.Equal(d.Imports, []string{`"math/rand/v2"`}) {
			t.Errorf("Half needs the imports %v", d.Imports)
		}
	}
	if !slices.Equal(needed, []string{"Say", "Half"}) {
		t.Errorf("Say needs %v", needed)
	}
}

// Every declaration of every lesson can be taken out of its file, and what is
// left is Go.
func TestWithoutEachDeclaration(t *testing.T) {
	module := os.DirFS("../../..")
	lessons, err := fs.Glob(module, "lessons/*/lesson.go")
	if err != nil || len(lessons) == 0 {
		t.Fatal("no lessons: ", err)
	}
	for _, name := range lessons {
		slug := path.Base(path.Dir(name))
		cp, err := ReadCopy(module, slug)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range cp.lesson.files {
			for _, u := range f.units {
				rest, err := without(cp.Files[f.name], setOf(u.Names))
				if err == nil && rest != "" {
					_, err = parser.ParseFile(token.NewFileSet(), "", rest, 0)
				}
				if err != nil || rest == cp.Files[f.name] {
					t.Fatalf("%s/%s without %v: %v\n%s", slug, f.name, u.Names, err, rest)
				}
			}
		}
	}
}
