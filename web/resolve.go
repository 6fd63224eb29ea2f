package web

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"abacus/lessons/notebook/exercise"
	sqlcell "abacus/server/sql/cell"
	"abacus/web/format"
)

// resolve looks up what a block names; gather has collected what it contains.
func (ld *loader) resolve(l *Lesson, f *format.Fence) (err error) {
	switch b := f.Block.(type) {
	case *format.Source:
		if !f.Inline {
			f.Code, err = l.source.Decl(b.Names...)
		}
	case *format.Example:
		ex, notFound := l.source.Example(b.Name)
		f.Code, b.Output, err = ex.Body, ex.Output, notFound
	case *format.Cell:
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
		err = ld.resolveSQL(l, b, f)
	case *format.Schema:
		err = ld.data(l, b.Data)
	case *format.File:
		f.Code, err = ld.file(b.Name)
	}
	return err
}

// resolveCell looks up a cell.
func (l *Lesson) resolveCell(b *format.Cell, f *format.Fence) (err error) {
	switch _, here := l.cells[b.Name]; {
	case l.own != nil && slices.Contains(l.source.CellNames(), b.Name):
		l.own.trials = append(l.own.trials, cellTrial(b.Name, f.Line))
	case l.own != nil:
		return fmt.Errorf("no cell %q: no block of the lesson declares func %s(nb *notebook.Cell)", b.Name, b.Name)
	case !here:
		return fmt.Errorf("no cell %q: is it in Cells of lessons/%s?", b.Name, l.Slug)
	}
	l.used = append(l.used, b.Name)
	b.Declares = []string{b.Name}
	f.Code, err = l.source.Decl(b.Name)
	return err
}

// resolveQuestion looks up a question of the lesson's package.
func (l *Lesson) resolveQuestion(b *format.Question, f *format.Fence) (err error) {
	var kind format.QuestionKind
	switch l.checks[b.Exercise].(type) {
	case exercise.Number:
		kind = format.Number
	case exercise.Choice:
		kind = format.Choice
	case exercise.Word:
		kind = format.Text
	case nil:
		if b.Asked != nil {
			return nil // it has been reported
		}
		_, err := l.solution(b.Exercise)
		return err
	}
	if kind != b.Kind {
		if kind == "" {
			return fmt.Errorf("the exercise %s is not a question", b.Exercise)
		}
		return fmt.Errorf("the exercise %s is another kind of question: write ```%s exercise=%[1]s", b.Exercise, kind)
	}
	l.used = append(l.used, exercise.CheckName(b.Exercise))
	f.Answer, err = l.solution(b.Exercise)
	return err
}

// resolveSQL adds an SQL cell. Those above it on the same data are replayed
// before it; an exercise starts from the data as they are.
func (ld *loader) resolveSQL(l *Lesson, s *format.Statement, f *format.Fence) (err error) {
	if err := ld.data(l, s.Data); err != nil {
		return err
	}
	s.Index = len(l.sql)
	b := &sqlBlock{Cell: sqlcell.Cell{Data: s.Data, Text: f.Body}, Fails: s.Fails, Plan: s.Plan, line: f.Line}
	if s.Exercise != "" {
		if b.Check, err = l.sqlExercise(s.Exercise); err == nil {
			f.Answer, err = l.solution(s.Exercise)
		}
	}
	for i, earlier := range l.sql {
		if earlier.Data == b.Data && !earlier.Fails && earlier.Check == nil && b.Check == nil {
			b.Before = append(b.Before, i)
		}
	}
	l.sql = append(l.sql, b)
	return err
}

// data reads a data set that the lesson asks for.
func (ld *loader) data(l *Lesson, name string) error {
	if !dataName.MatchString(name) {
		return fmt.Errorf("data=%s: the name of a data set has letters, digits, - and _", name)
	}
	text, err := readOwn(ld.content, path.Join("data", name+".sql"))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("no data set %q: it would be %s", name, path.Join(cmp.Or(ld.dir, "content"), "data", name+".sql"))
	case err != nil:
		return fmt.Errorf("the data set %q: %w", name, err)
	}
	l.setups[name] = string(text)
	return nil
}

var dataName = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

func (ld *loader) file(name string) (string, error) {
	text, err := fs.ReadFile(ld.files, name)
	if err != nil {
		return "", fmt.Errorf("no file %q in deploy/", name)
	}
	return strings.TrimRight(string(text), "\n"), nil
}
