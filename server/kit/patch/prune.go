package patch

import (
	"bytes"
	"errors"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/astutil"
)

// pruning removes code and the imports that only it used. prune removes it from
// the syntax tree and reports whether it found any.
func pruning(prune func(*ast.File) bool) func([]byte) ([]byte, error) {
	return func(text []byte) ([]byte, error) {
		fset := token.NewFileSet()
		tree, err := parser.ParseFile(fset, "", text, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		if !prune(tree) {
			return nil, errors.New("found nothing to remove")
		}
		tree.Comments = nil // their positions no longer fit
		dropImports(fset, tree)
		var b bytes.Buffer
		err = format.Node(&b, fset, tree)
		return b.Bytes(), err
	}
}

// dropImports removes unused imports.
func dropImports(fset *token.FileSet, tree *ast.File) {
	for _, imp := range slices.Clone(tree.Imports) {
		name, path := "", strings.Trim(imp.Path.Value, `"`)
		if imp.Name != nil {
			name = imp.Name.Name
		}
		if !astutil.UsesImport(tree, path) {
			astutil.DeleteNamedImport(fset, tree, name, path)
		}
	}
}
