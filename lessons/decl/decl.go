// Package decl cuts Go into declarations: the units that pages show, learners
// edit, the builder assembles and downloads contain. They share this one cutter,
// so that an edit of Entropy replaces exactly what the page shows as Entropy.
//
// The rules:
//
//  1. A function is a declaration. Its name is Entropy, or Tree.Predict for a
//     method, whatever parentheses, pointer or type parameters the receiver has.
//  2. Each type of a group is a declaration. Its text gets the keyword back and
//     loses the indentation of the group.
//  3. A group of constants or variables is one declaration with many names: an
//     iota constant means nothing alone.
//  4. The text starts with the doc comment, including directives such as
//     //go:noinline. Comments between declarations belong to none of them, nor
//     do comments after a declaration on its last line.
//  5. Imports and empty groups are not declarations.
//
// The text of a reader's cell, where declarations and statements stand side by side, is
// cut by Split, which has rules of its own.
//
// The package looks at syntax only. It reads no files and resolves no types, so
// it works on part of a program, on the server and in the browser.
package decl

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"strings"
)

// File is a Go file, or a text of declarations without a package clause, cut
// into its declarations.
type File struct {
	Tree         *ast.File
	Declarations []Declaration

	text   string
	clause int // bytes in front of text that we added
	pos    *token.File
}

// Declaration is one unit of a File.
type Declaration struct {
	Names    []string // that it declares: Entropy, Tree.Predict, _
	Text     string   // as it stands alone, with its doc comment
	From, To int      // where it stands in the file's text, in bytes
	Line     int      // of From, from 1
	Node     ast.Node // *ast.FuncDecl, *ast.TypeSpec or *ast.GenDecl
	Cell     bool     // it is a cell: see cell
}

// Parse cuts a Go file. Its name is for error messages. The error, for text that is
// not Go, is a scanner.ErrorList.
func Parse(name, text string) (*File, error) { return parse(name, "", text) }

// clause turns a text into a file. It has a line of its own: a comment after it
// on the same line would not be the doc comment of the first declaration.
const clause = "package p\n"

// ParseText cuts declarations as learners type them: without a package clause,
// with or without imports. The error, for text that is not Go, is a
// scanner.ErrorList with places in the text.
func ParseText(text string) (*File, error) {
	f, err := parse("", clause, text)
	var list scanner.ErrorList
	if errors.As(err, &list) {
		for _, e := range list {
			e.Pos.Line = max(1, e.Pos.Line-1)
			e.Pos.Offset = max(0, e.Pos.Offset-len(clause))
		}
	}
	return f, err
}

func parse(name, clause, text string) (*File, error) {
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, name, clause+text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	f := &File{Tree: tree, text: text, clause: len(clause), pos: fset.File(tree.FileStart)}
	for _, d := range tree.Decls {
		f.cut(d)
	}
	return f, nil
}

// Offset returns where pos is in the text, in bytes.
func (f *File) Offset(pos token.Pos) int { return f.pos.Offset(pos) - f.clause }

// line returns the line of the text at pos. Comments //line do not move it.
func (f *File) line(pos token.Pos) int {
	line := f.pos.PositionFor(pos, false).Line
	if f.clause > 0 {
		line--
	}
	return line
}

// cut adds the declarations in d.
func (f *File) cut(d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		f.add(Declaration{Names: []string{FuncName(d)}, Node: d, Cell: f.cell(d)}, start(d.Doc, d.Pos()), d.End())
	case *ast.GenDecl:
		switch {
		case d.Tok == token.IMPORT:
		case d.Tok == token.TYPE && d.Lparen.IsValid():
			for _, spec := range d.Specs {
				f.grouped(spec.(*ast.TypeSpec)) // a group of types holds nothing else
			}
		default:
			f.add(Declaration{Names: specNames(d.Specs), Node: d}, start(d.Doc, d.Pos()), d.End())
		}
	}
}

func (f *File) add(d Declaration, from, to token.Pos) {
	if len(d.Names) == 0 {
		return
	}
	d.From, d.To = f.Offset(from), f.Offset(to)
	d.Line = f.line(from)
	if d.Text == "" {
		d.Text = f.text[d.From:d.To]
	}
	f.Declarations = append(f.Declarations, d)
}

// grouped adds a type of a group, as it reads on its own.
func (f *File) grouped(t *ast.TypeSpec) {
	from, name, to := start(t.Doc, t.Pos()), f.Offset(t.Pos()), f.Offset(t.End())
	comment := f.text[f.Offset(from):name]
	f.add(Declaration{
		Names: []string{t.Name.Name}, Node: t,
		Text: unindent(comment, 0, nil) + "type " + unindent(f.text[name:to], name, f.rawStrings(t)),
	}, from, t.End())
}

// Span is a part of a text, in bytes.
type Span struct{ From, To int }

// rawStrings returns where the strings between backquotes are: their lines are
// not indented, whatever they start with.
func (f *File) rawStrings(n ast.Node) (list []Span) {
	ast.Inspect(n, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && strings.HasPrefix(lit.Value, "`") {
			list = append(list, Span{f.Offset(lit.Pos()), f.Offset(lit.End())})
		}
		return true
	})
	return list
}

// unindent takes a tab from the start of each line, but for those that start
// within a span of except. text stands at offset.
func unindent(text string, offset int, except []Span) string {
	var b strings.Builder
	for line := range strings.SplitAfterSeq(text, "\n") {
		within := false
		for _, s := range except {
			within = within || s.From < offset && offset < s.To
		}
		offset += len(line)
		if !within {
			line = strings.TrimPrefix(line, "\t")
		}
		b.WriteString(line)
	}
	return b.String()
}

func start(doc *ast.CommentGroup, pos token.Pos) token.Pos {
	if doc != nil {
		return doc.Pos()
	}
	return pos
}

func specNames(specs []ast.Spec) (names []string) {
	for _, spec := range specs {
		switch s := spec.(type) {
		case *ast.TypeSpec:
			names = append(names, s.Name.Name)
		case *ast.ValueSpec:
			for _, n := range s.Names {
				names = append(names, n.Name)
			}
		}
	}
	return names
}

// FuncName returns Name or Receiver.Name.
func FuncName(d *ast.FuncDecl) string {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return d.Name.Name
	}
	typ := d.Recv.List[0].Type
	for {
		switch t := typ.(type) {
		case *ast.StarExpr:
			typ = t.X
		case *ast.ParenExpr:
			typ = t.X
		case *ast.IndexExpr:
			typ = t.X
		case *ast.IndexListExpr:
			typ = t.X
		case *ast.Ident:
			return t.Name + "." + d.Name.Name
		default:
			return d.Name.Name
		}
	}
}

// Names returns all that a file declares, in order.
func (f *File) Names() (names []string) {
	for _, d := range f.Declarations {
		names = append(names, d.Names...)
	}
	return names
}

// TopNames returns what a file declares in the scope of its package: Names
// without the methods.
func (f *File) TopNames() (names []string) {
	for _, name := range f.Names() {
		if !strings.Contains(name, ".") {
			names = append(names, name)
		}
	}
	return names
}
