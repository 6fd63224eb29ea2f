package patch

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// target is the only architecture that the kit compiles for. Without the code
// for other machines the tools are a quarter smaller; their output stays the
// same.
const target = "wasm"

// machines are architectures that every choice between machines lists.
var machines = []string{"386", "amd64", "arm64", target}

// trim removes the cases and table entries that are for other architectures than
// the target.
var trim = pruning(func(tree *ast.File) bool {
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

// unassemble removes an architecture's assemblers, which would keep everything
// that encodes its instructions in the tool.
var unassemble = pruning(func(tree *ast.File) bool {
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
	var named []string
	for _, c := range cases {
		named = append(named, caseNames(c)...)
	}
	return namesAll(named)
}

// namesAll reports whether a choice is one between machines.
func namesAll(named []string) bool {
	return !slices.ContainsFunc(machines, func(m string) bool { return !slices.Contains(named, m) })
}

func otherMachine(c ast.Stmt) bool {
	list := caseNames(c)
	return len(list) > 0 && !slices.Contains(list, target)
}

// caseNames returns the string literals of a case, none for the default.
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
	var named []string
	for _, e := range elements {
		named = append(named, keyed(e))
	}
	return namesAll(named)
}

// keyed returns the key of an element if that is a string literal.
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
