package format

import (
	"fmt"

	"github.com/yuin/goldmark/ast"
)

// Exercise is a callout with a block to work in: rule 14. The other parts are
// those of rules 15 and 16, if the callout contains them.
type Exercise struct {
	Name     string
	Title    string
	Work     *Fence // its Block is a Stub, Question or Statement
	Check    *Fence
	Solution *Fence
	Wrong    []*Fence
	Changes  []*Fence // of the data on which SQL is tried
	Done     ast.Node // the callout to read afterwards, or nil
}

// Works reports whether a block is the one to work in.
func (f *Fence) Works() bool { return f.Exercise != nil && f.Exercise.Work == f }

// exercises assembles the exercises and rejects parts outside of one.
func (d *Document) exercises() {
	Walk(d.Root, func(n ast.Node) {
		if c, ok := n.(*Callout); ok && c.Name == "exercise" {
			d.exercise(c)
		}
	})
	for _, f := range d.Fences() {
		switch part, ok := f.Block.(*Part); {
		case f.Exercise != nil:
		case f.Task != "":
			d.report(f.Line, "the exercise %s must be in a callout of its own: > [!EXERCISE] Title", f.Task)
		case ok:
			d.report(f.Line, "the block ```%s %s belongs beside an exercise, in one callout with it", f.Language, part.Name)
		}
	}
}

// exercise assembles one exercise.
func (d *Document) exercise(c *Callout) {
	e := &Exercise{Title: c.Title}
	var hints []*Callout
	for n := c.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *Fence:
			if n.Task == "" {
				continue
			}
			if n.Exercise = e; e.Work != nil {
				d.report(n.Line, "the exercise %q has two blocks to work in", c.Title)
			}
			e.Work, e.Name = n, n.Task
			d.goals(n)
		case *Callout:
			switch n.Name {
			case "hint":
				hints = append(hints, n)
			case "done":
				e.Done = n
			}
		}
	}
	if e.Work == nil {
		d.report(c.Line, "the exercise %q has no block to work in: ```go exercise=, ```sql exercise=, ```number exercise=, "+
			"```choice exercise= or ```text exercise=", c.Title)
		return
	}
	for i, hint := range hints {
		if len(hints) > 1 && hint.Title == calloutTitles()["hint"] {
			hint.Title = fmt.Sprintf("Hint %d of %d", i+1, len(hints))
		}
	}
	for n := c.FirstChild(); n != nil; n = n.NextSibling() {
		if f, ok := n.(*Fence); ok && f.Language == e.Work.Language {
			d.part(e, f)
		}
	}
	c.Exercise = e
	d.Exercises = append(d.Exercises, e)
}

// goals checks that the front matter has the goals that an exercise assesses.
func (d *Document) goals(work *Fence) {
	for _, goal := range work.Goals {
		if goal > len(d.Meta.Goals) {
			d.report(work.Line, "goal=%d: the front matter has only %d", goal, len(d.Meta.Goals))
		}
	}
}

// part adds a block to its exercise if it is a part of one.
func (d *Document) part(e *Exercise, f *Fence) {
	part, ok := f.Block.(*Part)
	if !ok {
		return
	}
	f.Exercise = e
	one := func(at **Fence) {
		if *at != nil {
			d.report(f.Line, "the exercise %s has two blocks ```%s %s", e.Name, f.Language, part.Name)
		}
		*at = f
	}
	switch part.Name {
	case "check":
		one(&e.Check)
	case "solution":
		one(&e.Solution)
	case "wrong":
		e.Wrong = append(e.Wrong, f)
	case "hidden":
		e.Changes = append(e.Changes, f)
	}
}
