package lessons_test

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"abacus/content"
	"abacus/lessons"
	"abacus/lessons/notebook"
	"abacus/web"
)

// A lesson's slug names everything: text, package and address.
func TestPairing(t *testing.T) {
	var slugs []string
	for _, l := range lessons.All() {
		slugs = append(slugs, l.Slug)
		if _, err := fs.Stat(content.FS(), l.Slug+".md"); err != nil {
			t.Errorf("lesson %s has no text: %v", l.Slug, err)
		}
		if _, err := os.Stat(l.Slug + "/lesson.go"); err != nil {
			t.Errorf("lesson %s has no lessons/%s/lesson.go", l.Slug, l.Slug)
		}
	}
	texts, err := fs.Glob(content.FS(), "*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range texts {
		if !slices.Contains(slugs, strings.TrimSuffix(name, ".md")) {
			t.Errorf("content/%s belongs to no lesson of the catalogue", name)
		}
	}
}

// Every function that looks like a cell is in the lesson's list, so that none
// is forgotten, and the text shows every one.
func TestCellsAreListedAndShown(t *testing.T) {
	for _, l := range lessons.All() {
		src, err := web.ReadSource(os.DirFS("."), l.Slug)
		if err != nil {
			t.Fatal(err)
		}
		text, err := fs.ReadFile(content.FS(), l.Slug+".md")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range src.CellNames() {
			exercised, check := strings.CutPrefix(name, "Check")
			if l.Cells[name] == nil && !(check && l.Exercises[exercised] != nil) {
				t.Errorf("cell %s is missing from Cells of lessons/%s", name, l.Slug)
			}
		}
		for name := range l.Cells {
			if !strings.Contains(string(text), "cell="+name) {
				t.Errorf("content/%s.md does not show the cell %s", l.Slug, name)
			}
		}
	}
}

// The cells are checked in their packages, so that go test ./lessons/<slug>
// covers a lesson completely. No package may omit that.
func TestEveryLessonChecksItsCells(t *testing.T) {
	for _, l := range lessons.All() {
		tests, err := filepath.Glob(filepath.Join(l.Slug, "*_test.go"))
		if err != nil {
			t.Fatal(err)
		}
		checked := slices.ContainsFunc(tests, func(name string) bool {
			text, err := os.ReadFile(name)
			return err == nil && strings.Contains(string(text), "notebooktest.Check(t, Cells()")
		})
		if !checked {
			t.Errorf("no test in lessons/%s calls notebooktest.Check(t, Cells())", l.Slug)
		}
	}
}

// BenchmarkCells runs every cell once at its defaults: what a slider step
// costs without a cache.
func BenchmarkCells(b *testing.B) {
	for _, l := range lessons.All() {
		for _, name := range slices.Sorted(maps.Keys(l.Cells)) {
			b.Run(l.Slug+"/"+name, func(b *testing.B) {
				for b.Loop() {
					notebook.Run(l.Cells[name], notebook.Options{})
				}
			})
		}
	}
}
