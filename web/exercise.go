package web

import (
	"fmt"
	"regexp"
	"strings"

	"abacus/lessons/notebook/exercise"
	"abacus/server/wire"
	"abacus/web/format"
)

// Exercise is an exercise as the page shows it: a callout with a statement,
// one block to work in, hints, a solution, and what to read afterwards.
type Exercise struct {
	*format.Exercise
	Kind         wire.ExerciseKind
	Lesson       string // slug
	Declarations string // to write, of code: as an edit of them names them
}

// newExercise returns the exercise of a lesson's text.
func newExercise(lesson string, e *format.Exercise) *Exercise {
	x := &Exercise{Exercise: e, Kind: wire.QuizExercise, Lesson: lesson}
	switch b := e.Work.Block.(type) {
	case *format.Stub:
		x.Kind, x.Declarations = wire.CodeExercise, strings.Join(b.Names, ",")
	case *format.Statement:
		x.Kind = wire.SQLExercise
	}
	return x
}

// Anchor is where the exercise stands on the page.
func (e *Exercise) Anchor() string { return "exercise-" + e.Name }

// CheckName names the cell that checks the exercise.
func (e *Exercise) CheckName() string { return exercise.CheckName(e.Name) }

// resolveStub looks up the declarations to write and their solution.
func (l *Lesson) resolveStub(b *format.Stub, f *format.Fence) (err error) {
	if f.Code, err = l.source.Decl(b.Names...); err != nil {
		return err
	}
	switch {
	case len(b.Solved) == 0:
		return fmt.Errorf("an exercise block needs solution=, the declarations that solve it")
	case l.checks[f.Task] == nil:
		return l.noExercise("exercise", f.Task)
	}
	if f.Answer, err = l.source.Decl(b.Solved...); err != nil {
		return err
	}
	if len(b.Solved) < len(b.Names) {
		return fmt.Errorf("solution= must name a counterpart for each of %s, in the same order", strings.Join(b.Names, ", "))
	}
	f.Answer = commentAbove.ReplaceAllString(f.Answer, "") // the stub has its own
	for i, name := range b.Names {                         // as it would stand in the stub's place
		f.Answer = regexp.MustCompile(`\b`+regexp.QuoteMeta(b.Solved[i])+`\b`).ReplaceAllString(f.Answer, name)
	}
	return nil
}

// commentAbove finds the comment above the first declaration.
var commentAbove = regexp.MustCompile(`\A(//.*\n)+`)

// noExercise is the error of a block that refers to a missing exercise.
func (l *Lesson) noExercise(kind, name string) error {
	return fmt.Errorf("no %s %q: is it in Exercises of lessons/%s?", kind, name, l.Slug)
}
