package patch

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"abacus/server/build/overlay"
)

// Only WebAssembly is ever compiled for. Without what the tools know of other
// machines they are a quarter smaller; what they make stays the same.
const target = "wasm"

// machines are names of architectures that Go compiles for, each of which
// every choice between machines lists.
var machines = []string{"386", "amd64", "arm64", target}

// trim removes from a source file the cases of switches between architectures
// and the entries of tables by architecture that are not for the target.
var trim = overlay.Pruning(func(tree *ast.File) bool {
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
	return found
})

// unassemble removes an architecture's assemblers, by which all that encodes its
// instructions would stay in the tool.
var unassemble = overlay.Pruning(func(tree *ast.File) bool {
	before := len(tree.Decls)
	tree.Decls = slices.DeleteFunc(tree.Decls, declaresAssembler)
	return len(tree.Decls) < before
})

// declaresAssembler reports whether a declaration is var X = obj.LinkArch{…}.
func declaresAssembler(d ast.Decl) bool {
	decl, ok := d.(*ast.GenDecl)
	if !ok || decl.Tok != token.VAR || len(decl.Specs) != 1 {
		return false
	}
	values := decl.Specs[0].(*ast.ValueSpec).Values
	if len(values) != 1 {
		return false
	}
	lit, ok := values[0].(*ast.CompositeLit)
	if !ok {
		return false
	}
	of, ok := lit.Type.(*ast.SelectorExpr)
	return ok && of.Sel.Name == "LinkArch"
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
