package download

import (
	"errors"
	"go/ast"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"strings"

	"abacus/lessons/decl"
	"abacus/server/build/source"
)

// testFile is a file with tests of a lesson.
type testFile struct {
	text           string
	declares, uses map[string]bool
	left           bool // it is not in the download
}

// addTests adds the tests in dir and their test data. It leaves out files that need
// the rest of the course (its texts, its database, files elsewhere), and those that
// use helpers from files that are left out.
func (m module) addTests(dir string) error {
	names, err := fs.Glob(m.project, path.Join(dir, "*_test.go"))
	if err != nil {
		return err
	}
	tests := map[string]*testFile{}
	for _, name := range names {
		text, err := fs.ReadFile(m.project, name)
		if err != nil {
			return err
		}
		if tests[name], err = readTest(string(text)); err != nil {
			return err
		}
	}
	missing := map[string]bool{}
	for before := -1; before < len(missing); {
		before = len(missing)
		for _, t := range tests {
			for name := range missing {
				t.left = t.left || t.uses[name] && !t.declares[name]
			}
			if t.left {
				maps.Copy(missing, t.declares)
			}
		}
	}
	for name, t := range tests {
		if t.left {
			continue
		}
		if err := m.add(name, t.text); err != nil {
			return err
		}
	}
	return m.addTestdata(path.Join(dir, "testdata"))
}

func (m module) addTestdata(dir string) error {
	err := fs.WalkDir(m.project, dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(m.project, name)
		m.files[name] = string(text)
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func readTest(text string) (*testFile, error) {
	t := &testFile{text: text, declares: map[string]bool{}, uses: map[string]bool{}}
	file, err := decl.Parse("", text)
	if err != nil {
		return nil, err
	}
	for _, imp := range source.Imports(text) {
		if _, ok := moduleOf(imp); !ok {
			t.left = true
		}
	}
	for _, name := range file.TopNames() {
		t.declares[name] = true
	}
	ast.Inspect(file.Tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			t.left = t.left || n.Kind == token.STRING && strings.HasPrefix(strings.Trim(n.Value, "\"`"), "../")
		case *ast.Ident:
			t.uses[n.Name] = true
		}
		return true
	})
	return t, nil
}
