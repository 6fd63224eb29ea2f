package kit

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Only WebAssembly is ever compiled for. Without what the tools know of other
// machines they are a quarter smaller; what they make stays the same.
const target = "wasm"

// trimmed lists the files of the toolchain that choose between machines.
var trimmed = []string{
	"src/cmd/compile/main.go",
	"src/cmd/compile/internal/ssa/config.go",
	"src/cmd/link/main.go",
}

// overlay writes trimmed versions of the toolchain's files under dir and
// returns the file that names them to the go command. A file that does not
// look as expected stays as it is.
func overlay(root, dir string) (string, error) {
	replace := map[string]string{}
	for i, name := range trimmed {
		original := filepath.Join(root, filepath.FromSlash(name))
		text, err := os.ReadFile(original)
		if err != nil {
			return "", err
		}
		short, err := trim(text)
		if err != nil {
			continue
		}
		replace[original] = filepath.Join(dir, fmt.Sprintf("trimmed-%d.go", i))
		if err := os.WriteFile(replace[original], short, 0o644); err != nil {
			return "", err
		}
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	file := filepath.Join(dir, "overlay.json")
	return file, os.WriteFile(file, text, 0o644)
}

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
