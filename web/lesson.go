package web

import (
	"bytes"
	"io/fs"
	"maps"
	"path"
	"sync"

	"github.com/yuin/goldmark/ast"

	"abacus/lessons"
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
	sqlcell "abacus/server/sql/cell"
	"abacus/server/wire"
	"abacus/web/format"
)

// Lesson is one lesson, parsed and checked. Its page is rendered when it is
// first wanted, or by Course.Warm.
type Lesson struct {
	article
	Minutes   int          // reading time
	Number    int          // place in the course, from 1
	Exercises []*Exercise  // in the order of the page
	SQL       sqlcell.Page // its SQL cells, ready to be run
	Broken    Problems     // of an own lesson: its page shows nothing else

	source     *Source
	cells      notebook.Cells
	checks     exercise.Set
	used       []string        // names of the cells on the page, in order
	statements []*format.Fence // the blocks of SQL.Cells
	references []*format.Document

	once sync.Once
	page *lessonPage
}

func (c *Course) newLesson(slug string) *Lesson {
	return &Lesson{
		article: article{Slug: slug, course: c, file: slug + ".md", anchors: map[string]bool{}, doc: format.Parse(nil)},
		SQL:     sqlcell.Page{Setups: map[string]string{}},
		cells:   notebook.Cells{}, checks: exercise.Set{}, source: emptySource(),
	}
}

// lesson parses a lesson of the course.
func (c *Course) lesson(entry lessons.Lesson) *Lesson {
	l := c.newLesson(entry.Slug)
	l.cells = entry.WithChecks()
	maps.Copy(l.checks, entry.Exercises) // the text may add some
	text, err := fs.ReadFile(c.Content, l.file)
	if err != nil {
		l.report(0, "the lesson has no text: %v", err)
		return l
	}
	if l.source, err = ReadSource(c.Source, l.Slug); err != nil {
		l.file = path.Join("lessons", l.Slug)
		l.report(0, "the lesson's Go does not parse: %v", err)
		return l
	}
	l.read(text)
	return l
}

// read reads a lesson's text and all that it refers to.
func (l *Lesson) read(text []byte) {
	l.doc = format.Parse(text)
	l.Meta = l.doc.Meta
	for _, p := range l.doc.Problems {
		l.report(p.Line, "%s", p.Text)
	}
	fences := l.doc.Fences()
	for _, f := range fences {
		l.addGo(f)
	}
	for _, f := range fences {
		if err := l.resolve(f); err != nil {
			l.report(f.Line, "%v", err)
		}
	}
	l.collect()
	l.Minutes = l.minutes(text)
}

// ReadingTime says how long the lesson takes.
func (l *Lesson) ReadingTime() string { return notebook.Count(l.Minutes, "minute") }

// minutes estimates how long the lesson takes: the text at 180 words a minute,
// a minute for each cell and question, three for each exercise that asks for
// code or SQL.
func (l *Lesson) minutes(text []byte) int {
	n := len(bytes.Fields(text))/180 + len(l.used) // which has the questions
	for _, e := range l.Exercises {
		if e.Kind != wire.QuizExercise {
			n += 3
		}
	}
	return max(1, n)
}

// collect lists headings, exercises and links, and checks the cells that values
// refer to.
func (l *Lesson) collect() {
	for _, name := range l.used {
		if !l.addAnchor("cell-" + name) {
			l.report(0, "the cell %s appears twice on the page", name)
		}
	}
	format.Walk(l.doc.Root, func(n ast.Node) {
		switch n := n.(type) {
		case *format.Callout:
			if n.Exercise != nil {
				l.addExercise(newExercise(l.Slug, n.Exercise))
			}
		case *ast.Heading:
			l.heading(n, lessonAnchor)
		case *ast.Link:
			l.links = append(l.links, link{n, l.doc.Line(n)})
		case *format.Value:
			if _, ok := l.cells[n.Cell]; !ok {
				l.report(l.doc.Line(n), "%s: no cell is called %q", n.Reference, n.Cell)
			}
		}
	})
	for _, text := range l.Meta.References {
		ref := format.ParseMarkdown([]byte(text))
		l.references = append(l.references, ref)
		format.Walk(ref.Root, func(n ast.Node) {
			if a, ok := n.(*ast.Link); ok {
				l.links = append(l.links, link{a, 1})
			}
		})
	}
}

func (l *Lesson) addExercise(e *Exercise) {
	if !l.addAnchor(e.Anchor()) {
		l.report(e.Work.Line, "the exercise %s appears twice on the page", e.Name)
	}
	l.Exercises = append(l.Exercises, e)
	l.Contents = append(l.Contents, Heading{Level: 3, Anchor: e.Anchor(), Text: e.Title, Exercise: e.Name})
}
