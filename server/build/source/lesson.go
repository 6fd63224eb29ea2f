package source

import (
	"fmt"
	"go/ast"
	"maps"
	"slices"
	"strings"

	"abacus/lessons/decl"
)

// lesson is the source of one lesson's package, taken apart into the
// declarations that learners can replace.
type lesson struct {
	course  *Course
	slug    string
	files   []*file
	named   map[string]*unit   // Entropy, Tree.Predict
	methods map[string][]*unit // by the name of their receiver's type
	always  []*unit            // part of every program: init, var _
	subs    []string           // sub-packages: shown, never edited

	own     bool         // it stands outside the module
	wrong   []Diagnostic // its mistakes
	edition string       // identifies its text
}

// file is one Go file of a lesson.
type file struct {
	name    string
	imports []importSpec
	units   []*unit
}

// importSpec is an import of a file.
type importSpec struct {
	path     string
	name     string // by which the file refers to the package; "_" and "." too
	explicit bool   // the name is written in the import
}

// unit is a declaration, in the text in which the page shows it, and what it
// uses.
type unit struct {
	decl.Declaration
	uses names
}

// parseLesson takes the lesson's files apart.
func (c *Course) parseLesson(data Lesson) (*lesson, error) {
	l := c.newLesson(data.Slug)
	l.subs = data.Subs
	for _, file := range data.Files {
		f, err := parseFile(file.Name, file.Text)
		if err != nil {
			return nil, err
		}
		l.add(f)
	}
	return l, nil
}

func (c *Course) newLesson(slug string) *lesson {
	return &lesson{course: c, slug: slug, named: map[string]*unit{}, methods: map[string][]*unit{}}
}

func (l *lesson) add(f *file) {
	l.files = append(l.files, f)
	for _, u := range f.units {
		for _, name := range u.Names {
			if name == "init" || name == "_" {
				l.always = append(l.always, u)
				continue
			}
			l.named[name] = u
			if typ, _, isMethod := strings.Cut(name, "."); isMethod {
				l.methods[typ] = append(l.methods[typ], u)
			}
		}
	}
}

// cells returns the names of all the lesson's cells, sorted.
func (l *lesson) cells() (list []string) {
	for name, u := range l.named {
		if u.Cell {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}

// sub reports whether name belongs to a sub-package of the lesson: lab.Run.
func (l *lesson) sub(name string) bool {
	first, _, ok := strings.Cut(name, ".")
	return ok && slices.Contains(l.subs, first)
}

// parseFile takes one Go file apart. It reads learners' texts too, which are
// made into a file beforehand.
func parseFile(name, text string) (*file, error) {
	cut, err := decl.Parse(name, text)
	if err != nil {
		return nil, err
	}
	f := &file{name: name}
	for _, spec := range cut.Tree.Imports {
		f.imports = append(f.imports, newImport(spec))
	}
	for _, d := range cut.Declarations {
		f.units = append(f.units, &unit{d, used(d.Node)})
	}
	return f, nil
}

func newImport(spec *ast.ImportSpec) importSpec {
	path := importPath(spec)
	if spec.Name != nil {
		return importSpec{path: path, name: spec.Name.Name, explicit: true}
	}
	return importSpec{path: path, name: PackageName(path)}
}

// needed reports whether a file that uses these identifiers needs the import.
func (imp importSpec) needed(uses names) bool {
	return imp.name == "_" || imp.name == "." || uses[imp.name]
}

// used collects the identifiers in n that can name something of the package
// or an import: all but the right-hand sides of selectors.
func used(n ast.Node) names {
	set := names{}
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			maps.Copy(set, used(n.X))
			return false
		case *ast.Ident:
			set[n.Name] = true
		}
		return true
	})
	return set
}

// describe names the lesson in errors.
func (l *lesson) describe(name string) error {
	return fmt.Errorf("%w: lesson %s has no %q", ErrUnknown, l.slug, name)
}
