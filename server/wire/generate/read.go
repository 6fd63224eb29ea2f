package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
)

// Directories whose types package wire declares: its own, then those that it has
// aliases for.
var directories = []string{"server/wire", "lessons/notebook", "lessons/notebook/palette"}

// declared is a type declaration.
type declared struct {
	name, doc string
	expr      ast.Expr
	values    []string // its constants, as Go source
}

// value is a constant.
type value struct{ name, doc, expr string }

// read parses package wire. It returns its types, in source order, with aliases
// replaced by the types they stand for, and its exported constants without a type,
// by name.
func read(root string) (types []declared, limits []value, err error) {
	aliased := map[string]declared{} // by qualified name: "notebook.Table"
	for i, dir := range slices.Backward(directories) {
		pkg, err := parse(filepath.Join(root, filepath.FromSlash(dir)))
		if err != nil {
			return nil, nil, err
		}
		for _, t := range pkg.Types {
			d := declaration(t)
			aliased[pkg.Name+"."+t.Name] = d
			if i > 0 {
				continue
			}
			if s, ok := d.expr.(*ast.SelectorExpr); ok {
				if d = aliased[source(s)]; d.name != t.Name {
					return nil, nil, fmt.Errorf("%s stands for %s: read its package, and give it the same name", t.Name, source(s))
				}
			}
			types = append(types, d)
		}
		if i == 0 {
			limits = constants(pkg.Consts, "")
		}
	}
	slices.SortFunc(limits, func(a, b value) int { return cmp.Compare(a.name, b.name) })
	return types, limits, nil
}

// parse returns the exported declarations of the package in a directory, its types in
// source order.
func parse(dir string) (*doc.Package, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range names {
		f, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	pkg, err := doc.NewFromFiles(fset, files, "abacus/"+filepath.ToSlash(dir))
	if err != nil {
		return nil, err
	}
	slices.SortFunc(pkg.Types, func(a, b *doc.Type) int { return cmp.Compare(a.Decl.Pos(), b.Decl.Pos()) })
	return pkg, nil
}

// declaration returns a type with its constants.
func declaration(t *doc.Type) declared {
	d := declared{name: t.Name, doc: oneLine(t.Doc), expr: t.Decl.Specs[0].(*ast.TypeSpec).Type}
	for _, c := range constants(t.Consts, t.Name) {
		d.values = append(d.values, c.expr)
	}
	return d
}

// constants returns the constants whose type is written as of; "" is none.
func constants(groups []*doc.Value, of string) (values []value) {
	for _, group := range groups {
		for _, spec := range group.Decl.Specs {
			s := spec.(*ast.ValueSpec)
			if s.Type != nil && source(s.Type) != of || s.Type == nil && of != "" {
				continue
			}
			for i, x := range s.Values {
				values = append(values, value{s.Names[i].Name, text(s.Comment, s.Doc), source(x)})
			}
		}
	}
	return values
}

// text returns the first comment that there is, in one line.
func text(groups ...*ast.CommentGroup) string {
	for _, g := range groups {
		if s := oneLine(g.Text()); s != "" {
			return s
		}
	}
	return ""
}

func oneLine(comment string) string { return strings.Join(strings.Fields(comment), " ") }
