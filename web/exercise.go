package web

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"abacus/lessons/notebook/exercise"
	sqlcell "abacus/server/sql/cell"
	"abacus/server/wire"
	"abacus/web/format"
)

// Exercise is an exercise as the page shows it: a callout with a statement,
// one block to work in, hints, a solution, and what to read afterwards.
type Exercise struct {
	Name  string
	Title string
	Kind  string // code, quiz or sql

	Lesson       string // slug
	Declarations string // to write, of code: as an edit of them names them
	line         int
	index        int // of SQL: the cell's
	callout      *format.Callout
}

// newExercise returns the exercise of a lesson's text.
func newExercise(lesson string, e *format.Exercise) *Exercise {
	x := &Exercise{Name: e.Name, Title: e.Title, Kind: "quiz", Lesson: lesson, line: e.Work.Line, callout: e.Callout}
	switch b := e.Work.Block.(type) {
	case *format.Stub:
		x.Kind, x.Declarations = "code", strings.Join(b.Names, ",")
	case *format.Statement:
		x.Kind, x.index = "sql", b.Index
	}
	return x
}

// exerciseIn returns the exercise in a callout, or nil.
func (l *Lesson) exerciseIn(c *format.Callout) *Exercise {
	i := slices.IndexFunc(l.Exercises, func(e *Exercise) bool { return e.callout == c })
	if i < 0 {
		return nil
	}
	return l.Exercises[i]
}

// Anchor is where the exercise stands on the page.
func (e *Exercise) Anchor() string { return "exercise-" + e.Name }

// Check names the cell that checks the exercise.
func (e *Exercise) Check() string { return exercise.CheckName(e.Name) }

// ExerciseNames returns the names of the lesson's exercises, one space apart.
func (l *Lesson) ExerciseNames() string {
	var names []string
	for _, e := range l.Exercises {
		names = append(names, e.Name)
	}
	return strings.Join(names, " ")
}

// resolveStub looks up the declarations to write and their solution.
func (l *Lesson) resolveStub(b *format.Stub, f *format.Fence) (err error) {
	if f.Code, err = l.source.Decl(b.Names...); err != nil {
		return err
	}
	if len(b.Solved) == 0 {
		return fmt.Errorf("an exercise block needs solution=, the declarations that solve it")
	}
	if f.Answer, err = l.solution(b.Names[0], b.Solved...); err != nil {
		return err
	}
	if len(b.Solved) < len(b.Names) {
		return fmt.Errorf("solution= must name a counterpart for each of %s, in the same order", strings.Join(b.Names, ", "))
	}
	f.Answer = commentAbove.ReplaceAllString(f.Answer, "") // the stub's own says what it is
	for i, name := range b.Names {                         // as it would stand in the stub's place
		f.Answer = regexp.MustCompile(`\b`+regexp.QuoteMeta(b.Solved[i])+`\b`).ReplaceAllString(f.Answer, name)
	}
	return nil
}

// commentAbove finds the comment above the first declaration.
var commentAbove = regexp.MustCompile(`\A(//.*\n)+`)

// solution returns what solves an exercise: declarations, or its own answer.
func (l *Lesson) solution(name string, declarations ...string) (string, error) {
	e, ok := l.checks[name]
	if !ok {
		return "", fmt.Errorf("no exercise %q: is it in Exercises of lessons/%s?", name, l.Slug)
	}
	if len(declarations) > 0 {
		return l.source.Decl(declarations...)
	}
	return e.Answer(), nil
}

func (l *Lesson) sqlExercise(name string) (*wire.SQLCheck, error) {
	e, ok := l.checks[name].(exercise.SQL)
	if !ok {
		return nil, fmt.Errorf("no SQL exercise %q: is it in Exercises of lessons/%s?", name, l.Slug)
	}
	return sqlcell.NewCheck(e), nil
}

// solutionCallout is the kind of the callout that shows a solution. No lesson
// writes one.
const solutionCallout = "solution"

// exercises adds the solution to each exercise.
func (l *Lesson) exercises() {
	for _, e := range l.doc.Exercises {
		l.Exercises = append(l.Exercises, newExercise(l.Slug, e))
		if solution := solutionOf(e); e.Done != nil {
			e.Callout.InsertBefore(e.Callout, e.Done, solution)
		} else {
			e.Callout.AppendChild(e.Callout, solution)
		}
	}
}

// solutionOf returns the folded solution of an exercise.
func solutionOf(e *format.Exercise) ast.Node {
	c := &format.Callout{Name: solutionCallout, Title: "A solution"}
	listing := &format.Listing{Language: cmp.Or(e.Language(), "text")}
	c.AppendChild(c, &format.Fence{Block: listing, Body: e.Work.Answer})
	return c
}

// template executes a template whose failure is a problem of the lesson.
func (r *pageRenderer) template(name string, data any) []byte {
	html, err := r.course.within.execute(name, data)
	if err != nil {
		r.problem(0, "%v", err)
	}
	return bytes.TrimSpace(html)
}
