package source

import (
	"go/ast"
	"slices"
	"strings"

	"abacus/lessons/decl"
)

// showPath is the package that shows values, and showName what generated files call it.
const showPath, showName = NotebookPath + "/show", "abacus_show"

// showCall is what the generated file passes a value to.
const showCall = showName + ".Result(nb)"

// plotsPath is the package that makes it show gonum's plots and our figures.
const plotsPath = showPath + "/plots"

// draws reports whether values of the package's types may be drawings.
func (imp importSpec) draws() bool {
	return imp.path == NotebookPath+"/figure" || imp.path == plotPath || strings.HasPrefix(imp.path, plotPath+"/")
}

const plotPath = "gonum.org/v1/plot"

// wrapper makes a file of statements. It has no line of its own.
const wrapper, wrapperEnd = "func _() {", "\n}"

// parseBody parses the statements of a cell.
func parseBody(statements string) (*decl.File, error) {
	return decl.ParseText(wrapper + statements + wrapperEnd)
}

// callsMain reports calls of main(): its body is statements of the cell already, and
// the function of that name in the program is ours.
func callsMain(e Edit, body *decl.File) (wrong []Diagnostic) {
	ast.Inspect(body.Tree, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && len(call.Args) == 0 {
			if f, ok := call.Fun.(*ast.Ident); ok && f.Name == "main" {
				wrong = append(wrong, at(e, body.Offset(f.Pos())-len(wrapper), "main runs by itself: remove this call")...)
			}
		}
		return true
	})
	return wrong
}

// findValue notes where the expression at the end of a cell is, if it is to be shown
// and may have a value.
func (l *lesson) findValue(ch *change, file, body *decl.File) {
	list := body.Tree.Decls[0].(*ast.FuncDecl).Body.List
	if !ch.edit.Shows || len(list) == 0 {
		return
	}
	last, ok := list[len(list)-1].(*ast.ExprStmt)
	if !ok || l.noValue(last.X, file) {
		return
	}
	from, to := body.Offset(last.Pos())-len(wrapper), body.Offset(last.End())-len(wrapper)
	ch.value = &decl.Span{From: from, To: to}
}

// noValue reports whether an expression is known to have no value worth showing: a
// call that prints, or of a function without results. The compiler knows the others:
// see Draft.Retry.
func (l *lesson) noValue(x ast.Expr, file *decl.File) bool {
	call, ok := ast.Unparen(x).(*ast.CallExpr)
	if !ok {
		return false
	}
	switch f := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		for _, d := range file.Declarations {
			if fn, ok := d.Node.(*ast.FuncDecl); ok && d.Names[0] == f.Name {
				return fn.Type.Results.NumFields() == 0
			}
		}
		return slices.Contains([]string{"print", "println", "panic", "close", "delete", "clear"}, f.Name)
	case *ast.SelectorExpr:
		pkg, ok := f.X.(*ast.Ident)
		switch {
		case !ok:
			return false
		case pkg.Name == "fmt":
			return strings.HasPrefix(f.Sel.Name, "Print") || strings.HasPrefix(f.Sel.Name, "Fprint")
		case pkg.Name == "nb":
			return true
		case pkg.Name == PackageName(LessonsPath+l.slug) && l.named[f.Sel.Name] != nil:
			fn, ok := l.named[f.Sel.Name].Node.(*ast.FuncDecl)
			return ok && fn.Type.Results.NumFields() == 0
		}
	}
	return false
}

// usedNoValue is what the compiler says of an expression without a value that is
// passed to a function.
const usedNoValue = "(no value) used as value"

// dropNoValues drops the showing of values that the compiler has found to be none, and
// reports whether there were any.
func (d *Draft) dropNoValues(wrong []Diagnostic) bool {
	found := false
	for _, w := range wrong {
		if !w.Yours || !strings.HasSuffix(w.Message, usedNoValue) {
			continue
		}
		for _, ch := range d.cells {
			if ch.value != nil && w.Declaration == ch.edit.Declaration && w.Line == ch.lineOfValue() {
				ch.value, found = nil, true
			}
		}
	}
	return found
}

// NoValue returns the cells that show no value, once the compiler has accepted them.
func (d *Draft) NoValue() (names []string) {
	for _, ch := range d.cells {
		if ch.value == nil {
			names = append(names, ch.edit.Declaration)
		}
	}
	return names
}

// lineOfValue returns the line on which the shown expression starts.
func (ch *change) lineOfValue() int { return 1 + strings.Count(ch.statements[:ch.value.From], "\n") }
