package web

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"abacus/lessons/decl"
)

// Source holds the declarations of one lesson's Go packages: the very text
// that is compiled and tested.
//
// A declaration is named as Go names it: Entropy, Tree.Predict for a method,
// and lab.Run for one of the sub-package lab.
type Source struct {
	decls    map[string]declaration // by name
	cells    []string               // of the lesson's own package
	examples map[string]decl.Example
}

// declaration is the text of a declaration, with its doc comment.
type declaration struct {
	text     string
	editable bool // it is in the lesson's own package
}

// ReadSource parses the Go files in dir of fsys and in its sub-directories.
func ReadSource(fsys fs.FS, dir string) (*Source, error) {
	s := emptySource()
	err := fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".go" {
			return err
		}
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		if strings.HasSuffix(name, "_test.go") {
			return s.addExamples(name, string(text))
		}
		file, err := decl.Parse(name, string(text))
		if err != nil {
			return err
		}
		prefix := ""
		if sub := path.Dir(name); sub != dir {
			prefix = path.Base(sub) + "."
		}
		s.add(prefix, file)
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil // a lesson without Go
	}
	return s, err
}

func emptySource() *Source {
	return &Source{decls: map[string]declaration{}, examples: map[string]decl.Example{}}
}

// add records the declarations of a file; those of a sub-package have its name
// as their prefix.
func (s *Source) add(prefix string, file *decl.File) {
	for _, d := range file.Declarations {
		for _, name := range d.Names {
			s.decls[prefix+name] = declaration{d.Text, prefix == ""}
		}
	}
	if prefix == "" {
		s.cells = append(s.cells, file.Cells()...)
	}
}

// addExamples records the examples of a test file. Nothing else in tests is
// shown, and they are half of the source.
func (s *Source) addExamples(name, text string) error {
	if !strings.Contains(text, "\nfunc Example") {
		return nil
	}
	list, err := decl.Examples(name, text)
	for _, ex := range list {
		s.examples[ex.Name] = ex
	}
	return err
}

// Decl returns the text of the declarations named, one after the other.
func (s *Source) Decl(names ...string) (string, error) {
	var parts []string
	for _, name := range names {
		d, ok := s.decls[name]
		if !ok {
			return "", fmt.Errorf("no declaration %q in the lesson's Go package", name)
		}
		parts = append(parts, d.text)
	}
	return strings.Join(parts, "\n\n"), nil
}

// Editable reports whether the declarations can be replaced by a reader's:
// those of the lesson's own package.
func (s *Source) Editable(names ...string) bool {
	return !slices.ContainsFunc(names, func(name string) bool { return !s.decls[name].editable })
}

// EditableNames returns all that Editable is true of.
func (s *Source) EditableNames() (names []string) {
	for name, d := range s.decls {
		if d.editable {
			names = append(names, name)
		}
	}
	return names
}

// Example returns an Example function of the lesson's tests.
func (s *Source) Example(name string) (decl.Example, error) {
	ex, ok := s.examples[name]
	if !ok {
		return ex, fmt.Errorf("no example %q in the lesson's tests", name)
	}
	return ex, nil
}

// CellNames returns the names of the cells of the lesson's own package.
func (s *Source) CellNames() []string { return slices.Clone(s.cells) }
