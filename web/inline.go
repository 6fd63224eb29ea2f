package web

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
	"abacus/web/format"
)

// cellName is the form of an exercise's name. The name is part of addresses, of
// anchors and of the keys under which browsers store answers.
var cellName = regexp.MustCompile(`^[A-Z][A-Za-z0-9]{0,59}$`)

// gather collects what the text contains itself instead of naming it: the Go of
// an own lesson, and exercises.
func (ld *loader) gather(l *Lesson) {
	for _, f := range l.doc.Fences() {
		switch b := f.Block.(type) {
		case *format.Source, *format.Cell, *format.Hidden, *format.Stub:
			l.gatherGo(f)
		case *format.Question:
			if b.Asked != nil {
				ld.gatherQuestion(l, b, f.Line)
			}
		case *format.Statement:
			if f.Works() {
				ld.gatherSQL(l, f.Exercise)
			}
		}
	}
	if l.own == nil {
		return
	}
	for _, file := range l.own.pkg.files {
		l.source.add("", file)
	}
}

// gatherGo collects the Go in a block.
func (l *Lesson) gatherGo(f *format.Fence) {
	switch {
	case !f.Inline:
		return
	case l.own == nil:
		l.report(f.Line, "the Go of a lesson belongs in its package: use source=, cell=, example= or exercise=")
		return
	}
	pkg := l.own.pkg
	f.Code = strings.TrimRight(f.Body, "\n")
	switch b := f.Block.(type) {
	case *format.Hidden:
		pkg.addFence(f)
	case *format.Source:
		b.Names = pkg.addFence(f)
	case *format.Cell:
		b.Declares = pkg.addFence(f)
		if len(b.Declares) > 0 && !(slices.Contains(b.Declares, b.Name) && slices.Contains(pkg.last().Cells(), b.Name)) {
			l.report(f.Line, "the cell %s must declare func %s(nb *notebook.Cell) {", b.Name, b.Name)
		}
		l.used = append(l.used, b.Name)
		l.own.trials = append(l.own.trials, cellTrial(b.Name, f.Line))
	case *format.Stub:
		if f.Works() {
			l.gatherStub(b, f.Exercise)
		}
	}
}

// gatherStub collects a Go exercise with its check, solution and wrong answers.
func (l *Lesson) gatherStub(b *format.Stub, e *format.Exercise) {
	names := l.own.pkg.addExercise(e)
	if !slices.Contains(names, e.Name) {
		return
	}
	names = slices.DeleteFunc(names, func(name string) bool { return name == e.Name })
	b.Names = append([]string{e.Name}, names...) // its name comes first
	l.own.trials = append(l.own.trials, goTrials(e, strings.Join(b.Names, ","))...)
	if e.Solution != nil {
		e.Work.Answer = strings.TrimRight(e.Solution.Body, "\n")
	}
}

// gatherQuestion collects a question. It is data, so the server checks it.
func (ld *loader) gatherQuestion(l *Lesson, b *format.Question, line int) {
	asked := b.Asked
	if b.Computed != nil {
		number, err := l.compute(asked.(exercise.Number), *b.Computed, b.Exact)
		if err != nil {
			l.report(line, "%v", err)
		}
		asked = number
	}
	ld.setCheck(l, b.Exercise, line, asked)
}

// compute fills in a right answer that is the value of a cell. Unless the
// question gives a tolerance, answers count that round to the digits shown.
func (l *Lesson) compute(q exercise.Number, ref format.Reference, exact bool) (exercise.Number, error) {
	cell, ok := l.cells[ref.Cell]
	switch {
	case !ok && l.own != nil:
		return q, fmt.Errorf("{{%s.%s}}: your own cells run only in readers' browsers, so the server cannot know "+
			"the answer: write it as a number", ref.Cell, ref.Name)
	case !ok:
		return q, fmt.Errorf("{{%s.%s}}: no cell is called %q", ref.Cell, ref.Name, ref.Cell)
	}
	text, ok := published(cell, ref.Name)
	if !ok {
		return q, fmt.Errorf("{{%s.%s}}: the cell publishes no value %q", ref.Cell, ref.Name, ref.Name)
	}
	want, err := exercise.ParseNumber(text)
	if err != nil {
		return q, fmt.Errorf("{{%s.%s}}: %w", ref.Cell, ref.Name, err)
	}
	q.Want = want
	if !exact {
		_, decimals, _ := strings.Cut(text, ".")
		q.Tolerance = 0.5 * math.Pow10(-len(decimals))
	}
	return q, nil
}

// published runs a cell with its default inputs and returns one of its values. A
// cell that panics has none; its page reports the failure.
func published(cell func(*notebook.Cell), name string) (text string, ok bool) {
	defer func() {
		if recover() != nil {
			text, ok = "", false
		}
	}()
	text, ok = notebook.Run(cell, notebook.Options{NoTiming: true}).Values[name]
	return text, ok
}

// gatherSQL collects an SQL exercise, which is data as well.
func (ld *loader) gatherSQL(l *Lesson, parts *format.Exercise) {
	e := exercise.SQL{}
	if f := parts.Solution; f != nil {
		e.Solution, e.Ordered = f.Body, f.Block.(*format.Solution).Ordered
	}
	for _, f := range parts.Changes {
		e.Hidden = append(e.Hidden, f.Body)
	}
	for _, f := range parts.Wrong {
		first, rest, _ := strings.Cut(f.Body, "\n")
		says, ok := strings.CutPrefix(strings.TrimSpace(first), "--")
		if says = strings.TrimSpace(says); !ok || says == "" {
			l.report(f.Line+1, "a wrong answer starts with a comment that explains the mistake: -- That counts …")
			continue
		}
		e.Slips = append(e.Slips, exercise.SQLSlip{Says: says, Text: rest})
	}
	switch {
	case strings.TrimSpace(e.Solution) != "":
		ld.setCheck(l, parts.Name, parts.Work.Line, e)
	case l.own != nil || len(e.Hidden)+len(e.Slips) > 0: // else it is referred to
		l.report(parts.Work.Line, "the exercise %s needs a block ```sql solution", parts.Name)
	}
}

// setCheck adds an exercise that is data, which the server can check.
func (ld *loader) setCheck(l *Lesson, name string, line int, e exercise.Exercise) {
	checker, isQuestion := e.(exercise.Checker)
	if isQuestion && ld.static && l.own == nil {
		l.report(line, "the text of the question %s is in the lesson, and exported pages have no server "+
			"to check it: move it to Exercises of lessons/%s", name, l.Slug)
	}
	if !cellName.MatchString(name) {
		l.report(line, "exercise=%s: a name starts with a letter and has letters and digits", name)
		return
	}
	if _, twice := l.checks[name]; twice {
		l.report(line, "two exercises are called %s", name)
	}
	l.checks[name] = e
	if isQuestion {
		l.cells[exercise.CheckName(name)] = checker.Check
	}
}
