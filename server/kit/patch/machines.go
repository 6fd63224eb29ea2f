package patch

import (
	"go/ast"
	"go/token"
	"go/types"
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
			found = keepTarget(&n.Body.List) || found
		case *ast.CompositeLit:
			found = keepTarget(&n.Elts) || found
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
func declaresAssembler(d ast.Decl) (found bool) {
	ast.Inspect(d, func(n ast.Node) bool {
		lit, ok := n.(*ast.CompositeLit)
		found = found || ok && lit.Type != nil && types.ExprString(lit.Type) == "obj.LinkArch"
		return !found
	})
	return found
}

// keepTarget reports whether a list is a choice between machines: the cases of a
// switch or the elements of a table. It removes those for other machines than the
// target.
func keepTarget[N ast.Node](list *[]N) bool {
	var named []string
	for _, n := range *list {
		named = append(named, keys(n)...)
	}
	if slices.ContainsFunc(machines, func(m string) bool { return !slices.Contains(named, m) }) {
		return false
	}
	*list = slices.DeleteFunc(*list, func(n N) bool { return len(keys(n)) > 0 && !slices.Contains(keys(n), target) })
	return true
}

// keys returns the strings by which a case or an element of a table is chosen, none
// for the default.
func keys(n ast.Node) (list []string) {
	var exprs []ast.Expr
	switch n := n.(type) {
	case *ast.CaseClause:
		exprs = n.List
	case *ast.KeyValueExpr:
		exprs = []ast.Expr{n.Key}
	}
	for _, e := range exprs {
		if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			list = append(list, strings.Trim(lit.Value, "\"`"))
		}
	}
	return list
}
