package web

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"abacus/lessons/notebook/exercise"
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
func (l *Lesson) resolveStub(n *fenceNode) (err error) {
	names := strings.Split(n.fence.Settings["exercise"], ",")
	if n.code, err = l.source.Decl(names...); err != nil {
		return err
	}
	from := n.fence.Settings["solution"]
	if from == "" {
		return fmt.Errorf("an exercise block needs solution=, the declarations that solve it")
	}
	if n.extra, err = l.solution(names[0], from); err != nil {
		return err
	}
	solved := strings.Split(from, ",")
	if len(solved) < len(names) {
		return fmt.Errorf("solution= has to name what stands for each of %s, in the same order", strings.Join(names, ", "))
	}
	n.extra = commentAbove.ReplaceAllString(n.extra, "") // the stub's own says what it is
	for i, name := range names {                         // as it would stand in the stub's place
		n.extra = regexp.MustCompile(`\b`+regexp.QuoteMeta(solved[i])+`\b`).ReplaceAllString(n.extra, name)
	}
	return nil
}

// commentAbove finds the comment above the first declaration.
var commentAbove = regexp.MustCompile(`\A(//.*\n)+`)

// solution returns what solves an exercise: declarations, or its own answer.
func (l *Lesson) solution(name, declarations string) (string, error) {
	e, ok := l.checks[name]
	if !ok {
		return "", fmt.Errorf("no exercise %q: is it in Exercises of lessons/%s?", name, l.Slug)
	}
	if declarations != "" {
		return l.source.Decl(strings.Split(declarations, ",")...)
	}
	return e.Answer(), nil
}

func (l *Lesson) sqlExercise(name string) (*exercise.SQL, error) {
	e, ok := l.checks[name].(exercise.SQL)
	if !ok {
		return nil, fmt.Errorf("no SQL exercise %q: is it in Exercises of lessons/%s?", name, l.Slug)
	}
	return &e, nil
}

// exercises puts the parts of each exercise into their order and refuses
// blocks to work in that stand outside of one.
func (ld *loader) exercises(l *Lesson) {
	var found []*callout
	inside := map[*fenceNode]bool{}
	walk(l.doc, func(n ast.Node) {
		if c, ok := n.(*callout); ok && c.kind == "exercise" {
			found = append(found, c)
		}
	})
	for _, c := range found {
		block := ld.exercise(l, c)
		if block != nil {
			inside[block] = true
		}
	}
	walk(l.doc, func(n ast.Node) {
		if f, ok := n.(*fenceNode); ok && f.exerciseName() != "" && !inside[f] {
			ld.report(l.file, f.line, "the exercise %s needs to stand in a callout of its own: > [!EXERCISE] Title", f.exerciseName())
		}
	})
}

// exerciseName returns the exercise that a block is the place to work for.
func (n *fenceNode) exerciseName() string {
	name, _, _ := strings.Cut(n.fence.Settings["exercise"]+n.fence.Settings["quiz"], ",")
	return name
}

// exercise completes one exercise: it numbers the hints and adds the solution.
func (ld *loader) exercise(l *Lesson, c *callout) (block *fenceNode) {
	var hints []*callout
	var done ast.Node
	for n := c.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *fenceNode:
			if n.exerciseName() == "" {
				continue
			}
			if block != nil {
				ld.report(l.file, n.line, "the exercise %q has two blocks to work in", c.title)
			}
			block = n
		case *callout:
			if n.kind == "hint" {
				hints = append(hints, n)
			} else if n.kind == "done" {
				done = n
			}
		}
	}
	if block == nil {
		ld.report(l.file, l.firstLine(c), "the exercise %q has no block to work in: ```go exercise=, ```go quiz= or ```sql exercise=", c.title)
		return nil
	}
	for i, hint := range hints {
		if len(hints) > 1 && hint.title == calloutTitles()["hint"] {
			hint.title = fmt.Sprintf("Hint %d of %d", i+1, len(hints))
		}
	}
	kinds := map[string]string{"exercise": "code", "quiz": "quiz", "sql": "sql"}
	c.exercise = &Exercise{Name: block.exerciseName(), Title: c.title, Kind: kinds[block.role], Lesson: l.Slug, line: block.line, index: block.index}
	if block.role == "exercise" {
		c.exercise.Declarations = block.fence.Settings["exercise"]
	}
	l.Exercises = append(l.Exercises, c.exercise)
	solution := solutionOf(block)
	if done != nil {
		c.InsertBefore(c, done, solution)
	} else {
		c.AppendChild(c, solution)
	}
	return block
}

// solutionOf returns the folded solution of the exercise in a block.
func solutionOf(block *fenceNode) ast.Node {
	languages := map[string]string{"exercise": "go", "quiz": "text", "sql": "sql"}
	c := &callout{kind: "solution", title: "A solution"}
	c.AppendChild(c, &fenceNode{role: "code", fence: Fence{Language: languages[block.role]}, text: block.extra, line: block.line})
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
