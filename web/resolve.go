package web

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"path"
	"regexp"
	"slices"
	"strings"

	"abacus/lessons/decl"
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
	sqlcell "abacus/server/sql/cell"
	"abacus/web/format"
)

// addGo collects the Go that a block of an own lesson contains.
func (l *Lesson) addGo(f *format.Fence) {
	switch {
	case !f.Inline:
		return
	case l.pkg == nil:
		l.report(f.Line, "the Go of a lesson belongs in its package: use source=, cell=, example= or exercise=")
		return
	}
	f.Code = strings.TrimRight(f.Body, "\n")
	switch b := f.Block.(type) {
	case *format.Hidden:
		l.pkg.addFence(f)
	case *format.Source:
		b.Names = l.pkg.addFence(f)
	case *format.Cell:
		b.Declares = l.pkg.addFence(f)
		if len(b.Declares) > 0 && !(slices.Contains(b.Declares, b.Name) && slices.Contains(l.pkg.last.Cells(), b.Name)) {
			l.report(f.Line, "the cell %s must declare func %s(nb *notebook.Cell) {", b.Name, b.Name)
		}
	case *format.Stub:
		if !f.Works() {
			return
		}
		if names := l.pkg.addExercise(f.Exercise); slices.Contains(names, f.Task) {
			names = slices.DeleteFunc(names, func(name string) bool { return name == f.Task })
			b.Names = append(b.Names, names...) // its name comes first
		}
		if s := f.Exercise.Solution; s != nil {
			f.Answer = strings.TrimRight(s.Body, "\n")
		}
	}
}

// resolve looks up what a block refers to.
func (l *Lesson) resolve(f *format.Fence) (err error) {
	switch b := f.Block.(type) {
	case *format.Source:
		if !f.Inline {
			f.Code, err = l.source.Decl(b.Names...)
		}
	case *format.Example:
		var ex decl.Example
		ex, err = l.source.Example(b.Name)
		f.Code, b.Output = ex.Body, ex.Output
	case *format.Cell:
		l.used = append(l.used, b.Name)
		if !f.Inline {
			err = l.resolveCell(b, f)
		}
	case *format.Stub:
		if !f.Inline {
			err = l.resolveStub(b, f)
		}
	case *format.Question:
		err = l.resolveQuestion(b, f)
	case *format.Statement:
		err = l.resolveStatement(b, f)
	case *format.Schema:
		err = l.data(b.Data)
	case *format.File:
		var text []byte
		if text, err = fs.ReadFile(l.course.Files, b.Name); err != nil {
			return fmt.Errorf("no file %q in deploy/", b.Name)
		}
		f.Code = strings.TrimRight(string(text), "\n")
	}
	return err
}

// resolveCell looks up a cell.
func (l *Lesson) resolveCell(b *format.Cell, f *format.Fence) (err error) {
	switch {
	case l.pkg != nil && !slices.Contains(l.source.CellNames(), b.Name):
		return fmt.Errorf("no cell %q: no block of the lesson declares func %s(nb *notebook.Cell)", b.Name, b.Name)
	case l.pkg == nil && l.cells[b.Name] == nil:
		return fmt.Errorf("no cell %q: is it in Cells of lessons/%s?", b.Name, l.Slug)
	}
	b.Declares = []string{b.Name}
	f.Code, err = l.source.Decl(b.Name)
	return err
}

// resolveQuestion takes a question from the text, or looks it up in the
// lesson's package.
func (l *Lesson) resolveQuestion(b *format.Question, f *format.Fence) error {
	if b.Asked != nil {
		asked, err := l.compute(b)
		if err == nil {
			err = l.addCheck(f.Task, asked)
		}
		if err != nil {
			return err
		}
	}
	kind := ""
	switch l.checks[f.Task].(type) {
	case exercise.Number:
		kind = "number"
	case exercise.Choice:
		kind = "choice"
	case exercise.Word:
		kind = "text"
	case nil:
		return l.noExercise("exercise", f.Task)
	default:
		return fmt.Errorf("the exercise %s is not a question", f.Task)
	}
	if kind != f.Language {
		return fmt.Errorf("the exercise %s is another kind of question: write ```%s exercise=%[1]s", f.Task, kind)
	}
	l.used = append(l.used, exercise.CheckName(f.Task))
	f.Answer = l.checks[f.Task].Answer()
	return nil
}

// compute fills in a right answer that is the value of a cell. Unless the
// question gives a tolerance, answers count that round to the digits shown.
func (l *Lesson) compute(b *format.Question) (exercise.Checker, error) {
	ref := b.Computed
	if ref == nil {
		return b.Asked, nil
	}
	_, ok := l.cells[ref.Cell]
	switch {
	case !ok && l.pkg != nil:
		return nil, fmt.Errorf("%s: your own cells run only in readers' browsers, so the server cannot know "+
			"the answer: write it as a number", ref)
	case !ok:
		return nil, fmt.Errorf("%s: no cell is called %q", ref, ref.Cell)
	}
	text, ok := l.course.runCell(l, ref.Cell, notebook.Options{NoTiming: true}).Values[ref.Name]
	if !ok {
		return nil, fmt.Errorf("%s: the cell publishes no value %q", ref, ref.Name)
	}
	want, err := exercise.ParseNumber(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", ref, err)
	}
	q := b.Asked.(exercise.Number)
	q.Want = want
	if !b.Exact {
		_, decimals, _ := strings.Cut(text, ".")
		q.Tolerance = 0.5 * math.Pow10(-len(decimals))
	}
	return q, nil
}

// resolveStatement adds an SQL cell. Those above it on the same data are
// replayed before it; an exercise starts from the data as they are.
func (l *Lesson) resolveStatement(s *format.Statement, f *format.Fence) error {
	if err := l.data(s.Data); err != nil {
		return err
	}
	cell := sqlcell.Cell{Data: s.Data, Text: f.Body}
	if f.Works() {
		if err := l.addSQL(f.Exercise); err != nil {
			return err
		}
	}
	if f.Task != "" {
		e, ok := l.checks[f.Task].(exercise.SQL)
		if !ok {
			return l.noExercise("SQL exercise", f.Task)
		}
		cell.Check, f.Answer = sqlcell.NewCheck(e), e.Answer()
	}
	for i, earlier := range l.SQL.Cells {
		fails := l.statements[i].Block.(*format.Statement).Fails
		if earlier.Data == cell.Data && !fails && earlier.Check == nil && cell.Check == nil {
			cell.Before = append(cell.Before, i)
		}
	}
	s.Index = len(l.statements)
	l.statements, l.SQL.Cells = append(l.statements, f), append(l.SQL.Cells, cell)
	return nil
}

// addSQL adds the SQL exercise that the text contains, if it does.
func (l *Lesson) addSQL(parts *format.Exercise) error {
	e := exercise.SQL{}
	if f := parts.Solution; f != nil {
		e.Solution, e.Ordered = f.Body, f.Block.(*format.Part).Ordered
	}
	for _, f := range parts.Changes {
		e.Hidden = append(e.Hidden, f.Body)
	}
	for _, f := range parts.Wrong {
		says, text := explainedSQL(f.Body)
		if says == "" {
			l.report(f.Line+1, "a wrong answer starts with a comment that explains the mistake: -- That counts …")
			continue
		}
		e.Slips = append(e.Slips, exercise.SQLSlip{Says: says, Text: text})
	}
	switch {
	case strings.TrimSpace(e.Solution) != "":
		return l.addCheck(parts.Name, e)
	case l.pkg != nil || len(e.Hidden)+len(e.Slips) > 0: // else it is referred to
		return fmt.Errorf("the exercise %s needs a block ```sql solution", parts.Name)
	}
	return nil
}

// explainedSQL splits a wrong answer into the comment that explains it, or "",
// and the statements.
func explainedSQL(body string) (says, text string) {
	comment, text, _ := strings.Cut(body, "\n")
	if says, ok := strings.CutPrefix(strings.TrimSpace(comment), "--"); ok {
		return strings.TrimSpace(says), text
	}
	return "", text
}

// exerciseName is the form of an exercise's name. The name is part of addresses,
// of anchors and of the keys under which browsers store answers.
var exerciseName = regexp.MustCompile(`^[A-Z][A-Za-z0-9]{0,59}$`)

// addCheck adds an exercise that is data, which the server can check.
func (l *Lesson) addCheck(name string, e exercise.Exercise) error {
	question, isQuestion := e.(exercise.Checker)
	_, twice := l.checks[name]
	switch {
	case isQuestion && l.course.Exported != nil && l.pkg == nil:
		return fmt.Errorf("the text of the question %s is in the lesson, and exported pages have no server "+
			"to check it: move it to Exercises of lessons/%s", name, l.Slug)
	case !exerciseName.MatchString(name):
		return fmt.Errorf("exercise=%s: a name starts with a capital letter and has letters and digits", name)
	case twice:
		return fmt.Errorf("two exercises are called %s", name)
	}
	l.checks[name] = e
	if isQuestion {
		l.cells[exercise.CheckName(name)] = question.Check
	}
	return nil
}

// data reads a data set that the lesson asks for.
func (l *Lesson) data(name string) error {
	if !dataName.MatchString(name) {
		return fmt.Errorf("data=%s: the name of a data set has letters, digits, - and _", name)
	}
	file, dir, err := path.Join("data", name+".sql"), "content", fs.ErrNotExist
	var text []byte
	if l.pkg != nil {
		dir = cmp.Or(l.course.OwnDir, dir)
		text, err = readOwn(l.course.Own, file)
	}
	if errors.Is(err, fs.ErrNotExist) {
		text, err = readOwn(l.course.Content, file)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("no data set %q: it would be %s", name, path.Join(dir, file))
	case err != nil:
		return fmt.Errorf("the data set %q: %w", name, err)
	}
	l.SQL.Setups[name] = string(text)
	return nil
}

var dataName = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)
