package format

import "github.com/yuin/goldmark/ast"

// Exercise is a callout with a block to work in: rule 14. The other parts are
// those of rules 15 and 16, if the callout contains them.
type Exercise struct {
	Name     string
	Title    string
	Work     *Fence // its Block is a Stub, Question or Statement
	Check    *Fence
	Solution *Fence
	Wrong    []*Fence
	Changes  []*Fence // HiddenChange
	Callout  *Callout
	Done     ast.Node // the callout to read afterwards, or nil
}

// Works reports whether a block is the one to work in.
func (f *Fence) Works() bool { return f.Exercise != nil && f.Exercise.Work == f }

// Language is the language of what is to be written.
func (e *Exercise) Language() string {
	switch e.Work.Block.(type) {
	case *Stub:
		return "go"
	case *Statement:
		return "sql"
	}
	return ""
}

// exercises assembles the exercises and rejects parts outside of one.
func (d *Document) exercises() {
	Walk(d.Root, func(n ast.Node) {
		if c, ok := n.(*Callout); ok && c.Name == "exercise" {
			d.exercise(c)
		}
	})
	for _, f := range d.Fences() {
		switch name, language := ExerciseOf(f.Block), Beside(f.Block); {
		case f.Exercise != nil:
		case name != "":
			d.report(f.Line, "the exercise %s must be in a callout of its own: > [!EXERCISE] Title", name)
		case language != "":
			d.report(f.Line, "the block ```%s %s belongs beside an exercise, in one callout with it", language, part(f.Block))
		}
	}
}

// part names a part of an exercise as its block does.
func part(b Block) string {
	switch b.(type) {
	case *Check:
		return "check"
	case *Solution:
		return "solution"
	case *Wrong:
		return "wrong"
	}
	return "hidden"
}

// exercise assembles one exercise.
func (d *Document) exercise(c *Callout) {
	e := &Exercise{Title: c.Title, Callout: c}
	var hints []*Callout
	for n := c.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *Fence:
			if ExerciseOf(n.Block) == "" {
				continue
			}
			if n.Exercise = e; e.Work != nil {
				d.report(n.Line, "the exercise %q has two blocks to work in", c.Title)
			}
			e.Work, e.Name = n, ExerciseOf(n.Block)
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
			hint.Title = hintTitle(i, len(hints))
		}
	}
	for n := c.FirstChild(); n != nil; n = n.NextSibling() {
		if f, ok := n.(*Fence); ok && Beside(f.Block) != "" && Beside(f.Block) == e.Language() {
			f.Exercise = e
			d.part(e, f)
		}
	}
	c.Exercise = e
	d.Exercises = append(d.Exercises, e)
}

// part adds a part to its exercise.
func (d *Document) part(e *Exercise, f *Fence) {
	one := func(at **Fence) {
		if *at != nil {
			d.report(f.Line, "the exercise %s has two blocks ```%s %s", e.Name, e.Language(), part(f.Block))
		}
		*at = f
	}
	switch f.Block.(type) {
	case *Check:
		one(&e.Check)
	case *Solution:
		one(&e.Solution)
	case *Wrong:
		e.Wrong = append(e.Wrong, f)
	case *HiddenChange:
		e.Changes = append(e.Changes, f)
	}
}
