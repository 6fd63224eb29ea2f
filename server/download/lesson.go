// Package download makes what a reader can take away of a lesson: a Go module
// that runs by itself, and a Jupyter notebook. Both hold the reader's edits,
// and both are the same bytes for the same lesson and edits.
package download

import (
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
	Package *source.Copy // the lesson's Go, with the reader's edits
	Title   string
	Summary string
	Blocks  []web.Block
}

const (
	lessonsPath  = "abacus/lessons/"
	terminalPath = lessonsPath + "notebook/terminal"
)

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

// files are the files of a module, by path.
type files map[string]string

// addPackage adds a package of the course and, after it, all that it is built
// on. Tests are not among that.
func (fm files) addPackage(module fs.FS, importPath string) error {
	dir := strings.TrimPrefix(importPath, "abacus/")
	entries, err := fs.ReadDir(module, dir)
	if err != nil {
		return fmt.Errorf("adding package %s: %w", importPath, err)
	}
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		if _, have := fm[name]; have || e.IsDir() || strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := fs.ReadFile(module, name)
		if err != nil {
			return err
		}
		if err := fm.add(module, name, string(text)); err != nil {
			return err
		}
	}
	return nil
}

// add adds a file and the packages of the course that it imports.
func (fm files) add(module fs.FS, name, text string) error {
	fm[name] = text
	return fm.addImports(module, text)
}

// addImports adds the packages of the course that a file imports.
func (fm files) addImports(module fs.FS, text string) error {
	for _, imp := range source.Imports(text) {
		if !strings.HasPrefix(imp, lessonsPath) || fm.has(imp) {
			continue
		}
		if err := fm.addPackage(module, imp); err != nil {
			return err
		}
	}
	return nil
}

func (fm files) has(importPath string) bool {
	dir := strings.TrimPrefix(importPath, "abacus/")
	for name := range fm {
		if path.Dir(name) == dir {
			return true
		}
	}
	return false
}

// modules lists the modules outside the standard library that lessons may use.
func modules() []string {
	return []string{"gonum.org/v1/gonum", "gonum.org/v1/plot", "github.com/Azure/azure-sdk-for-go/sdk/azcore"}
}

// beneath lists the further modules that packages of these are built on, by
// the start of their paths. Tests hold it against what the go command says.
func beneath() map[string][]string {
	return map[string][]string{
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
}

// moduleOf returns the module of modules that a package belongs to; "" for
// the standard library and the course. ok is false for a package that no
// download can hold.
func moduleOf(importPath string) (module string, ok bool) {
	first, _, _ := strings.Cut(importPath, "/")
	if !strings.Contains(first, ".") {
		return "", first != "abacus" || strings.HasPrefix(importPath, lessonsPath)
	}
	for _, m := range modules() {
		if within(importPath, m) {
			return m, true
		}
	}
	return "", false
}

func within(importPath, prefix string) bool {
	return importPath == prefix || strings.HasPrefix(importPath, prefix+"/")
}
