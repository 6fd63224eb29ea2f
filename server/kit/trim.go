package kit

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strings"
)

// Only WebAssembly is ever compiled for. Without what the tools know of other
// machines they are a quarter smaller; what they make stays the same.
const target = "wasm"

// machines are names of architectures that Go compiles for, each of which
// every choice between machines lists.
var machines = []string{"386", "amd64", "arm64", target}

// trim removes from a source file the cases of switches between architectures
// and the entries of tables by architecture that are not for the target, and
// the imports that nothing needs then.
func trim(text []byte) ([]byte, error) {
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, "", text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	found := false
	ast.Inspect(tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SwitchStmt:
			if choosesMachine(n.Body.List) {
				n.Body.List = slices.DeleteFunc(n.Body.List, otherMachine)
				found = true
			}
		case *ast.CompositeLit:
			if listsMachines(n.Elts) {
				n.Elts = slices.DeleteFunc(n.Elts, func(e ast.Expr) bool { return keyed(e) != target })
				found = true
			}
		}
		return true
	})
	if !found {
		return nil, fmt.Errorf("no choice between machines")
	}
	tree.Comments = nil // they would land elsewhere
	dropImports(tree)
	var b bytes.Buffer
	err = format.Node(&b, fset, tree)
	return b.Bytes(), err
}

func choosesMachine(cases []ast.Stmt) bool {
	var all []string
	for _, c := range cases {
		all = append(all, caseNames(c)...)
	}
	return !slices.ContainsFunc(machines, func(m string) bool { return !slices.Contains(all, m) })
}

func otherMachine(c ast.Stmt) bool {
	list := caseNames(c)
	return len(list) > 0 && !slices.Contains(list, target)
}

// caseNames returns the strings of a case, none for the default.
func caseNames(c ast.Stmt) []string {
	var list []string
	if clause, ok := c.(*ast.CaseClause); ok {
		for _, e := range clause.List {
			list = append(list, literal(e))
		}
	}
	return list
}

func listsMachines(elements []ast.Expr) bool {
	var all []string
	for _, e := range elements {
		all = append(all, keyed(e))
	}
	return !slices.ContainsFunc(machines, func(m string) bool { return !slices.Contains(all, m) })
}

// keyed returns the string that is an element's key.
func keyed(e ast.Expr) string {
	if kv, ok := e.(*ast.KeyValueExpr); ok {
		return literal(kv.Key)
	}
	return ""
}

func literal(e ast.Expr) string {
	if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		return strings.Trim(lit.Value, "\"`")
	}
	return ""
}

// dropImports removes the imports that nothing refers to.
func dropImports(tree *ast.File) {
	used := map[string]bool{}
	ast.Inspect(tree, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := sel.X.(*ast.Ident); ok {
				used[x.Name] = true
			}
		}
		return true
	})
	for _, decl := range tree.Decls {
		d, ok := decl.(*ast.GenDecl)
		if !ok || d.Tok != token.IMPORT {
			continue
		}
		d.Specs = slices.DeleteFunc(d.Specs, func(s ast.Spec) bool {
			imp := s.(*ast.ImportSpec)
			return imp.Name == nil && !used[path.Base(strings.Trim(imp.Path.Value, "\""))]
		})
	}
}
