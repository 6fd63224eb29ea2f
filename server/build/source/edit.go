package source

import (
	"fmt"
	"go/ast"
	"go/token"
	"maps"
	"slices"

	"abacus/lessons/decl"
)

// change is a parsed edit.
type change struct {
	edit       Edit
	broken     bool         // it is not Go, or too complex: nothing below but text is set
	text       string       // its declarations as they are compiled: imports blanked out
	statements string       // of a cell
	value      *decl.Span   // of statements: the expression whose value is shown; nil for none
	imports    []importSpec // the learner's own, until addImports makes them those that the text needs
	declares   names
	uses       names
	qualifiers map[string]names // what is selected from each name that may be a package
}

// readEdit checks and parses an edit. Diagnostics without a change mean that the
// text must not be parsed. A broken change has none: the compiler words syntax
// errors better. shared reports which identifiers other cells mention.
func (l *lesson) readEdit(e Edit, shared func(name string) bool) (ch *change, wrong []Diagnostic) {
	if wrong := check(e); wrong != nil {
		return nil, wrong
	}
	ch = &change{edit: e, text: e.Text, uses: names{}, qualifiers: map[string]names{}}
	var body *decl.File
	var wrongBody error
	if e.Cell {
		ch.text, ch.statements = decl.Split(e.Text, shared)
		body, wrongBody = parseBody(ch.statements)
	}
	file, err := decl.ParseText(ch.text)
	if err != nil || wrongBody != nil {
		ch.broken = true
		return ch, nil
	}
	wrong = append(wrong, bodiless(e, file)...)
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
	var imports []decl.Span
	for _, d := range all {
		if d, ok := d.(*ast.GenDecl); ok && d.Tok == token.IMPORT {
			imports = append(imports, decl.Span{From: file.Offset(d.Pos()), To: file.Offset(d.End())})
			continue
		}
		maps.Copy(ch.uses, used(d))
		qualifiers(d, ch.qualifiers)
	}
	ch.text = decl.Blank(ch.text, imports...)
	ch.declares = setOf(file.Names())
	if e.Cell {
		ch.declares[e.Declaration] = true
	}
	return ch, wrong
}

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
	local := variables(decl)
	ast.Inspect(decl, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field:
			addIdents(local, n.Names)
		case *ast.TypeSpec:
			local[n.Name.Name] = true
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

// variables returns the variables and constants that statements declare, with var,
// const, := or range, at any depth.
func variables(statements ast.Node) names {
	set := names{}
	ast.Inspect(statements, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ValueSpec:
			addIdents(set, n.Names)
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE {
				addIdents(set, n.Lhs)
			}
		case *ast.RangeStmt:
			if n.Tok == token.DEFINE {
				addIdents(set, []ast.Expr{n.Key, n.Value})
			}
		}
		return true
	})
	return set
}

// addIdents adds the identifiers among some expressions to a set.
func addIdents[E ast.Expr](set names, list []E) {
	for _, x := range list {
		if id, ok := ast.Expr(x).(*ast.Ident); ok {
			set[id.Name] = true
		}
	}
}
