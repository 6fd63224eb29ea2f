// Package source turns learners' edits of a lesson into the Go files of a program,
// and the compiler's output into diagnostics on the learner's lines. Texts of another
// kind are cells: statements that become a function beside the lesson's package.
//
// It does only this: it reads no files and starts no processes, so that the server
// and the page, where it runs as WebAssembly alongside Go's compiler, produce the
// same program from the same edits.
package source

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"sync"
)

// Paths of our own packages.
const (
	NotebookPath = "abacus/lessons/notebook"
	ProgramPath  = "abacus/server/build/program"
	LessonsPath  = "abacus/lessons/"
)

// Notebook is the slug of a page without a lesson: it has only cells of readers.
const Notebook = "notebook"

// Course makes programs from the lessons of one edition. It is immutable.
type Course struct {
	packages []Package
	lessons  map[string]func() (*lesson, error)
	own      map[string]func() *lesson // from outside the module
}

// NewCourse returns the course that d describes. Lessons are parsed when they are
// first needed.
func NewCourse(d Data) *Course {
	c := &Course{packages: d.Packages, lessons: map[string]func() (*lesson, error){}}
	for _, l := range d.Lessons {
		c.lessons[l.Slug] = sync.OnceValues(func() (*lesson, error) { return c.parseLesson(l) })
	}
	return c
}

// Check parses all lessons. The error is that of decl.Parse for the first, by its slug,
// that cannot be parsed.
func (c *Course) Check() error {
	for _, slug := range slices.Sorted(maps.Keys(c.lessons)) {
		if _, err := c.lessons[slug](); err != nil {
			return fmt.Errorf("reading lesson %s: %w", slug, err)
		}
	}
	return nil
}

// lesson returns a lesson. The error is ErrUnknown where there is none.
func (c *Course) lesson(slug string) (*lesson, error) {
	if parse, ok := c.own[slug]; ok {
		return parse(), nil
	}
	if parse, ok := c.lessons[slug]; ok {
		return parse()
	}
	if slug == Notebook {
		return c.newLesson(slug), nil
	}
	return nil, fmt.Errorf("lesson %q: %w", shorten(slug), ErrUnknown)
}

// Imports returns the paths of all packages that programs may import
// directly: those that learners may and those that the lessons do.
func (c *Course) Imports() []string {
	set := names{ProgramPath: true}
	for _, p := range c.packages {
		set[p.Path] = true
	}
	for _, parse := range c.lessons {
		l, err := parse()
		if err != nil {
			continue // Check reports it
		}
		for _, f := range l.files {
			for _, imp := range f.imports {
				set[imp.path] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(set))
}

// PackageFiles names the files with a package's export data and with its object code.
type PackageFiles struct{ Path, Export, Object string }

// ImportConfigs returns the files that tell the compiler and the linker where
// packages are. The compiler's lists only what programs may import.
func (c *Course) ImportConfigs(packages []PackageFiles) (compile, link string) {
	importable := setOf(c.Imports())
	for _, p := range packages {
		link += "packagefile " + p.Path + "=" + p.Object + "\n"
		if importable[p.Path] {
			compile += "packagefile " + p.Path + "=" + p.Export + "\n"
		}
	}
	const edited = "packagefile " + editedPath + "=" + lessonArchive + "\n"
	return compile + edited, link + edited
}

// importable returns the package at a path, if learners may import it.
func (c *Course) importable(path string) (Package, bool) {
	i := slices.IndexFunc(c.packages, func(p Package) bool { return p.Path == path })
	if i < 0 {
		return Package{}, false
	}
	return c.packages[i], true
}

var version = regexp.MustCompile(`^v\d+$`)

// PackageName returns the name of the package at a path: the last part that is not a
// version. That is a convention; a test of package build checks it for every package
// that programs import.
func PackageName(importPath string) string {
	if base := path.Base(importPath); !version.MatchString(base) {
		return base
	}
	return path.Base(path.Dir(importPath)) // math/rand/v2
}

// names is a set of identifiers.
type names map[string]bool

func setOf(list []string) names {
	set := names{}
	for _, name := range list {
		set[name] = true
	}
	return set
}
