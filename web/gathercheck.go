package web

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/printer"
	"go/token"
	"slices"
	"strings"
	"unicode"

	"abacus/lessons/decl"
	"abacus/lessons/notebook/exercise"
	"abacus/web/format"
)

// goFence is a block of Go and the line on which its text starts.
type goFence struct {
	line int
	text string
}

func newGoFence(f *format.Fence) goFence { return goFence{f.Line + 1, f.Body} }

// goExercise is an exercise in writing Go, as its blocks say it.
type goExercise struct {
	name      string
	stub      goFence
	check     *goFence // calls to try, or declarations with the check itself
	solution  *goFence
	wrong     []goFence // each with what to say about it as its comment
	tolerance string    // of numbers
}

// addExercise takes up an exercise's stub, and its check, which it writes
// unless the lesson does. It returns what the stub declares.
func (p *Package) addExercise(e goExercise) (names []string) {
	names = p.add(e.stub.line, e.stub.text)
	switch {
	case len(names) == 0:
		return nil
	case !slices.Contains(names, e.name):
		p.report(e.stub.line, "the exercise %s has to declare %s", e.name, e.name)
		return nil
	case e.check == nil:
		p.report(e.stub.line, "the exercise %s needs a block ```go check: calls to try, such as %s(…), one on each line", e.name, e.name)
		return names
	case e.solution == nil:
		p.report(e.stub.line, "the exercise %s needs a block ```go solution", e.name)
		return names
	}
	w := checkWriter{p: p, e: e, check: exercise.CheckName(e.name)}
	if file, err := decl.ParseText(e.check.text); err == nil && slices.ContainsFunc(file.Declarations, w.checks) {
		p.addRenamed(*e.solution, "solution")
		p.add(e.check.line, e.check.text)
		return names
	}
	w.write()
	return names
}

// addRenamed takes up another version of declarations that the package has
// already, under other names: solutionMedian beside Median. It returns the
// names as they stand in the text.
func (p *Package) addRenamed(f goFence, prefix string) (names []string) {
	file, ok := p.parse(f.line, f.text)
	if !ok {
		return nil
	}
	names = file.Names()
	var b strings.Builder
	done := 0
	for _, id := range identifiers(file.Tree) {
		if at := file.Offset(id.Pos()); at >= done && slices.Contains(names, id.Name) {
			b.WriteString(f.text[done:at] + prefixed(prefix, id.Name))
			done = at + len(id.Name)
		}
	}
	p.add(f.line, b.String()+f.text[done:])
	return names
}

// comment returns that of the first function of a text; "" for what is no Go.
func (f goFence) comment() string {
	file, err := decl.ParseText(f.text)
	if err != nil {
		return ""
	}
	for _, d := range file.Declarations {
		if fn, ok := d.Node.(*ast.FuncDecl); ok && fn.Doc.Text() != "" {
			return oneLine(fn.Doc.Text())
		}
	}
	return ""
}

func prefixed(prefix, name string) string {
	r := []rune(name)
	return prefix + string(unicode.ToUpper(r[0])) + string(r[1:])
}

// identifiers returns those of a file that may name something that it
// declares, in order: not what is selected, nor the keys of literals.
func identifiers(tree *ast.File) []*ast.Ident {
	var list []*ast.Ident
	skip := map[*ast.Ident]bool{}
	ast.Inspect(tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			skip[n.Sel] = true
		case *ast.KeyValueExpr:
			if key, ok := n.Key.(*ast.Ident); ok {
				skip[key] = true
			}
		case *ast.File:
			skip[n.Name] = true
		case *ast.Ident:
			if !skip[n] {
				list = append(list, n)
			}
		}
		return true
	})
	slices.SortStableFunc(list, func(a, b *ast.Ident) int { return int(a.Pos() - b.Pos()) })
	return list
}

// checkWriter writes the check of a function: an exercise.Func whose examples
// are the calls that the lesson makes.
type checkWriter struct {
	p       *Package
	e       goExercise
	check   string
	params  []string // types
	results []string
	spread  string // "..." when the last parameter takes any number
}

// checks reports whether a declaration is the check itself.
func (w *checkWriter) checks(d decl.Declaration) bool {
	name, ok := d.Checked()
	return ok && name == w.e.name
}

func (w *checkWriter) write() {
	fn := w.function()
	if fn == nil || !w.statements() {
		return
	}
	solves := w.p.addRenamed(*w.e.solution, "solution")
	if len(solves) > 0 && !slices.Contains(solves, w.e.name) {
		w.p.report(w.e.solution.line, "the solution has to declare %s", w.e.name)
		return
	}
	var slips strings.Builder
	for i, f := range w.e.wrong {
		prefix := fmt.Sprintf("wrong%d", i+1)
		names := w.p.addRenamed(f, prefix)
		switch {
		case len(names) == 0: // reported
		case !slices.Contains(names, w.e.name):
			w.p.report(f.line, "the wrong answer has to declare %s", w.e.name)
		case f.comment() == "":
			w.p.report(f.line, "say in a comment above the wrong %s what the mistake is: learners who make it read that", w.e.name)
		default:
			fmt.Fprintf(&slips, "{Says: %q, Func: %s},\n", f.comment(), w.call(prefixed(prefix, w.e.name)))
		}
	}
	before := w.before()
	w.p.add(w.e.check.line-strings.Count(before, "\n"), before+w.e.check.text+w.after(slips.String()))
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// function reads the types of the function to write.
func (w *checkWriter) function() *ast.FuncDecl {
	file, _ := w.p.parse(w.e.stub.line, w.e.stub.text) // it has been read before
	for _, d := range file.Declarations {
		fn, ok := d.Node.(*ast.FuncDecl)
		if !ok || d.Names[0] != w.e.name {
			continue
		}
		switch {
		case fn.Type.TypeParams != nil:
			return w.refuse("a function with type parameters")
		case fn.Type.Results == nil:
			return w.refuse("a function without a result")
		}
		w.params, w.results = typesOf(fn.Type.Params), typesOf(fn.Type.Results)
		if n := len(w.params); n > 0 {
			if element, ok := strings.CutPrefix(w.params[n-1], "..."); ok {
				w.params[n-1], w.spread = "[]"+element, "..."
			}
		}
		return fn
	}
	return w.refuse("what is no function")
}

func (w *checkWriter) refuse(what string) *ast.FuncDecl {
	w.p.report(w.e.check.line, "%s cannot be checked by calls: write func %s(nb *notebook.Cell) { … } here, which ends with nb.Verdict", what, w.check)
	return nil
}

// typesOf returns the types of parameters or results, one for each.
func typesOf(fields *ast.FieldList) []string {
	var list []string
	for _, f := range fields.List {
		var b bytes.Buffer
		_ = printer.Fprint(&b, token.NewFileSet(), f.Type) // a Buffer takes everything
		for range max(1, len(f.Names)) {
			list = append(list, oneLine(strings.ReplaceAll(b.String(), "\n", ";")))
		}
	}
	return list
}

// statements reports whether the block of calls is the inside of a function,
// and calls what is to be checked.
func (w *checkWriter) statements() bool {
	file, ok := w.p.parse(w.e.check.line, "func _() { "+w.e.check.text+"\n}")
	switch {
	case !ok:
		return false
	case len(file.Tree.Decls) != 1:
		w.p.report(w.e.check.line, "a check holds statements that call %s, no declarations", w.e.name)
		return false
	}
	called := false
	ast.Inspect(file.Tree, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if ok {
			id, ok := call.Fun.(*ast.Ident)
			called = called || ok && id.Name == w.e.name
		}
		return true
	})
	if !called {
		w.p.report(w.e.check.line, "the check never calls %s: each call is one that is tried", w.e.name)
	}
	return called
}

// before is what stands before the calls: there the name of the function
// means one that notes its arguments.
func (w *checkWriter) before() string {
	var b strings.Builder
	fmt.Fprintf(&b, "func %s(nb *notebook.Cell) {\n", w.check)
	fmt.Fprintf(&b, "type arguments struct { %s }\n", fields("a", w.params, "; "))
	fmt.Fprintf(&b, "type results struct { %s }\n", fields("r", w.results, "; "))
	fmt.Fprintf(&b, "var tried []arguments\nyours := %s\nfunc() {\n", w.call(w.e.name))
	fmt.Fprintf(&b, "%s := func(%s) (%s) { tried = append(tried, arguments{%s}); return }\n",
		w.e.name, w.parameters(), fields("r", w.results, ", "), numbered("a", len(w.params)))
	return b.String()
}

func (w *checkWriter) after(slips string) string {
	tolerance := ""
	if w.e.tolerance != "" {
		tolerance = "Tolerance: " + w.e.tolerance + ", "
	}
	return fmt.Sprintf("\n}()\nexercise.Func[arguments, results]{Name: %q, Yours: yours, Solution: %s, Examples: tried, %s"+
		"ShowOut: func(r results) string { return exercise.Show(%s) },\nSlips: []exercise.Slip[arguments, results]{\n%s}}.Check(nb)\n}",
		w.e.name, w.call(prefixed("solution", w.e.name)), tolerance, numbered("r.r", len(w.results)), slips)
}

// call returns a function that calls another one with the arguments noted.
func (w *checkWriter) call(function string) string {
	return fmt.Sprintf("func(a arguments) results { %s := %s(%s%s); return results{%s} }",
		numbered("r", len(w.results)), function, numbered("a.a", len(w.params)), w.spread, numbered("r", len(w.results)))
}

func (w *checkWriter) parameters() string {
	list := slices.Clone(w.params)
	if n := len(list); w.spread != "" {
		list[n-1] = "..." + strings.TrimPrefix(list[n-1], "[]")
	}
	return fields("a", list, ", ")
}

// numbered returns "a0, a1, a2".
func numbered(prefix string, n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf("%s%d", prefix, i)
	}
	return strings.Join(list, ", ")
}

// fields returns "a0 int; a1 string", with another separator if wanted.
func fields(prefix string, types []string, separator string) string {
	list := make([]string, len(types))
	for i, t := range types {
		list[i] = fmt.Sprintf("%s%d %s", prefix, i, t)
	}
	return strings.Join(list, separator)
}
