package build

import (
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Package is a lesson's Go to take away: its files, and what they declare.
type Package struct {
	Slug  string
	Files map[string]string // by name, without tests and sub-packages

	lesson *lesson
}

// Declaration is a declaration with the imports that its file has for it.
type Declaration struct {
	Names   []string
	Text    string
	Imports []string // as they stand between the brackets of an import declaration
	Yours   bool     // the reader's, not the lesson's
}

// ErrTooLong is the cause when edits are longer than a page's may be.
var ErrTooLong = errors.New("the edits are too long")

// ReadPackage reads a lesson as it ships; module is the project's directory.
func ReadPackage(module fs.FS, slug string) (*Package, error) {
	dir := path.Join("lessons", slug)
	entries, err := fs.ReadDir(module, dir)
	if err != nil {
		return nil, fmt.Errorf("lesson %q: %w", shorten(slug), ErrUnknown)
	}
	pkg := &Package{Slug: slug, Files: map[string]string{}}
	for _, e := range entries {
		if path.Ext(e.Name()) != ".go" || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		text, err := fs.ReadFile(module, path.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		pkg.Files[e.Name()] = string(text)
	}
	pkg.parse()
	return pkg, nil
}

// Edited returns a lesson with a reader's edits in it. What an edit replaces
// goes from the lesson's files; the reader's text has a file of its own, with
// the imports it needs. A text that is not Go is kept as it is.
func (b *Builder) Edited(slug string, edits []Edit) (*Package, error) {
	p, err := b.prepared()
	if err != nil {
		return nil, err
	}
	l, ok := p.lessons[slug]
	if !ok {
		return nil, fmt.Errorf("lesson %q: %w", shorten(slug), ErrUnknown)
	}
	if d := tooMuch(edits); d != nil {
		return nil, fmt.Errorf("%w: %s", ErrTooLong, d.Message)
	}
	if _, err := l.validate(Request{Edits: edits}); err != nil {
		return nil, err
	}
	pkg, err := ReadPackage(b.cfg.Module, slug)
	if err != nil {
		return nil, err
	}
	edits = slices.SortedFunc(slices.Values(tidy(edits)), func(a, b Edit) int { return strings.Compare(a.Declaration, b.Declaration) })
	return pkg, pkg.apply(p, l, edits)
}

// apply puts edits into the files.
func (pkg *Package) apply(p *prepared, l *lesson, edits []Edit) error {
	replaced, known := names{}, names{}
	for name := range l.named {
		known[name] = true
	}
	changes := make([]*change, len(edits))
	for i, e := range edits {
		for name := range strings.SplitSeq(e.Declaration, ",") {
			replaced[name] = true
		}
		if c, _ := p.edited(l, e); c != nil {
			changes[i] = c
			maps.Copy(known, c.declares)
		}
	}
	for name, text := range pkg.Files {
		rest, err := without(text, replaced, p.packageNames)
		if err != nil {
			return fmt.Errorf("editing %s: %w", name, err)
		}
		if pkg.Files[name] = rest; rest == "" {
			delete(pkg.Files, name)
		}
	}
	var broken []*unit
	for i, e := range edits {
		text := "package " + pkg.Slug + "\n\n" + e.Text + "\n"
		if c := changes[i]; c != nil {
			text = changeFileText(pkg.Slug, c, p.resolve(l, c, known))
		} else {
			broken = append(broken, &unit{names: strings.Split(e.Declaration, ","), text: e.Text})
		}
		pkg.Files[yoursFile(i, e)] = text
	}
	pkg.parse()
	for _, u := range broken {
		pkg.lesson.files = append(pkg.lesson.files, &file{name: yours, units: []*unit{u}})
		pkg.lesson.index(u)
	}
	return nil
}

// changeFileText writes the file of one edit.
func changeFileText(pkg string, c *change, imports []importSpec) string {
	var b strings.Builder
	fmt.Fprintf(&b, "package %s\n\n", pkg)
	writeImports(&b, imports)
	b.WriteString("\n" + strings.TrimLeft(c.text, "\n ") + "\n")
	if tidy, err := format.Source([]byte(b.String())); err == nil {
		return string(tidy)
	}
	return b.String()
}

// yours starts the names of files with a reader's edits.
const yours = "yours"

var notInFileNames = regexp.MustCompile(`[^\pL\d]+`)

// yoursFile names the file of an edit. It has no underscore, to which the go
// command might give a meaning.
func yoursFile(i int, e Edit) string {
	name := notInFileNames.ReplaceAllString(strings.ToLower(e.Declaration), "-")
	return fmt.Sprintf("%s-%d-%s.go", yours, i+1, name[:min(len(name), 60)])
}

// span is a part of a text.
type span struct{ from, to int }

// without returns a file's text without some declarations, and without
// imports that only they needed; "" when nothing is left.
func without(text string, removed names, packageNames map[string]string) (string, error) {
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, "", text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return "", err
	}
	tf := fset.File(tree.FileStart)
	at := func(from, to token.Pos) span { return span{tf.Offset(from), tf.Offset(to)} }
	var cut []span
	uses, left := names{}, 0
	for _, decl := range tree.Decls {
		var spans []span
		us := units(decl, func(from, to token.Pos) string {
			spans = append(spans, at(from, to))
			return ""
		})
		for i, u := range us {
			if slices.ContainsFunc(u.names, func(name string) bool { return removed[name] }) {
				cut = append(cut, spans[i])
				continue
			}
			left++
			maps.Copy(uses, u.uses)
		}
	}
	switch {
	case len(cut) == 0:
		return text, nil
	case left == 0:
		return "", nil
	}
	cut = append(unusedImports(tree, uses, packageNames, at), cut...) // imports come first in a file
	for _, s := range slices.Backward(cut) {
		text = text[:s.from] + text[s.to:]
	}
	tidy, err := format.Source([]byte(text))
	return string(tidy), err
}

// unusedImports returns where the imports of a file are that nothing uses.
func unusedImports(tree *ast.File, uses names, packageNames map[string]string, at func(from, to token.Pos) span) []span {
	var list []span
	for _, decl := range tree.Decls {
		d, ok := decl.(*ast.GenDecl)
		if !ok || d.Tok != token.IMPORT {
			continue
		}
		for _, spec := range d.Specs {
			imp := newImport(spec.(*ast.ImportSpec), packageNames)
			switch {
			case imp.name == "_" || imp.name == "." || uses[imp.name]:
			case d.Lparen.IsValid():
				list = append(list, at(spec.Pos(), spec.End()))
			default:
				list = append(list, at(d.Pos(), d.End()))
			}
		}
	}
	return list
}

var version = regexp.MustCompile(`^v\d+$`)

// parse reads the declarations of the files, but for those that are not Go.
func (pkg *Package) parse() {
	pkg.lesson = &lesson{slug: pkg.Slug, named: map[string]*unit{}, methods: map[string][]*unit{}}
	for _, name := range slices.Sorted(maps.Keys(pkg.Files)) {
		f, err := parseFile(name, pkg.Files[name], nil)
		if err != nil {
			continue
		}
		for i, imp := range f.imports {
			if base := path.Base(imp.path); !imp.explicit && version.MatchString(base) {
				f.imports[i].name = path.Base(path.Dir(imp.path)) // math/rand/v2
			}
		}
		pkg.lesson.files = append(pkg.lesson.files, f)
		for _, u := range f.units {
			pkg.lesson.index(u)
		}
	}
}

// Needs returns the declarations that the named ones need, themselves
// included, and those that are part of every program, in the order of their
// files.
func (pkg *Package) Needs(wanted ...string) []Declaration {
	return pkg.declarations(pkg.lesson.reach(nil, wanted, nil))
}

// All returns all declarations, in the order of their files.
func (pkg *Package) All() []Declaration { return pkg.declarations(nil) }

// declarations returns those that are in keep, or all when it is nil.
func (pkg *Package) declarations(keep map[*unit]bool) []Declaration {
	var list []Declaration
	for _, f := range pkg.lesson.files {
		for _, u := range f.units {
			if keep == nil || keep[u] {
				list = append(list, Declaration{u.names, u.text, f.importsFor(u), strings.HasPrefix(f.name, yours)})
			}
		}
	}
	return list
}

func (f *file) importsFor(u *unit) []string {
	var list []string
	for _, imp := range f.imports {
		if !u.uses[imp.name] {
			continue
		}
		spec := fmt.Sprintf("%q", imp.path)
		if imp.explicit {
			spec = imp.name + " " + spec
		}
		list = append(list, spec)
	}
	return list
}
