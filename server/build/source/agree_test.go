package source

import (
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"abacus/lessons"
	"abacus/web"
)

// lessonData reads a lesson as the builder gets it.
func lessonData(t *testing.T, slug string) Lesson {
	t.Helper()
	data := Lesson{Slug: slug}
	entries, err := os.ReadDir(filepath.Join("../../../lessons", slug))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		switch {
		case e.IsDir():
			data.Subs = append(data.Subs, e.Name())
		case path.Ext(e.Name()) == ".go" && !strings.HasSuffix(e.Name(), "_test.go"):
			text, err := os.ReadFile(filepath.Join("../../../lessons", slug, e.Name()))
			if err != nil {
				t.Fatal(err)
			}
			data.Files = append(data.Files, File{Name: e.Name(), Text: string(text)})
		}
	}
	return data
}

// What the page shows as a declaration is what the builder replaces when it is
// edited and what a download holds, and all three know the same cells.
func TestPageBuilderAndDownloadsAgree(t *testing.T) {
	for _, slug := range lessons.Slugs() {
		page, err := web.ReadSource(os.DirFS("../../../lessons"), slug)
		if err != nil {
			t.Fatal(err)
		}
		built, err := new(Course).parseLesson(lessonData(t, slug))
		if err != nil {
			t.Fatal(err)
		}
		copied, err := ReadCopy(os.DirFS("../../.."), slug)
		if err != nil {
			t.Fatal(err)
		}
		inCopy := map[string]string{}
		for _, d := range copied.All() {
			for _, name := range d.Names {
				inCopy[name] = d.Text
			}
		}
		names := page.EditableNames()
		slices.Sort(names)
		names = slices.DeleteFunc(names, func(name string) bool { return name == "_" || name == "init" })
		if got := slices.Sorted(maps.Keys(built.named)); !slices.Equal(got, names) {
			t.Errorf("%s: the builder can replace\n%v, the page shows\n%v", slug, got, names)
		}
		for _, name := range names {
			shown, err := page.Decl(name)
			if u := built.named[name]; err != nil || u == nil || u.Text != shown || inCopy[name] != shown {
				t.Errorf(
					"%s: %s reads %q on the page (%v), and otherwise in the builder or the download: %q",
					slug,
					name,
					shown,
					err,
					inCopy[name],
				)
			}
		}
		cells := page.CellNames()
		slices.Sort(cells)
		if got := built.cells(); len(cells) == 0 || !slices.Equal(got, cells) {
			t.Errorf("%s: the builder has the cells\n%v, the page has\n%v", slug, got, cells)
		}
	}
}

// A cell is one whatever its parameter is called, and whatever its file calls
// the package.
func TestCellsByType(t *testing.T) {
	l, err := new(Course).parseLesson(Lesson{Slug: "pocket", Files: []File{{Name: "a.go", Text: `package pocket

import nb "abacus/lessons/notebook"

func Walk(c *nb.Cell) { c.Say("x") }

func (t (Tree)) Depth(nb *nb.Cell) {}

type Tree int
`}}})
	if err != nil {
		t.Fatal(err)
	}
	if got := l.cells(); !slices.Equal(got, []string{"Walk"}) {
		t.Errorf("cells %v, want Walk", got)
	}
	files := l.assemble(nil, l.cells())
	if !strings.Contains(files[mainFile], `"Walk": Walk`) || !strings.Contains(files["a.go"], "func Walk(c *nb.Cell)") {
		t.Errorf("the program does not run Walk: %v", files)
	}
	if len(l.methods["Tree"]) != 1 {
		t.Error("a method with a parenthesised receiver is not the type's")
	}
}
