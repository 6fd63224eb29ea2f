package web

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/doc"
	"go/format"
	"go/parser"
	"go/printer"
	"go/token"
	"io/fs"
	"path"
	"strings"
)

// Source holds the declarations of one lesson's Go packages: the very text
// that is compiled and tested.
//
// A declaration is named as Go names it: Entropy, Tree.Predict for a method,
// and lab.Run for one of the sub-package lab.
type Source struct {
	decls    map[string]string      // name → text with its doc comment
	foreign  map[string]bool        // names from sub-packages
	examples map[string]doc.Example // ExampleName → body and output
	fset     *token.FileSet
}

// ReadSource parses the Go files in dir of fsys and in its sub-directories.
func ReadSource(fsys fs.FS, dir string) (*Source, error) {
	s := emptySource()
	err := fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".go" {
			return err
		}
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		// Tests matter only for their examples, and are half of the source.
		if strings.HasSuffix(name, "_test.go") && !bytes.Contains(text, []byte("\nfunc Example")) {
			return nil
		}
		prefix := ""
		if sub := strings.TrimPrefix(path.Dir(name), dir); sub != "" {
			prefix = path.Base(sub) + "."
		}
		return s.add(name, prefix, text)
	})
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil // a lesson without Go
	}
	return s, err
}

func emptySource() *Source {
	return &Source{decls: map[string]string{}, foreign: map[string]bool{}, examples: map[string]doc.Example{}, fset: token.NewFileSet()}
}

func (s *Source) add(name, prefix string, text []byte) error {
	file, err := parser.ParseFile(s.fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	if strings.HasSuffix(name, "_test.go") {
		for _, ex := range doc.Examples(file) {
			s.examples["Example"+ex.Name] = *ex
		}
		return nil
	}
	cut := func(from, to token.Pos) string {
		tf := s.fset.File(from)
		return string(text[tf.Offset(from):tf.Offset(to)])
	}
	for _, decl := range file.Decls {
		for _, d := range declarations(decl) {
			for _, name := range d.names {
				s.declare(prefix, name, d.keyword+cut(d.from, d.to))
			}
		}
	}
	return nil
}

// declaration is one that readers can replace: see source.units.
type declaration struct {
	names    []string
	from, to token.Pos
	keyword  string // what it needs before it to stand alone, out of its group
}

// declarations takes one of a file apart. A group of constants or variables is
// one: an iota constant means nothing alone.
func declarations(decl ast.Decl) []declaration {
	switch d := decl.(type) {
	case *ast.FuncDecl:
		return []declaration{{names: []string{funcName(d)}, from: start(d.Doc, d.Pos()), to: d.End()}}
	case *ast.GenDecl:
		switch {
		case d.Tok == token.IMPORT:
			return nil
		case d.Tok == token.TYPE && d.Lparen.IsValid():
			var list []declaration
			for _, spec := range d.Specs {
				t := spec.(*ast.TypeSpec) // a group of types holds nothing else
				list = append(list, declaration{[]string{t.Name.Name}, start(t.Doc, t.Pos()), t.End(), "type "})
			}
			return list
		}
		all := declaration{from: start(d.Doc, d.Pos()), to: d.End()}
		for _, spec := range d.Specs {
			switch s := spec.(type) {
			case *ast.TypeSpec:
				all.names = append(all.names, s.Name.Name)
			case *ast.ValueSpec:
				for _, n := range s.Names {
					all.names = append(all.names, n.Name)
				}
			}
		}
		return []declaration{all}
	}
	return nil
}

// declare records a declaration of the package that prefix stands for.
func (s *Source) declare(prefix, name, text string) {
	s.decls[prefix+name] = text
	if prefix != "" {
		s.foreign[prefix+name] = true
	}
}

func start(doc *ast.CommentGroup, pos token.Pos) token.Pos {
	if doc != nil {
		return doc.Pos()
	}
	return pos
}

// funcName returns Name or Receiver.Name.
func funcName(d *ast.FuncDecl) string {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return d.Name.Name
	}
	typ := d.Recv.List[0].Type
	for {
		switch t := typ.(type) {
		case *ast.StarExpr:
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

// Decl returns the text of the declarations named, one after the other.
func (s *Source) Decl(names ...string) (string, error) {
	var parts []string
	for _, name := range names {
		text, ok := s.decls[name]
		if !ok {
			return "", fmt.Errorf("no declaration %q in the lesson's Go package", name)
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "\n\n"), nil
}

// Editable reports whether the declarations can be replaced by a reader's:
// those of the lesson's own package.
func (s *Source) Editable(names ...string) bool {
	for _, name := range names {
		if _, ok := s.decls[name]; !ok || s.foreign[name] {
			return false
		}
	}
	return true
}

// Example returns the body of an Example function and the output it promises.
func (s *Source) Example(name string) (code, output string, err error) {
	ex, ok := s.examples[name]
	if !ok {
		return "", "", fmt.Errorf("no example %q in the lesson's tests", name)
	}
	var buf bytes.Buffer
	node := any(&printer.CommentedNode{Node: ex.Code, Comments: ex.Comments})
	if err := format.Node(&buf, s.fset, node); err != nil {
		return "", "", fmt.Errorf("example %s: %w", name, err)
	}
	body := strings.TrimSpace(buf.String())
	if inner, ok := strings.CutPrefix(body, "{"); ok {
		body = unindent(strings.TrimSuffix(inner, "}"))
	}
	// The promise is shown beside the code, not twice.
	if i := strings.LastIndex(body, "// Output:"); i >= 0 {
		body = strings.TrimSpace(body[:i])
	}
	return body, strings.TrimRight(ex.Output, "\n"), nil
}

// unindent removes one tab from the start of each line.
func unindent(s string) string {
	lines := strings.Split(strings.Trim(s, "\n"), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimPrefix(l, "\t")
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// CellNames returns the names of the exported functions of the main package
// that take a *notebook.Cell and nothing else.
func (s *Source) CellNames() []string {
	var names []string
	for name, text := range s.decls {
		i := strings.Index(text, "func "+name+"(nb *notebook.Cell) {")
		if i >= 0 && ast.IsExported(name) && !strings.Contains(name, ".") {
			names = append(names, name)
		}
	}
	return names
}
