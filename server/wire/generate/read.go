package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
)

// Directories whose types stand in package wire; its own comes first.
var directories = []string{"server/wire", "lessons/notebook", "lessons/notebook/palette"}

// wirePackage is what the generator knows of package wire.
type wirePackage struct {
	types    []declared           // in the order in which they are to be written
	declared map[string]*declared // by name
	enums    map[string][]value   // typed string constants, by type
	limits   []value              // exported constants without a type
}

// declared is a type declaration.
type declared struct {
	name string
	doc  string
	expr ast.Expr
}

// value is a constant.
type value struct {
	name, doc, expr string
}

// read parses the package and, of the others, the types that it names.
func read(root string) (*wirePackage, error) {
	p := &wirePackage{declared: map[string]*declared{}, enums: map[string][]value{}}
	foreign := map[string]map[string]*declared{} // package name → type name
	for i, dir := range directories {
		files, err := parse(filepath.Join(root, filepath.FromSlash(dir)))
		if err != nil {
			return nil, err
		}
		into := map[string]*declared{}
		for _, f := range files {
			for _, d := range f.Decls {
				if g, ok := d.(*ast.GenDecl); ok {
					p.take(g, into, i == 0)
				}
			}
		}
		if i > 0 {
			foreign[filepath.Base(dir)] = into
		}
	}
	return p, p.resolve(foreign)
}

// parse returns the files of a directory in the order of their names, without
// tests.
func parse(dir string) ([]*ast.File, error) {
	fset := token.NewFileSet()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("reading %s: %w", dir, fs.ErrNotExist)
	}
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

// take notes what a declaration declares. Of other packages than wire it
// leaves out constants that are no string of an enumeration.
func (p *wirePackage) take(g *ast.GenDecl, types map[string]*declared, own bool) {
	for _, spec := range g.Specs {
		switch s := spec.(type) {
		case *ast.TypeSpec:
			d := &declared{name: s.Name.Name, doc: text(s.Doc, g.Doc), expr: s.Type}
			if types[d.name] = d; own && s.Name.IsExported() {
				p.types = append(p.types, *d)
			}
		case *ast.ValueSpec:
			if g.Tok == token.CONST {
				p.constants(s, own)
			}
		}
	}
}

func (p *wirePackage) constants(s *ast.ValueSpec, own bool) {
	for i, name := range s.Names {
		if i >= len(s.Values) || !name.IsExported() {
			continue
		}
		v := value{name: name.Name, doc: text(s.Comment, s.Doc), expr: source(s.Values[i])}
		if of, ok := s.Type.(*ast.Ident); ok {
			p.enums[of.Name] = append(p.enums[of.Name], v)
		} else if own && s.Type == nil {
			p.limits = append(p.limits, v)
		}
	}
}

// resolve replaces aliases of other packages' types by these.
func (p *wirePackage) resolve(foreign map[string]map[string]*declared) error {
	for i := range p.types {
		t := &p.types[i]
		if s, ok := t.expr.(*ast.SelectorExpr); ok {
			from := foreign[source(s.X)][s.Sel.Name]
			if from == nil || from.name != t.name {
				return fmt.Errorf("%s stands for %s: read its package, and give it the same name", t.name, source(s))
			}
			t.doc, t.expr = from.doc, from.expr
		}
		p.declared[t.name] = t
	}
	slices.SortStableFunc(p.limits, func(a, b value) int { return cmp.Compare(a.name, b.name) })
	return nil
}

// text returns the first comment that there is, in one line.
func text(groups ...*ast.CommentGroup) string {
	for _, g := range groups {
		if s := strings.Join(strings.Fields(g.Text()), " "); s != "" {
			return s
		}
	}
	return ""
}
