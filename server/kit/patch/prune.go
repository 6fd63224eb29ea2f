package patch

import (
	"bytes"
	"errors"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strings"
)

// pruning removes code and the imports that only it used. prune removes it from
// the syntax tree and reports whether it found any.
func pruning(prune func(*ast.File) bool) func([]byte) ([]byte, error) {
	return func(text []byte) ([]byte, error) {
		fset := token.NewFileSet()
		tree, err := parser.ParseFile(fset, "", text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		if !prune(tree) {
			return nil, errors.New("found nothing to remove")
		}
		tree.Comments = nil // their positions no longer fit
		dropImports(tree)
		var b bytes.Buffer
		err = format.Node(&b, fset, tree)
		return b.Bytes(), err
	}
}

// dropImports removes unused imports.
func dropImports(tree *ast.File) {
	used := map[string]bool{"_": true, ".": true}
	ast.Inspect(tree, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := sel.X.(*ast.Ident); ok {
				used[x.Name] = true
			}
		}
		return true
	})
	for _, decl := range tree.Decls {
		if d, ok := decl.(*ast.GenDecl); ok && d.Tok == token.IMPORT {
			d.Specs = slices.DeleteFunc(d.Specs, func(s ast.Spec) bool { return !used[nameOf(s.(*ast.ImportSpec))] })
		}
	}
}

// nameOf returns the name under which a file refers to an import.
func nameOf(imp *ast.ImportSpec) string {
	if imp.Name != nil {
		return imp.Name.Name
	}
	return path.Base(strings.Trim(imp.Path.Value, "\""))
}
