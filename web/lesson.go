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

	file    string
	setups  map[string]string // scripts that make data sets, by their names
	own     *own              // nil: a lesson of the course
	doc     *format.Document
	source  *Source
	cells   notebook.Cells
	checks  exercise.Set
	anchors map[string]bool
	links   []link
	sql     []*sqlBlock
	used    []string // names of the cells on the page, in order

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

// loader parses the lessons of a course and collects what is wrong with them.
type loader struct {
	content  fs.FS
	source   fs.FS
	files    fs.FS
	dir      string // of own lessons, for messages
	static   bool   // there is no server behind the pages
	problems Problems
}

func (ld *loader) report(file string, line int, format string, args ...any) {
	ld.problems = append(ld.problems, Problem{file, line, fmt.Sprintf(format, args...)})
}

// lesson parses one lesson; nil when its file cannot be read.
func (ld *loader) lesson(entry lessons.Lesson) *Lesson {
	slug := entry.Slug
	l := &Lesson{
		Slug: slug, file: slug + ".md", setups: map[string]string{}, anchors: map[string]bool{},
		cells: entry.WithChecks(), checks: exercise.Set{},
	}
	maps.Copy(l.checks, entry.Exercises) // the text may add some
	text, err := fs.ReadFile(ld.content, l.file)
	if err != nil {
		ld.report(l.file, 0, "the lesson has no text: %v", err)
		return nil
	}
	if l.source, err = ReadSource(ld.source, slug); err != nil {
		ld.report(path.Join("lessons", slug), 0, "the lesson's Go does not parse: %v", err)
		return nil
	}
	ld.read(l, text)
	return l
}

// read reads a lesson's text and all that it refers to.
func (ld *loader) read(l *Lesson, text []byte) {
	l.doc = format.Parse(text)
	l.Meta = l.doc.Meta
	for _, p := range l.doc.Problems {
		ld.report(l.file, p.Line, "%s", p.Text)
	}
	ld.gather(l)
	for _, f := range l.doc.Fences() {
		if err := ld.resolve(l, f); err != nil {
			ld.report(l.file, f.Line, "%v", err)
		}
	}
	ld.exercises(l)
	ld.headings(l)
	ld.inlines(l)
	l.Minutes = max(1, (len(bytes.Fields(text))/180)+len(l.used))
}
