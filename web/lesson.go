package web

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"sync"

	"abacus/lessons"
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
	sqlcell "abacus/server/sql/cell"
	"abacus/web/format"
)

// Lesson is one lesson, parsed and checked. Its page is rendered when it is
// first wanted, or by Course.Warm.
type Lesson struct {
	Slug     string
	Meta     format.Meta
	Minutes  int       // reading time
	Contents []Heading // for the table of contents
	Number   int       // place in the course, from 1

	Exercises []*Exercise // in the order of the page
	Broken    Problems    // of an own lesson: its page says only these

	file     string
	problems Problems          // found while reading it
	setups   map[string]string // scripts that make data sets, by their names
	own      *own              // nil: a lesson of the course
	doc      *format.Document
	source   *Source
	cells    notebook.Cells
	checks   exercise.Set
	anchors  map[string]bool
	links    []link
	sql      []*sqlBlock
	used     []string // names of the cells on the page, in order

	once sync.Once
	page *lessonPage
}

// Heading is a section of a lesson.
type Heading struct {
	Level    int
	Anchor   string
	Text     string
	Exercise string // its name, when it is one
}

type link struct {
	target string
	line   int
}

// sqlBlock is an SQL cell on a page.
type sqlBlock struct {
	sqlcell.Cell
	Fails bool // it is meant to show an error
	Plan  bool // it shows its query plan
	line  int  // in the lesson's file
}

// loader parses the lessons of a course.
type loader struct {
	content fs.FS
	source  fs.FS
	files   fs.FS
	dir     string // of own lessons, for messages
	static  bool   // there is no server behind the pages
}

// Problem returns a problem at a line of the lesson.
func (l *Lesson) Problem(line int, format string, args ...any) Problem {
	return Problem{l.file, line, fmt.Sprintf(format, args...)}
}

// report adds a problem that reading the lesson finds.
func (l *Lesson) report(line int, format string, args ...any) {
	l.problems = append(l.problems, l.Problem(line, format, args...))
}

func newLesson(slug string) *Lesson {
	return &Lesson{
		Slug: slug, file: slug + ".md", setups: map[string]string{}, anchors: map[string]bool{},
		cells: notebook.Cells{}, checks: exercise.Set{}, doc: format.Parse(nil),
		source: emptySource(),
	}
}

// lesson parses a lesson of the course.
func (ld *loader) lesson(entry lessons.Lesson) *Lesson {
	l := newLesson(entry.Slug)
	l.cells = entry.WithChecks()
	maps.Copy(l.checks, entry.Exercises) // the text may add some
	text, err := fs.ReadFile(ld.content, l.file)
	if err != nil {
		l.report(0, "the lesson has no text: %v", err)
		return l
	}
	if l.source, err = ReadSource(ld.source, l.Slug); err != nil {
		l.file = path.Join("lessons", l.Slug)
		l.report(0, "the lesson's Go does not parse: %v", err)
		return l
	}
	ld.read(l, text)
	return l
}

// read reads a lesson's text and all that it refers to.
func (ld *loader) read(l *Lesson, text []byte) {
	l.doc = format.Parse(text)
	l.Meta = l.doc.Meta
	for _, p := range l.doc.Problems {
		l.report(p.Line, "%s", p.Text)
	}
	ld.gather(l)
	for _, f := range l.doc.Fences() {
		if err := ld.resolve(l, f); err != nil {
			l.report(f.Line, "%v", err)
		}
	}
	l.exercises()
	l.headings()
	l.inlines()
	l.Minutes = max(1, (len(bytes.Fields(text))/180)+len(l.used))
}
