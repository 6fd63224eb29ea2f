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
	fm, err := l.module()
	if err != nil {
		return nil, fmt.Errorf("making the module of %s: %w", l.Package.Slug, err)
	}
	return pack("abacus-"+l.Package.Slug, fm)
}

func (l Lesson) module() (files, error) {
	fm, slug := files{}, l.Package.Slug
	dir := path.Join("lessons", slug)
	for _, name := range slices.Sorted(maps.Keys(l.Package.Files)) {
		if err := fm.add(l.Module, path.Join(dir, name), l.Package.Files[name]); err != nil {
			return nil, err
		}
	}
	entries, err := fs.ReadDir(l.Module, dir)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if e.IsDir() && e.Name() != "testdata" {
			sub := path.Join(dir, e.Name())
			if err := errors.Join(fm.addPackage(l.Module, "abacus/"+sub), fm.addTests(l.Module, sub)); err != nil {
				return nil, err
			}
		}
	}
	if err := errors.Join(fm.addTests(l.Module, dir), fm.add(l.Module, "main.go", l.main())); err != nil {
		return nil, err
	}
	if fm["go.mod"], fm["go.sum"], err = fm.goMod(l.Module); err != nil {
		return nil, err
	}
	fm["README.md"] = l.readme()
	licence, err := fs.ReadFile(l.Module, "LICENSE")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	fm["LICENSE"] = string(licence)
	return fm, nil
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
func pack(dir string, fm files) ([]byte, error) {
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for _, name := range slices.Sorted(maps.Keys(fm)) {
		f, err := w.CreateHeader(&zip.FileHeader{
			Name: path.Join(dir, name), Method: zip.Deflate,
			Modified: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC), // the same bytes for the same content
		})
		if err != nil {
			return nil, err
		}
		if _, err := f.Write([]byte(fm[name])); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}
