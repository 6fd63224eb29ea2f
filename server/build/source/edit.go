package source

import (
	"fmt"
	"go/ast"
	"go/token"
	"maps"
	"strings"

	"abacus/lessons/decl"
)

// change is a parsed edit.
type change struct {
	edit       Edit
	text       string       // as it is compiled: imports blanked out
	imports    []importSpec // the learner's own
	declares   names
	uses       names
	qualifiers map[string]names // what is selected from each name that may be a package
}

// edited reads an edit. A text that is not Go gives a nil change and no
// diagnostics: the compiler words syntax errors better.
func (c *Course) edited(l *lesson, e Edit) (*change, []Diagnostic) {
	file, err := decl.ParseText(e.Text)
	if err != nil {
		return nil, nil
	}
	ch := &change{edit: e, text: e.Text, uses: names{}, qualifiers: map[string]names{}}
	var wrong []Diagnostic
	for _, spec := range file.Tree.Imports {
		imp := newImport(spec, c.name)
		ch.imports = append(ch.imports, imp)
		if why := c.refuse(l, imp.path); why != "" {
			wrong = append(wrong, *at(e, file.Offset(spec.Pos()), why))
		}
	}
	for _, d := range file.Tree.Decls {
		if d, ok := d.(*ast.GenDecl); ok && d.Tok == token.IMPORT {
			ch.text = blank(ch.text, file.Offset(d.Pos()), file.Offset(d.End()))
			continue
		}
		maps.Copy(ch.uses, used(d))
		qualifiers(d, ch.qualifiers)
	}
	ch.declares = setOf(file.Names())
	return ch, wrong
}

// refuse says why a learner's text may not import a package, or "".
func (c *Course) refuse(l *lesson, path string) string {
	if c.exports[path] == nil {
		return fmt.Sprintf("lessons cannot use the package %q", path)
	}
	if path == LessonsPath+l.slug || c.builtOn[path][l.slug] {
		return fmt.Sprintf("%q imports this lesson, so this lesson cannot import it", path)
	}
	return ""
}

// blank replaces a part of text by spaces; lines stay where they are.
func blank(text string, from, to int) string {
	return text[:from] + strings.Map(func(r rune) rune {
		if r == '\n' {
			return r
		}
		return ' '
	}, text[from:to]) + text[to:]
}

// qualifiers adds to found what decl selects from each name that it does not
// itself declare: in math.Sqrt(tree.depth), Sqrt of math, where tree is a
// parameter.
func qualifiers(decl ast.Decl, found map[string]names) {
	local := names{}
	ast.Inspect(decl, func(n ast.Node) bool {
		for _, id := range defines(n) {
			local[id] = true
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

// defines returns the names that n brings into scope inside a declaration.
func defines(n ast.Node) []string {
	var exprs []ast.Expr
	switch n := n.(type) {
	case *ast.Field:
		return identNames(n.Names)
	case *ast.ValueSpec:
		return identNames(n.Names)
	case *ast.TypeSpec:
		return []string{n.Name.Name}
	case *ast.AssignStmt:
		if n.Tok == token.DEFINE {
			exprs = n.Lhs
		}
	case *ast.RangeStmt:
		if n.Tok == token.DEFINE {
			exprs = []ast.Expr{n.Key, n.Value}
		}
	}
	var list []string
	for _, x := range exprs {
		if id, ok := x.(*ast.Ident); ok {
			list = append(list, id.Name)
		}
	}
	return list
}

func identNames(ids []*ast.Ident) []string {
	var list []string
	for _, id := range ids {
		list = append(list, id.Name)
	}
	return list
}
