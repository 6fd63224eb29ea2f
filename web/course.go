// Package web turns the course's lessons into pages: Markdown and Go
// declarations in, HTML out.
//
// Load parses and checks every lesson at once and reports all mistakes with
// file and line. Pages are then rendered from memory: a page is fixed HTML
// with slots for its cells, and a cell's outputs are rendered by the same
// templates whether they come with the page or alone, after a slider moved.
package web

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"abacus/lessons"
	"abacus/lessons/notebook"
	sqlcell "abacus/server/sql/cell"
)

//go:embed templates/*.html
var templatesFS embed.FS

// Templates returns the page templates that are part of the program.
func Templates() fs.FS { return templatesFS }

// ErrNotFound is returned for a lesson or cell that does not exist.
var ErrNotFound = errors.New("not found")

// SQL runs the SQL of lessons and readers.
type SQL interface {
	sqlcell.Engine
	// Schema draws the tables that the trusted script setup creates.
	Schema(ctx context.Context, setup, title string) (notebook.Drawing, error)
}

// Config is what a course is made from. Own, Log and Exported may be nil.
type Config struct {
	Content   fs.FS            // <slug>.md, data/<name>.sql and help/<page>.md
	Own       fs.FS            // the same of a teacher's own, with Go in it; nil: there are none
	OwnDir    string           // what messages call it
	Source    fs.FS            // the lessons' Go, <slug>/*.go
	Files     fs.FS            // what file= blocks show
	Templates fs.FS            // templates/*.html
	Lessons   []lessons.Lesson // in course order
	SQL       SQL
	Asset     func(name string) (string, error) // URL of a static file
	Log       *slog.Logger
	Editable  bool  // readers can change the Go they see and run it
	Kit       bool  // there is a compiler for their browsers
	Dev       bool  // pages reload when a source is saved
	Class     bool  // learners can join a class
	Exported  *Site // of pages that are plain files; nil: there is a server
}

// Course is a set of lessons ready to be served. It is safe for concurrent
// use.
type Course struct {
	Config
	Lessons     []*Lesson
	OwnProblems Problems // with files that are no lessons

	bySlug map[string]*Lesson
	help   []*HelpPage // the index first; empty: there are none
	top    directory   // of the pages at the top
	within directory   // of lessons, their fragments, and help pages
	maths  typesetter
	search func() *searchIndex // makes it on the first call
}

// Load parses and checks the lessons. Its error is a Problems when lessons
// are at fault.
func Load(cfg Config) (*Course, error) {
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	c := &Course{Config: cfg, bySlug: map[string]*Lesson{}}
	var err error
	if c.top, c.within, err = newDirectories(cfg); err != nil {
		return nil, err
	}
	if err := c.parse(); err != nil {
		return nil, err
	}
	c.search = sync.OnceValue(func() *searchIndex { return newSearchIndex(c.Lessons) })
	return c, nil
}

// parse reads the lessons in parallel: this is most of what a start takes.
func (c *Course) parse() error {
	c.Lessons = make([]*Lesson, len(c.Config.Lessons))
	var wg sync.WaitGroup
	for i, l := range c.Config.Lessons {
		wg.Go(func() { c.Lessons[i] = c.lesson(l) })
	}
	wg.Wait()
	problems, err := c.loadHelp()
	if err != nil {
		return err
	}
	for _, l := range c.Lessons {
		c.bySlug[l.Slug] = l
		problems = append(problems, l.problems...)
		l.problems = nil
	}
	c.addOwn()
	for i, l := range c.Lessons {
		l.Number = i + 1
		l.resolveLinks(c.linked)
		if l.Own() {
			l.Break(l.problems)
		} else {
			problems = append(problems, l.problems...)
		}
		l.problems = nil
	}
	return problems.err()
}

// linked returns the article that a link in a lesson names, and its address.
func (c *Course) linked(slug string) (*article, string) {
	if l, ok := c.bySlug[slug]; ok {
		return &l.article, "/lessons/" + slug
	}
	if slug == "/" {
		return &article{}, slug
	}
	return nil, ""
}

// Lesson returns the lesson with the given slug.
func (c *Course) Lesson(slug string) (*Lesson, error) {
	l, ok := c.bySlug[slug]
	if !ok {
		return nil, fmt.Errorf("lesson %q: %w", slug, ErrNotFound)
	}
	return l, nil
}

// Warm renders every lesson's page, so that no reader waits for the first
// formula. It stops early when ctx ends. The problems it returns are those
// that only show when pages are made: formulas, values, cells that fail.
func (c *Course) Warm(ctx context.Context) error {
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, l := range c.Lessons {
		group.Go(func() error {
			if ctx.Err() == nil {
				c.prepare(l)
			}
			return ctx.Err()
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	c.search()
	var found Problems
	for _, l := range c.Lessons {
		found = append(found, l.problems...)
	}
	return found.err()
}
