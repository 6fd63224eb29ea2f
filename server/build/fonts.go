package build

import (
	"errors"
	"fmt"
	"go/ast"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"abacus/server/build/overlay"
)

const (
	plotModule = "gonum.org/v1/plot"
	fontsPath  = plotModule + "/font/liberation" // the package by which it brings its fonts
	plotCopy   = "plot"                          // the directory of its copy, in the module that programs are built in
)

// fewFonts leaves the upright ones of the twelve: serif, sans and mono. With
// all of them a program with a figure is larger by half, and every one is sent
// to a browser. Texts are drawn with the browser's fonts, these only measure
// them. gonum/plot measures what is bold or slanted by the upright font where
// it has no other.
var fewFonts = overlay.Pruning(func(tree *ast.File) bool {
	found := false
	ast.Inspect(tree, func(n ast.Node) bool {
		if block, ok := n.(*ast.BlockStmt); ok {
			before := len(block.List)
			block.List = slices.DeleteFunc(block.List, addsOther)
			found = found || len(block.List) < before
		}
		return true
	})
	return found
})

// addsOther reports whether a statement is the addition of a font that is not
// upright: addColl(font.Font{…}, liberationsansbold.TTF).
func addsOther(s ast.Stmt) bool {
	expr, ok := s.(*ast.ExprStmt)
	if !ok {
		return false
	}
	call, ok := expr.X.(*ast.CallExpr)
	if !ok || len(call.Args) != 2 {
		return false
	}
	font, ok := call.Args[1].(*ast.SelectorExpr)
	if !ok || font.Sel.Name != "TTF" {
		return false
	}
	from, ok := font.X.(*ast.Ident)
	return ok && !strings.HasSuffix(from.Name, "regular")
}

// thinPlot lays a copy of gonum/plot with few fonts into a module and has it
// built instead. list is what the module is built of. A gonum/plot that does not
// look as expected is built as it is.
func thinPlot(module string, list []pkg) error {
	for _, p := range list {
		if p.ImportPath != fontsPath {
			continue
		}
		text, err := os.ReadFile(filepath.Join(p.Dir, "liberation.go"))
		if err != nil {
			return nil
		}
		thin, err := fewFonts(text)
		if err != nil {
			return nil
		}
		if err := copyPlot(module, list); err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(module, strings.Replace(fontsPath, plotModule, plotCopy, 1), "liberation.go"), thin, 0o644)
	}
	return nil
}

// copyPlot lays those packages of gonum/plot that a list names into a module.
func copyPlot(module string, list []pkg) error {
	for _, p := range list {
		under, ok := strings.CutPrefix(p.ImportPath, plotModule)
		if !ok {
			continue
		}
		to := filepath.Join(module, plotCopy, filepath.FromSlash(under))
		if err := os.MkdirAll(to, 0o755); err != nil {
			return err
		}
		files := p.GoFiles
		if under == "" {
			files = append(slices.Clone(files), "go.mod")
		}
		for _, name := range files {
			text, err := os.ReadFile(filepath.Join(p.Dir, name))
			if err != nil {
				return err
			}
			if err := os.WriteFile(filepath.Join(to, name), text, 0o644); err != nil {
				return err
			}
		}
	}
	mod, err := os.OpenFile(filepath.Join(module, "go.mod"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(mod, "\nreplace %s => ./%s\n", plotModule, plotCopy)
	return errors.Join(err, mod.Close())
}
