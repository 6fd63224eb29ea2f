// Package download makes a lesson's downloads: a Go module that runs by itself, and
// a Jupyter notebook. Both contain the reader's edits, and both have the same bytes
// for the same lesson and edits.
package download

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"abacus/server/build/source"
	"abacus/web"
)

// Lesson is what a download is made from.
type Lesson struct {
	Module  fs.FS        // the project's directory
	Package *source.Copy // the lesson's Go, with the reader's edits and cells
	Own     []OwnCell    // the reader's cells, in the order of the page
	Title   string
	Summary string
	Blocks  []web.Block
}

const terminalPath = source.NotebookPath + "/terminal"

// cells returns the names of the live cells, in the order of the page.
func (l Lesson) cells() []string {
	var list []string
	for _, b := range l.Blocks {
		if b.Cell != "" && !b.Checks {
			list = append(list, b.Cell)
		}
	}
	return list
}

// module is a module in the making: its files, which come from the project or are
// made here.
type module struct {
	project fs.FS
	files   map[string]string // by path
}

// addPackage adds a package of the course, without its tests, and all that it is
// built on, unless it is there already. A package that does not exist, which only the
// reader's Go imports, is left to the go command.
func (m module) addPackage(importPath string) error {
	dir := strings.TrimPrefix(importPath, "abacus/")
	for name := range m.files {
		if path.Dir(name) == dir {
			return nil
		}
	}
	entries, err := fs.ReadDir(m.project, dir)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("adding package %s: %w", importPath, err)
	}
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		if e.IsDir() || strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := fs.ReadFile(m.project, name)
		if err != nil {
			return err
		}
		if err := m.add(name, string(text)); err != nil {
			return err
		}
	}
	return nil
}

// add adds a file and the packages of the course that it imports.
func (m module) add(name, text string) error {
	m.files[name] = text
	return m.addImports(text)
}

// addImports adds the packages of the course that a file imports.
func (m module) addImports(text string) error {
	for _, imp := range source.Imports(text) {
		if !strings.HasPrefix(imp, source.LessonsPath) {
			continue
		}
		if err := m.addPackage(imp); err != nil {
			return err
		}
	}
	return nil
}

// modules are the modules outside the standard library that lessons may use.
var modules = []string{
	"gonum.org/v1/gonum", "gonum.org/v1/plot", "github.com/Azure/azure-sdk-for-go/sdk/azcore",
}

// beneath lists the modules that packages of these depend on, by the start of the
// packages' paths. Tests compare it with what the go command says.
var beneath = map[string][]string{
	"gonum.org/v1/gonum/optimize":    {"golang.org/x/tools"},
	"gonum.org/v1/gonum/stat/distmv": {"golang.org/x/tools"},
	"gonum.org/v1/plot": {
		"codeberg.org/go-fonts/liberation", "codeberg.org/go-latex/latex", "codeberg.org/go-pdf/fpdf",
		"git.sr.ht/~sbinet/gg", "github.com/ajstarks/svgo", "github.com/golang/freetype",
		"golang.org/x/image", "golang.org/x/text",
	},
	"github.com/Azure/azure-sdk-for-go/sdk/azcore": {
		"github.com/Azure/azure-sdk-for-go/sdk/internal", "golang.org/x/net", "golang.org/x/text",
	},
}

// moduleOf returns the module of modules that a package belongs to; "" for
// the standard library and the course. ok is false for a package that no
// download can hold.
func moduleOf(importPath string) (module string, ok bool) {
	first, _, _ := strings.Cut(importPath, "/")
	if !strings.Contains(first, ".") {
		return "", first != "abacus" || strings.HasPrefix(importPath, source.LessonsPath)
	}
	for _, m := range modules {
		if within(importPath, m) {
			return m, true
		}
	}
	return "", false
}

func within(importPath, prefix string) bool {
	return importPath == prefix || strings.HasPrefix(importPath, prefix+"/")
}
