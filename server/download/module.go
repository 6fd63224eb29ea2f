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
	"time"

	"abacus/server/build/source"
)

// Module returns a zip file with a Go module of the lesson: its package, all that it
// is built on, its tests, and a program that runs its cells. Errors say which file of
// the project cannot be read, or which one made here is not Go; nothing that the reader
// typed leads to one.
func Module(l Lesson) ([]byte, error) {
	m := module{l.Module, map[string]string{}}
	if err := m.addLesson(l); err != nil {
		return nil, fmt.Errorf("making the module of %s: %w", l.Package.Slug, err)
	}
	return m.pack("abacus-" + l.Package.Slug)
}

func (m module) addLesson(l Lesson) error {
	if l.Package.Slug != source.Notebook {
		if err := m.addPackageOf(l); err != nil {
			return err
		}
	}
	if err := errors.Join(m.addCells(l), m.addGoMod()); err != nil {
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

// addPackageOf adds a lesson's package, its tests, and a program that runs its cells.
func (m module) addPackageOf(l Lesson) error {
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
	return errors.Join(m.addTests(dir), m.add("main.go", l.main()))
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
