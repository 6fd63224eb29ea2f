package web

import (
	_ "embed" // for the check
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strings"
	"text/template"
	"unicode"

	"abacus/lessons/decl"
	"abacus/lessons/notebook/exercise"
	"abacus/web/format"
)

// addExercise adds an exercise's starter code and its check. It returns the names
// that the starter declares.
func (p *Package) addExercise(e *format.Exercise) (names []string) {
	line := e.Work.Line + 1
	names = p.addFence(e.Work)
	switch {
	case len(names) == 0: // reported
	case !slices.Contains(names, e.Name):
		p.report(line, "the exercise %s must declare %s", e.Name, e.Name)
	case e.Check == nil:
		p.report(line, "the exercise %s needs a block ```go check: calls to try, such as %s(…), one on each line",
			e.Name, e.Name)
	case e.Solution == nil:
		p.report(line, "the exercise %s needs a block ```go solution", e.Name)
	default:
		p.addCheck(e)
	}
	return names
}

// addCheck adds the check that an exercise contains, with its solution, or
// generates one from the calls that it contains.
func (p *Package) addCheck(e *format.Exercise) {
	checks := func(d decl.Declaration) bool {
		name, ok := d.Checked()
		return ok && name == e.Name
	}
	if file, err := decl.ParseText(e.Check.Body); err == nil && slices.ContainsFunc(file.Declarations, checks) {
		p.addRenamed(e.Solution, "solution")
		p.addFence(e.Check)
		return
	}
	w := checkWriter{Package: p, Exercise: e}
	if w.function(p.last) && w.statements() {
		w.write()
	}
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
	other := map[*ast.Ident]bool{file.Tree.Name: true} // selected names and keys of literals refer to something else
	for n := range ast.Preorder(file.Tree) {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			other[n.Sel] = true
		case *ast.KeyValueExpr:
			if key, ok := n.Key.(*ast.Ident); ok {
				other[key] = true
			}
		case *ast.Ident:
			if !other[n] && slices.Contains(names, n.Name) {
				at := file.Offset(n.Pos())
				b.WriteString(f.Body[done:at] + prefixed(prefix, n.Name))
				done = at + len(n.Name)
			}
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

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// checkWriter generates the check of a function: an exercise.Func whose examples
// are the calls in the lesson's check block.
type checkWriter struct {
	*Package
	*format.Exercise
	Parameters string   // as the function declares them
	Params     []string // their types, as those of fields
	Results    []string
	Slips      []slip // likely mistakes

	spread string // "..." when the last parameter takes any number
}

// slip is a function that makes a likely mistake, and what to say about it.
type slip struct{ Says, Func string }

//go:embed check.tmpl
var checkText string

// checkTemplate is the source of a check. It records the arguments of the calls
// in the lesson's block, with which it then tries the learner's function.
var checkTemplate = template.Must(template.New("check").Funcs(template.FuncMap{
	"checkName": exercise.CheckName, "prefixed": prefixed, "fields": fields, "numbered": numbered,
}).Parse(checkText))

// function reads the signature of the function that learners write.
func (w *checkWriter) function(file *decl.File) bool {
	i := slices.IndexFunc(file.Declarations, func(d decl.Declaration) bool { return d.Names[0] == w.Name })
	fn, ok := file.Declarations[max(i, 0)].Node.(*ast.FuncDecl)
	refused := ""
	switch {
	case i < 0 || !ok:
		refused = "something that is not a function"
	case fn.Type.TypeParams != nil:
		refused = "a function with type parameters"
	case fn.Type.Results == nil:
		refused = "a function without a result"
	}
	if refused != "" {
		w.report(w.Check.Line+1, "%s cannot be checked by calls: write func %s(nb *notebook.Cell) { … } here, "+
			"which ends with nb.Verdict", refused, exercise.CheckName(w.Name))
		return false
	}
	w.Params, w.Results = typesOf(fn.Type.Params), typesOf(fn.Type.Results)
	w.Parameters = fields("a", w.Params, ", ")
	if n := len(w.Params); n > 0 {
		if element, ok := strings.CutPrefix(w.Params[n-1], "..."); ok {
			w.Params[n-1], w.spread = "[]"+element, "..."
		}
	}
	return true
}

// typesOf returns the types of parameters or results, one for each.
func typesOf(fields *ast.FieldList) (list []string) {
	for _, f := range fields.List {
		for range max(1, len(f.Names)) {
			list = append(list, types.ExprString(f.Type))
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

// write generates the check, and adds it with the solution and the wrong answers.
func (w *checkWriter) write() {
	solves := w.addRenamed(w.Solution, "solution")
	if len(solves) > 0 && !slices.Contains(solves, w.Name) {
		w.report(w.Solution.Line+1, "the solution must declare %s", w.Name)
		return
	}
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
			w.Slips = append(w.Slips, slip{says, prefixed(prefix, w.Name)})
		}
	}
	var b strings.Builder
	_ = checkTemplate.Execute(&b, w) // a Builder takes everything
	before, _, _ := strings.Cut(b.String(), w.Check.Body)
	w.add(w.Check.Line+1-strings.Count(before, "\n"), b.String())
}

// Call returns a function literal that calls function with recorded arguments.
func (w *checkWriter) Call(function string) string {
	return fmt.Sprintf("func(a arguments) results { %s := %s(%s%s); return results{%[1]s} }",
		numbered("r", w.Results), function, numbered("a.a", w.Params), w.spread)
}

// numbered returns "a0, a1, a2", one for each of the types.
func numbered(prefix string, types []string) string {
	return fields(prefix, make([]string, len(types)), ", ")
}

// fields returns "a0 int; a1 string", with the given separator.
func fields(prefix string, types []string, separator string) string {
	list := make([]string, len(types))
	for i, t := range types {
		list[i] = strings.TrimSpace(fmt.Sprintf("%s%d %s", prefix, i, t))
	}
	return strings.Join(list, separator)
}
