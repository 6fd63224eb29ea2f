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

// addExercise adds an exercise's starter code and its check, which it generates
// unless the lesson contains one. It returns the names that the starter declares.
func (p *Package) addExercise(e *format.Exercise) (names []string) {
	line := e.Work.Line + 1
	names = p.addFence(e.Work)
	switch {
	case len(names) == 0:
		return nil
	case !slices.Contains(names, e.Name):
		p.report(line, "the exercise %s must declare %s", e.Name, e.Name)
		return nil
	case e.Check == nil:
		p.report(line, "the exercise %s needs a block ```go check: calls to try, such as %s(…), one on each line",
			e.Name, e.Name)
		return names
	case e.Solution == nil:
		p.report(line, "the exercise %s needs a block ```go solution", e.Name)
		return names
	}
	w := checkWriter{Package: p, Exercise: e, check: exercise.CheckName(e.Name)}
	if file, err := decl.ParseText(e.Check.Body); err == nil && slices.ContainsFunc(file.Declarations, w.checks) {
		p.addRenamed(e.Solution, "solution")
		p.addFence(e.Check)
		return names
	}
	w.write()
	return names
}

// addRenamed adds another version of existing declarations under new names:
// solutionMedian beside Median. It returns the names as the text spells them.
func (p *Package) addRenamed(f *format.Fence, prefix string) (names []string) {
	file, ok := p.parse(f.Line+1, f.Body)
	if !ok {
		return nil
	}
	names = file.Names()
	var b strings.Builder
	done := 0
	for _, id := range identifiers(file.Tree) {
		if at := file.Offset(id.Pos()); at >= done && slices.Contains(names, id.Name) {
			b.WriteString(f.Body[done:at] + prefixed(prefix, id.Name))
			done = at + len(id.Name)
		}
	}
	p.add(f.Line+1, b.String()+f.Body[done:])
	return names
}

// docComment returns the comment of the first documented function in a text, or
// "" if the text is not Go.
func docComment(text string) string {
	file, err := decl.ParseText(text)
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

// identifiers returns, in order, the identifiers that may refer to a file's own
// declarations: no selected names and no keys of literals.
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

// checkWriter generates the check of a function: an exercise.Func whose examples
// are the calls in the lesson's check block.
type checkWriter struct {
	*Package
	*format.Exercise
	check      string
	parameters string   // as the function declares them
	params     []string // their types, as those of fields
	results    []string
	spread     string // "..." when the last parameter takes any number
}

// checks reports whether the declaration is a check of the exercise.
func (w *checkWriter) checks(d decl.Declaration) bool {
	name, ok := d.Checked()
	return ok && name == w.Name
}

func (w *checkWriter) write() {
	if !w.function() || !w.statements() {
		return
	}
	solves := w.addRenamed(w.Solution, "solution")
	if len(solves) > 0 && !slices.Contains(solves, w.Name) {
		w.report(w.Solution.Line+1, "the solution must declare %s", w.Name)
		return
	}
	var slips strings.Builder
	for i, f := range w.Wrong {
		prefix, says := fmt.Sprintf("wrong%d", i+1), docComment(f.Body)
		names := w.addRenamed(f, prefix)
		switch {
		case len(names) == 0: // reported
		case !slices.Contains(names, w.Name):
			w.report(f.Line+1, "the wrong answer must declare %s", w.Name)
		case says == "":
			w.report(f.Line+1, "explain the mistake in a comment above the wrong %s: learners who make it read that", w.Name)
		default:
			fmt.Fprintf(&slips, "{Says: %q, Func: %s},\n", says, w.call(prefixed(prefix, w.Name)))
		}
	}
	before := w.before()
	w.add(w.Check.Line+1-strings.Count(before, "\n"), before+w.Check.Body+w.after(slips.String()))
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// function reads the signature of the function that learners write.
func (w *checkWriter) function() bool {
	file, _ := w.parse(w.Work.Line+1, w.Work.Body) // it has been read before
	i := slices.IndexFunc(file.Declarations, func(d decl.Declaration) bool { return d.Names[0] == w.Name })
	fn, ok := file.Declarations[max(i, 0)].Node.(*ast.FuncDecl)
	switch {
	case i < 0 || !ok:
		return w.refuse("something that is not a function")
	case fn.Type.TypeParams != nil:
		return w.refuse("a function with type parameters")
	case fn.Type.Results == nil:
		return w.refuse("a function without a result")
	}
	w.params, w.results = typesOf(fn.Type.Params), typesOf(fn.Type.Results)
	w.parameters = fields("a", w.params, ", ")
	if n := len(w.params); n > 0 {
		if element, ok := strings.CutPrefix(w.params[n-1], "..."); ok {
			w.params[n-1], w.spread = "[]"+element, "..."
		}
	}
	return true
}

func (w *checkWriter) refuse(what string) bool {
	w.report(w.Check.Line+1, "%s cannot be checked by calls: write func %s(nb *notebook.Cell) { … } here, "+
		"which ends with nb.Verdict", what, w.check)
	return false
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

// statements reports whether the check block is a list of statements that call
// the function.
func (w *checkWriter) statements() bool {
	line := w.Check.Line + 1
	file, ok := w.parse(line, "func _() { "+w.Check.Body+"\n}")
	switch {
	case !ok:
		return false
	case len(file.Tree.Decls) != 1:
		w.report(line, "a check contains statements that call %s, not declarations", w.Name)
		return false
	}
	for n := range ast.Preorder(file.Tree) {
		if call, ok := n.(*ast.CallExpr); ok {
			if id, ok := call.Fun.(*ast.Ident); ok && id.Name == w.Name {
				return true
			}
		}
	}
	w.report(line, "the check never calls %s: every call in it is a test case", w.Name)
	return false
}

// before returns the code before the calls. There the function's name refers to
// one that records its arguments.
func (w *checkWriter) before() string {
	return fmt.Sprintf(`func %s(nb *notebook.Cell) {
type arguments struct { %s }
type results struct { %s }
var tried []arguments
yours := %s
func() {
%s := func(%s) (%s) { tried = append(tried, arguments{%s}); return }
`, w.check, fields("a", w.params, "; "), fields("r", w.results, "; "), w.call(w.Name),
		w.Name, w.parameters, fields("r", w.results, ", "), numbered("a", len(w.params)))
}

func (w *checkWriter) after(slips string) string {
	tolerance := w.Check.Block.(*format.Check).Tolerance
	if tolerance != "" {
		tolerance = "Tolerance: " + tolerance + ",\n"
	}
	return fmt.Sprintf(`
}()
exercise.Func[arguments, results]{Name: %q, Yours: yours, Solution: %s, Examples: tried,
%sShowOut: func(r results) string { return exercise.Show(%s) },
Slips: []exercise.Slip[arguments, results]{
%s}}.Check(nb)
}`, w.Name, w.call(prefixed("solution", w.Name)), tolerance, numbered("r.r", len(w.results)), slips)
}

// call returns a function literal that calls function with recorded arguments.
func (w *checkWriter) call(function string) string {
	results := numbered("r", len(w.results))
	return fmt.Sprintf("func(a arguments) results { %s := %s(%s%s); return results{%s} }",
		results, function, numbered("a.a", len(w.params)), w.spread, results)
}

// numbered returns "a0, a1, a2".
func numbered(prefix string, n int) string {
	return fields(prefix, make([]string, n), ", ")
}

// fields returns "a0 int; a1 string", with the given separator.
func fields(prefix string, types []string, separator string) string {
	list := make([]string, len(types))
	for i, t := range types {
		list[i] = strings.TrimSpace(fmt.Sprintf("%s%d %s", prefix, i, t))
	}
	return strings.Join(list, separator)
}
