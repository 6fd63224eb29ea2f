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

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
	sqlcell "abacus/server/sql/cell"
	"abacus/web/format"
)

// maxOwn bounds an own lesson's text, in bytes.
const maxOwn = 1 << 20

// Own reports whether the lesson is not part of the course.
func (l *Lesson) Own() bool { return l.pkg != nil }

// Go returns the Go of an own lesson; nil for one of the course, or a broken
// one.
func (l *Lesson) Go() *Package {
	if l.Broken != nil {
		return nil
	}
	return l.pkg
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
	case slug == notebookSlug || slug == "dataset":
		return fmt.Errorf("%s is a part of the course that lessons use: choose another name", slug)
	}
	return nil
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
func (c *Course) ownLesson(slug string) (l *Lesson) {
	l = c.newLesson(slug)
	l.pkg = &Package{Slug: slug, places: map[string]place{}, source: l.source, report: l.report}
	defer func() {
		if p := recover(); p != nil { // one broken lesson must not take down the others
			l.report(0, "reading this failed: %v", p)
		}
		l.Break(l.problems)
		l.problems = nil
	}()
	body, err := readOwn(c.Own, l.file)
	l.file = path.Join(c.OwnDir, l.file)
	if err != nil {
		l.report(0, "the lesson cannot be read: %v", err)
		return l
	}
	body = bytes.ToValidUTF8(body, []byte{0})
	if i := bytes.IndexByte(body, 0); i >= 0 {
		l.report(1+bytes.Count(body[:i], []byte("\n")), "this is not UTF-8 text: save the file in that encoding")
		return l
	}
	l.read(bytes.ReplaceAll(bytes.TrimPrefix(body, []byte("\ufeff")), []byte("\r\n"), []byte("\n")))
	return l
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
	l.Exercises, l.Contents, l.links, l.used, l.statements, l.references = nil, nil, nil, nil, nil, nil
	l.SQL, l.cells, l.checks = sqlcell.Page{}, notebook.Cells{}, exercise.Set{}
}

// addOwn adds the lessons in the teacher's own directory. A lesson with the name
// of a course lesson replaces it; all others follow the course. Notes such as
// README.md are left alone; a name that cannot be a lesson's is a problem.
func (c *Course) addOwn() {
	if c.Own == nil {
		return
	}
	added := len(c.Lessons)
	names, _ := fs.Glob(c.Own, "*.md") // the pattern is well-formed
	for _, name := range names {
		slug := strings.TrimSuffix(name, ".md")
		if err := CheckSlug(slug); err != nil {
			if slug != "README" {
				c.OwnProblems = append(c.OwnProblems, Problem{File: path.Join(c.OwnDir, name), Text: err.Error()})
			}
			continue
		}
		l := c.ownLesson(slug)
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
