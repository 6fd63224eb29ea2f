package web

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
	"abacus/web/format"
)

// maxOwn bounds an own lesson's text, in bytes.
const maxOwn = 1 << 20

// own is the extra part of a lesson from outside the course: its Go is in its
// Markdown and is compiled for readers' browsers only.
type own struct {
	pkg    *Package
	trials []Trial // of its Go
}

// Own reports whether the lesson is not part of the course.
func (l *Lesson) Own() bool { return l.own != nil }

// Go returns the Go of an own lesson; nil for one of the course, or a broken
// one.
func (l *Lesson) Go() *Package {
	if l.own == nil || l.Broken != nil {
		return nil
	}
	return l.own.pkg
}

var slugPattern = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// maxSlug bounds the length of a lesson's name.
const maxSlug = 40

// CheckSlug rejects names that an own lesson's file cannot have.
func CheckSlug(slug string) error {
	switch {
	case len(slug) > maxSlug, !slugPattern.MatchString(slug):
		return fmt.Errorf("name a lesson's file with lower-case letters, digits and single hyphens, at most %d, "+
			"as in my-lesson.md", maxSlug)
	case slug == "notebook" || slug == "dataset":
		return fmt.Errorf("%s is a part of the course that lessons use: choose another name", slug)
	}
	return nil
}

// ownSlugs lists the lessons of a teacher's directory. Notes such as README.md
// are left alone; a name that cannot be a lesson's is a problem.
func ownSlugs(fsys fs.FS, dir string) (slugs []string, problems Problems) {
	names, err := fs.Glob(fsys, "*.md")
	if err != nil {
		return nil, Problems{{File: dir, Text: err.Error()}}
	}
	for _, name := range names {
		slug := strings.TrimSuffix(name, ".md")
		switch err := CheckSlug(slug); {
		case slug == "README":
		case err != nil:
			problems = append(problems, Problem{File: path.Join(dir, name), Text: err.Error()})
		default:
			slugs = append(slugs, slug)
		}
	}
	return slugs, problems
}

// overlay is a teacher's directory and, for what is not in it, the course's
// content.
type overlay struct{ own, course fs.FS }

// Open implements fs.FS.
func (o overlay) Open(name string) (fs.File, error) {
	f, err := o.own.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return o.course.Open(name)
	}
	return f, err
}

// Stat implements fs.StatFS: it opens nothing.
func (o overlay) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(o.own, name)
	if errors.Is(err, fs.ErrNotExist) {
		return fs.Stat(o.course, name)
	}
	return info, err
}

// readOwn reads a file from an untrusted author.
func readOwn(fsys fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(fsys, name) // before opening it: opening a pipe would block
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errors.New("it is not a regular file")
	case info.Size() > maxOwn:
		return nil, fmt.Errorf("it is longer than %d KB", maxOwn>>10)
	}
	body, err := fs.ReadFile(fsys, name)
	if len(body) > maxOwn { // it grew
		return nil, fmt.Errorf("it is longer than %d KB", maxOwn>>10)
	}
	return body, err
}

// ownLesson parses an own lesson. If it has problems, its page lists them.
func (ld *loader) ownLesson(slug string) (l *Lesson) {
	l = newLesson(slug)
	l.file = path.Join(ld.dir, l.file)
	l.own = &own{pkg: &Package{Slug: slug, places: map[string]place{}, report: l.report}}
	defer func() {
		if p := recover(); p != nil { // one broken lesson must not take down the others
			l.report(0, "reading this failed: %v", p)
		}
	}()
	body, err := readOwn(ld.content, slug+".md")
	if err == nil {
		if i := bytes.IndexByte(body, 0); i >= 0 || !utf8.Valid(body) {
			l.report(invalidLine(body), "this is not UTF-8 text: save the file in that encoding")
			return l
		}
	}
	if err != nil {
		l.report(0, "the lesson cannot be read: %v", err)
		return l
	}
	ld.read(l, bytes.ReplaceAll(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")), []byte("\r\n"), []byte("\n")))
	return l
}

// invalidLine returns the first line with a byte that is not text.
func invalidLine(body []byte) int {
	for i, line := range bytes.Split(body, []byte("\n")) {
		if !utf8.Valid(line) || bytes.IndexByte(line, 0) >= 0 {
			return i + 1
		}
	}
	return 1
}

// Break replaces an own lesson with a page that lists its problems.
func (l *Lesson) Break(problems Problems) {
	if len(problems) == 0 {
		return
	}
	l.Broken = append(l.Broken, problems...)
	slices.SortStableFunc(l.Broken, func(a, b Problem) int { return a.Line - b.Line })
	l.Meta = format.Meta{
		Title: cmp.Or(l.Meta.Title, l.Slug), Short: cmp.Or(l.Meta.Short, l.Slug),
		Summary: "This lesson cannot be shown yet.", Order: l.Meta.Order,
	}
	l.doc = format.Parse(nil)
	l.Exercises, l.Contents, l.links, l.sql, l.used = nil, nil, nil, nil, nil
	l.cells, l.checks = notebook.Cells{}, exercise.Set{}
}

// addOwn adds the teacher's own lessons. A lesson with the name of a course
// lesson replaces it; all others follow the course.
func (c *Course) addOwn() {
	if c.cfg.Own == nil {
		return
	}
	slugs, problems := ownSlugs(c.cfg.Own, c.cfg.OwnDir)
	c.OwnProblems = problems
	added := len(c.Lessons)
	for _, slug := range slugs {
		ld := loader{content: overlay{c.cfg.Own, c.cfg.Content}, files: c.cfg.Files, dir: c.cfg.OwnDir}
		l := ld.ownLesson(slug)
		l.Break(l.problems)
		l.problems = nil
		if i := slices.IndexFunc(c.Lessons, func(o *Lesson) bool { return o.Slug == slug }); i >= 0 {
			c.Lessons[i] = l
		} else {
			c.Lessons = append(c.Lessons, l)
		}
		c.bySlug[slug] = l
	}
	slices.SortStableFunc(c.Lessons[added:], func(a, b *Lesson) int {
		return cmp.Or(cmp.Compare(a.Meta.Order, b.Meta.Order), cmp.Compare(a.Slug, b.Slug))
	})
}
