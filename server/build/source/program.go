package source

import (
	"go/ast"
	"go/scanner"
	"go/token"
	"strings"

	"abacus/lessons/decl"
)

// withoutProgram takes a whole program as an edit of declarations: without its package
// clause, and without its func main, since the page has one. Cells need nothing of the
// kind: see decl.Split. What remains stays on its line and in its column.
func withoutProgram(e Edit) Edit {
	if e.Cell || check(e) != nil {
		return e
	}
	if clause, ok := packageClause(e.Text); ok {
		e.Text = decl.Blank(e.Text, clause)
	}
	file, err := decl.ParseText(e.Text)
	if err != nil {
		return e
	}
	for _, d := range file.Declarations {
		f, ok := d.Node.(*ast.FuncDecl)
		if ok && d.Names[0] == "main" && f.Type.Params.NumFields() == 0 && f.Type.Results.NumFields() == 0 {
			e.Text = decl.Blank(e.Text, decl.Span{From: d.From, To: d.To})
		}
	}
	return e
}

// packageClause returns where a text that starts with a package clause has it.
func packageClause(text string) (clause decl.Span, ok bool) {
	fset := token.NewFileSet()
	f := fset.AddFile("", -1, len(text))
	var s scanner.Scanner
	s.Init(f, []byte(text), nil, 0)
	pos, tok, _ := s.Scan()
	name, kind, lit := s.Scan()
	if tok != token.PACKAGE || kind != token.IDENT {
		return clause, false
	}
	return decl.Span{From: f.Offset(pos), To: f.Offset(name) + len(lit)}, true
}

// bodiless reports functions without a body, which is on the next line or nowhere.
func bodiless(e Edit, file *decl.File) (wrong []Diagnostic) {
	for _, d := range file.Declarations {
		if f, ok := d.Node.(*ast.FuncDecl); ok && f.Body == nil {
			end := d.From + len(strings.TrimRight(e.Text[d.From:d.To], " \t\n"))
			wrong = append(wrong, at(e, end, "missing function body")...)
		}
	}
	return wrong
}
