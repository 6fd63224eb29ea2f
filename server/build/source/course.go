// Package source turns learners' edits of a lesson into the Go files of a program,
// and the compiler's output into diagnostics on the learner's lines.
//
// It does only this: it reads no files and starts no processes, so that the server
// and the page, where it runs as WebAssembly alongside Go's compiler, produce the
// same program from the same edits.
package source

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
)

// Paths of packages that are ours.
const (
	NotebookPath = "abacus/lessons/notebook"
	ProgramPath  = "abacus/server/build/program"
	LessonsPath  = "abacus/lessons/"
)

// Course makes programs from the lessons of one edition. It is immutable.
type Course struct {
	names   map[string]string
	byName  map[string][]string // name → paths
	exports map[string]names    // path → what it exports
	builtOn map[string]names    // path → slugs of lessons
	lessons map[string]func() (*lesson, error)
}

// NewCourse returns the course of the data. Lessons are read when they are
// first needed.
func NewCourse(d Data) *Course {
	c := &Course{
		names: d.Names, byName: map[string][]string{}, exports: map[string]names{}, builtOn: map[string]names{},
		lessons: map[string]func() (*lesson, error){},
	}
	for _, p := range d.Packages {
		c.byName[p.Name] = append(c.byName[p.Name], p.Path)
		c.exports[p.Path], c.builtOn[p.Path] = setOf(p.Exported), setOf(p.Lessons)
	}
	for _, l := range d.Lessons {
		c.lessons[l.Slug] = sync.OnceValues(func() (*lesson, error) { return parseLesson(l, c.name) })
	}
	return c
}

// Check reads all lessons, to report those that cannot be read.
func (c *Course) Check() error {
	for _, slug := range slices.Sorted(maps.Keys(c.lessons)) {
		if _, err := c.lesson(slug); err != nil {
			return fmt.Errorf("reading lesson %s: %w", slug, err)
		}
	}
	return nil
}

// lesson returns a lesson. The error is ErrUnknown where there is none.
func (c *Course) lesson(slug string) (*lesson, error) {
	if read, ok := c.lessons[slug]; ok {
		return read()
	}
	return nil, fmt.Errorf("lesson %q: %w", shorten(slug), ErrUnknown)
}

// Editable reports whether learners may change a declaration of a lesson.
func (c *Course) Editable(slug, declaration string) bool {
	l, err := c.lesson(slug)
	if err != nil {
		return false
	}
	_, ok := l.named[declaration]
	return ok
}

// Imports returns the paths of all packages that programs may import
// directly: those that learners may and those that the lessons do.
func (c *Course) Imports() []string {
	set := names{ProgramPath: true}
	for path := range c.exports {
		set[path] = true
	}
	for slug := range c.lessons {
		l, err := c.lesson(slug)
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

// ImportConfigs returns the files that tell the compiler and the linker where
// packages are. The compiler's holds only what programs may import.
func (c *Course) ImportConfigs(packages []string, export, object func(path string) string) (compile, link string) {
	importable := setOf(c.Imports())
	for _, path := range packages {
		link += "packagefile " + path + "=" + object(path) + "\n"
		if importable[path] {
			compile += "packagefile " + path + "=" + export(path) + "\n"
		}
	}
	return compile, link
}

// name returns the name of the package at a path.
func (c *Course) name(importPath string) string {
	if name := c.names[importPath]; name != "" {
		return name
	}
	return path.Base(importPath)
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

// LessonsIn returns the lessons among paths, by their paths below LessonsPath.
func LessonsIn(paths []string) []string {
	var list []string
	for _, p := range paths {
		if slug, ok := strings.CutPrefix(p, LessonsPath); ok {
			list = append(list, slug)
		}
	}
	return list
}
