package source

import (
	"fmt"
	"go/ast"
	"go/token"
	"maps"
	"regexp"
	"slices"

	"abacus/lessons/decl"
)

// change is a parsed edit.
type change struct {
	edit       Edit
	broken     bool         // it is not Go: nothing below but text is set
	text       string       // its declarations as they are compiled: imports blanked out
	statements string       // of a cell
	value      *span        // of statements: the expression whose value is shown; nil for none
	imports    []importSpec // the learner's own, until addImports makes them those that the text needs
	declares   names
	uses       names
	qualifiers map[string]names // what is selected from each name that may be a package
}

// readEdit checks and parses an edit. Diagnostics without a change mean that the
// text must not be parsed. A broken change has none: the compiler words syntax
// errors better.
func (l *lesson) readEdit(e Edit, shared names) (*change, []Diagnostic) {
	if wrong := check(e); wrong != nil {
		return nil, wrong
	}
	return l.parseEdit(e, shared)
}

// parseEdit is readEdit without the checks, for text that is not compiled here.
// shared are identifiers of other cells.
func (l *lesson) parseEdit(e Edit, shared names) (ch *change, wrong []Diagnostic) {
	ch = &change{edit: e, text: e.Text, uses: names{}, qualifiers: map[string]names{}}
	var body *decl.File
	var wrongBody error
	if e.Cell {
		ch.text, ch.statements = decl.Split(e.Text, func(name string) bool { return shared[name] })
		body, wrongBody = parseBody(ch.statements)
	}
	file, err := decl.ParseText(ch.text)
	if err != nil || wrongBody != nil {
		ch.broken = true
		return ch, nil
	}
	for _, spec := range file.Tree.Imports {
		imp := newImport(spec)
		ch.imports = append(ch.imports, imp)
		if why := l.refuse(e, imp.path); why != "" {
			wrong = append(wrong, at(e, file.Offset(spec.Pos()), why)...)
		}
	}
	all := file.Tree.Decls
	if body != nil {
		all = append(all, body.Tree.Decls...)
		l.findValue(ch, file, body)
		wrong = append(wrong, callsMain(e, body)...)
	}
	for _, d := range all {
		if d, ok := d.(*ast.GenDecl); ok && d.Tok == token.IMPORT {
			from, to := file.Offset(d.Pos()), file.Offset(d.End())
			ch.text = ch.text[:from] + inLine.ReplaceAllString(ch.text[from:to], " ") + ch.text[to:]
			continue
		}
		maps.Copy(ch.uses, used(d))
		qualifiers(d, ch.qualifiers)
	}
	ch.declares = setOf(file.Names())
	if e.Cell {
		ch.declares[e.Declaration] = true
	}
	return ch, wrong
}

// inLine matches all but line ends: where it becomes spaces, lines stay where they are.
var inLine = regexp.MustCompile(`[^\n]`)

// refuse says why a learner's text may not import a package, or "".
func (l *lesson) refuse(e Edit, path string) string {
	p, ok := l.course.importable(path)
	switch {
	case e.Cell && path == LessonsPath+l.slug:
		return ""
	case !ok:
		return fmt.Sprintf("lessons cannot use the package %q", path)
	case e.Cell:
		return ""
	}
	if path == LessonsPath+l.slug || slices.Contains(p.Lessons, l.slug) {
		return fmt.Sprintf("%q imports this lesson, so this lesson cannot import it", path)
	}
	return ""
}

// qualifiers adds to found what decl selects from each name that it does not
// itself declare: in math.Sqrt(tree.depth), Sqrt of math, where tree is a
// parameter.
func qualifiers(decl ast.Decl, found map[string]names) {
	local := names{}
	ast.Inspect(decl, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field:
			addIdents(local, n.Names)
		case *ast.ValueSpec:
			addIdents(local, n.Names)
		case *ast.TypeSpec:
			local[n.Name.Name] = true
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE {
				addIdents(local, n.Lhs)
			}
		case *ast.RangeStmt:
			if n.Tok == token.DEFINE {
				addIdents(local, []ast.Expr{n.Key, n.Value})
			}
		}
		return true
	})
	ast.Inspect(decl, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := sel.X.(*ast.Ident); ok && !local[x.Name] {
			if found[x.Name] == nil {
				found[x.Name] = names{}
			}
			found[x.Name][sel.Sel.Name] = true
		}
		return true
	})
}

// addIdents adds the identifiers among some expressions to a set.
func addIdents[E ast.Expr](set names, list []E) {
	for _, x := range list {
		if id, ok := ast.Expr(x).(*ast.Ident); ok {
			set[id.Name] = true
		}
	}
}

// addsFunc reports whether an edit declares a function of that name, which may
// be a cell of the learner's own: the compiler will tell. An edit that does not
// parse may declare anything.
func addsFunc(edits []Edit, name string) bool {
	return token.IsIdentifier(name) && slices.ContainsFunc(edits, func(e Edit) bool {
		file, err := decl.ParseText(e.Text)
		return err != nil || slices.ContainsFunc(file.Declarations, func(d decl.Declaration) bool {
			_, isFunc := d.Node.(*ast.FuncDecl)
			return isFunc && d.Names[0] == name
		})
	})
}
