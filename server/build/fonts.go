package build

import (
	"fmt"
	"go/ast"
	"os"
	"path"
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
	files, thin := map[string][]byte{}, false
	for _, p := range list {
		under, ok := strings.CutPrefix(p.ImportPath, plotModule)
		if !ok {
			continue
		}
		names := p.GoFiles
		if under == "" {
			names = append(slices.Clone(names), "go.mod")
		}
		for _, name := range names {
			text, err := os.ReadFile(filepath.Join(p.Dir, name))
			if err != nil {
				return nil // the go command will say so, should it need the file
			}
			if p.ImportPath == fontsPath {
				if few, err := fewFonts(text); err == nil {
					text, thin = few, true
				}
			}
			files[path.Join(plotCopy, under, name)] = text
		}
	}
	if !thin {
		return nil
	}
	mod, err := os.ReadFile(filepath.Join(module, "go.mod"))
	if err != nil {
		return err
	}
	files["go.mod"] = fmt.Appendf(mod, "\nreplace %s => ./%s\n", plotModule, plotCopy)
	return writeModule(module, files)
}
