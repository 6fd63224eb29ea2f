package download

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"abacus/server/build/source"
)

// Module returns a zip file with a Go module of the lesson: its package, all that it
// is built on, its tests, and a program that runs its cells.
func Module(l Lesson) ([]byte, error) {
	m := module{l.Module, map[string]string{}}
	if err := m.addLesson(l); err != nil {
		return nil, fmt.Errorf("making the module of %s: %w", l.Package.Slug, err)
	}
	return m.pack("abacus-" + l.Package.Slug)
}

func (m module) addLesson(l Lesson) error {
	dir := path.Join("lessons", l.Package.Slug)
	for name, text := range l.Package.Files {
		if err := m.add(path.Join(dir, name), text); err != nil {
			return err
		}
	}
	entries, err := fs.ReadDir(m.project, dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.IsDir() && e.Name() != "testdata" {
			sub := path.Join(dir, e.Name())
			if err := errors.Join(m.addPackage("abacus/"+sub), m.addTests(sub)); err != nil {
				return err
			}
		}
	}
	err = errors.Join(m.addTests(dir), m.add("main.go", l.main()), m.addCells(l.Package))
	if err := errors.Join(err, m.addGoMod()); err != nil {
		return err
	}
	m.files["README.md"] = l.readme()
	licence, err := fs.ReadFile(m.project, "LICENSE")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	m.files["LICENSE"] = string(licence)
	return nil
}

func (l Lesson) main() string {
	names := ""
	for _, name := range l.cells() {
		names += fmt.Sprintf("\t\t%q,\n", name)
	}
	return fmt.Sprintf(`// Command abacus runs the cells of the lesson %q.
package main

import (
	%q
	%q
)

func main() {
	terminal.Main(%s.Cells(),
%s	)
}
`, l.Title, source.LessonsPath+l.Package.Slug, terminalPath, l.Package.Slug, names)
}

func (l Lesson) readme() string {
	slug, example := l.Package.Slug, "Cell"
	if cells := l.cells(); len(cells) > 0 {
		example = cells[0]
	}
	yours := ""
	for _, name := range slices.Sorted(maps.Keys(l.Package.Files)) {
		if strings.HasPrefix(name, "yours-") {
			yours += fmt.Sprintf("- `lessons/%s/%s`\n", slug, name)
		}
	}
	if yours != "" {
		yours = "\nWhat you changed is in files of its own:\n\n" + yours
	}
	if len(l.Package.Cells) > 0 {
		yours += "\nYour own cells, and the examples that you changed, are in `notebook`, which `go run ./notebook` runs.\n"
	}
	return fmt.Sprintf(`# %s

%s

This is the Go of a lesson of abacus, with all it is built on but gonum.

`+"```sh"+`
go run .                 # runs every cell: text on the terminal, figures as SVG files in figures/
go run . %s     # one cell; its inputs and their ranges come first, and are set by name=value
go test ./...            # runs the lesson's tests
`+"```"+`

The lesson's package is in lessons/%s. The first run downloads gonum. Tests that
need the rest of the course, such as its texts, are not included.
%s`, l.Title, l.Summary, example, slug, yours)
}

// pack returns a zip file with the files in a directory.
func (m module) pack(dir string) ([]byte, error) {
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for _, name := range slices.Sorted(maps.Keys(m.files)) {
		f, err := w.CreateHeader(&zip.FileHeader{
			Name: path.Join(dir, name), Method: zip.Deflate,
			Modified: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC), // the same bytes for the same content
		})
		if err != nil {
			return nil, err
		}
		if _, err := f.Write([]byte(m.files[name])); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}
