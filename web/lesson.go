package web

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"go.abhg.dev/goldmark/frontmatter"

	"abacus/lessons"
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
	sqlcell "abacus/server/sql/cell"
)

// Meta is a lesson's front matter.
type Meta struct {
	Title      string   `yaml:"title"`
	Short      string   `yaml:"short"` // for menus
	Summary    string   `yaml:"summary"`
	Goals      []string `yaml:"goals"`
	References []string `yaml:"references"` // a line of Markdown each
	Order      int      `yaml:"order"`      // of own lessons, after those of the course
}

// Lesson is one lesson, parsed and checked. Its page is rendered when it is
// first wanted, or by Course.Warm.
type Lesson struct {
	Slug     string
	Meta     Meta
	Minutes  int       // reading time
	Contents []Heading // for the table of contents
	Number   int       // place in the course, from 1

	Exercises []*Exercise // in the order of the page
	Broken    Problems    // of an own lesson: its page says only these

	file    string
	setups  map[string]string // scripts that make data sets, by their names
	own     *own              // nil: a lesson of the course
	text    []byte
	doc     ast.Node
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

// markdown returns the parser of lessons: CommonMark with tables, and maths,
// values, callouts and cells of our own.
func markdown() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Typographer, &frontmatter.Extender{}),
		goldmark.WithParserOptions(
			parser.WithHeadingAttribute(),
			parser.WithBlockParsers(util.Prioritized(mathsBlock{}, 90)),
			parser.WithInlineParsers(util.Prioritized(mathsInline{}, 90), util.Prioritized(valueInline{}, 90)),
		),
	)
}

// loader parses the lessons of a course and collects what is wrong with them.
type loader struct {
	content  fs.FS
	source   fs.FS
	files    fs.FS
	dir      string // of own lessons, for messages
	problems Problems
}

func (ld *loader) report(file string, line int, format string, args ...any) {
	ld.problems = append(ld.problems, Problem{file, line, fmt.Sprintf(format, args...)})
}

// lesson parses one lesson; nil when its file cannot be read.
func (ld *loader) lesson(entry lessons.Lesson) *Lesson {
	slug := entry.Slug
	l := &Lesson{Slug: slug, file: slug + ".md", setups: map[string]string{}, cells: entry.WithChecks(), checks: entry.Exercises, anchors: map[string]bool{}}
	var err error
	if l.text, err = fs.ReadFile(ld.content, l.file); err != nil {
		ld.report(l.file, 0, "the lesson has no text: %v", err)
		return nil
	}
	if l.source, err = ReadSource(ld.source, slug); err != nil {
		ld.report(path.Join("lessons", slug), 0, "the lesson's Go does not parse: %v", err)
		return nil
	}
	ctx := parser.NewContext()
	l.doc = markdown().Parser().Parse(text.NewReader(l.text), parser.WithContext(ctx))
	ld.meta(l, ctx)
	ld.finish(l)
	return l
}

// finish reads a parsed lesson.
func (ld *loader) finish(l *Lesson) {
	ld.blocks(l)
	ld.exercises(l)
	ld.predictions(l)
	ld.headings(l)
	ld.inlines(l)
	l.Minutes = max(1, (len(bytes.Fields(l.text))/180)+len(l.used))
}

func (ld *loader) meta(l *Lesson, ctx parser.Context) {
	data := frontmatter.Get(ctx)
	if data == nil {
		ld.report(l.file, 1, "the lesson starts with front matter: title, short, summary, goals, references between two lines of ---")
		return
	}
	if err := data.Decode(&l.Meta); err != nil {
		ld.report(l.file, 1, "the front matter cannot be read: %v", err)
	}
	for name, missing := range map[string]bool{
		"title": l.Meta.Title == "", "short": l.Meta.Short == "",
		"summary": l.Meta.Summary == "", "goals": len(l.Meta.Goals) == 0,
	} {
		if missing {
			ld.report(l.file, 1, "the front matter lacks %s", name)
		}
	}
}

// lineOf returns the line of the text at offset.
func (l *Lesson) lineOf(offset int) int { return lineAt(l.text, offset) }

// firstLine returns the line on which a node of the lesson starts.
func (l *Lesson) firstLine(n ast.Node) int { return lineIn(l.text, n) }

func lineAt(text []byte, offset int) int { return 1 + bytes.Count(text[:offset], []byte("\n")) }

// lineIn returns the line of the text on which a block's own text, or its
// first child's, starts; 0 when it has none.
func lineIn(text []byte, n ast.Node) int {
	for ; n != nil; n = n.FirstChild() {
		if n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
			return lineAt(text, n.Lines().At(0).Start)
		}
		if t, ok := n.(*ast.Text); ok {
			return lineAt(text, t.Segment.Start)
		}
	}
	return 0
}

// blocks gives fenced code blocks and callouts their roles.
func (ld *loader) blocks(l *Lesson) {
	var fences []*ast.FencedCodeBlock
	var quotes []*ast.Blockquote
	walk(l.doc, func(n ast.Node) {
		switch n := n.(type) {
		case *ast.FencedCodeBlock:
			fences = append(fences, n)
		case *ast.Blockquote:
			quotes = append(quotes, n)
		case *ast.HTMLBlock:
			ld.report(l.file, l.firstLine(n), "lessons hold no HTML; write \\< for the sign")
		case *ast.RawHTML:
			ld.report(l.file, l.lineOf(n.Segments.At(0).Start), "lessons hold no HTML; write \\< for the sign")
		}
	})
	for _, f := range fences {
		ld.fence(l, f)
	}
	for _, q := range quotes {
		line := l.firstLine(q)
		if _, err := asCallout(q, l.text); err != nil {
			ld.report(l.file, line, "%v", err)
		}
	}
}

// walk calls f for every node under n.
func walk(n ast.Node, f func(ast.Node)) {
	// The callback never fails, so neither does the walk.
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			f(n)
		}
		return ast.WalkContinue, nil
	})
}
