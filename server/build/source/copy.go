package source

import (
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"abacus/lessons/decl"
)

// Copy is a lesson's Go for a download: its files and their declarations.
type Copy struct {
	Slug  string
	Files map[string]string // by name, without tests and sub-packages
	Cells []Cell            // the reader's, in the order of their names

	lesson *lesson
}

// Declaration is a declaration with the imports that it needs.
type Declaration struct {
	Names   []string
	Text    string
	Imports []string // as written within an import declaration
	Yours   bool     // the reader's, not the lesson's
}

// ErrTooLong means that the edits exceed the limit for a page.
var ErrTooLong = errors.New("the edits are too long")

// ReadCopy reads a lesson as it ships; module is the project's directory. Errors are
// ErrUnknown and those of reading files.
func ReadCopy(module fs.FS, slug string) (*Copy, error) {
	if slug == Notebook {
		cp := &Copy{Slug: slug, Files: map[string]string{}}
		cp.parse(nil)
		return cp, nil
	}
	dir := path.Join("lessons", slug)
	entries, err := fs.ReadDir(module, dir)
	if err != nil {
		return nil, fmt.Errorf("lesson %q: %w", shorten(slug), ErrUnknown)
	}
	cp := &Copy{Slug: slug, Files: map[string]string{}}
	for _, e := range entries {
		if path.Ext(e.Name()) != ".go" || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		text, err := fs.ReadFile(module, path.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		cp.Files[e.Name()] = string(text)
	}
	cp.parse(nil)
	return cp, nil
}

// Edited returns a lesson with a reader's edits applied; module is the project's
// directory. Replaced declarations are removed from the lesson's files; each edit
// gets a file of its own with the imports it needs. Text that is not Go, or too complex
// to be compiled, is kept unchanged: formatting it could take long. Errors are those of
// Course.Draft and of ReadCopy, and ErrTooLong.
func (c *Course) Edited(module fs.FS, slug string, edits []Edit) (*Copy, error) {
	d, err := c.Draft(Request{Lesson: slug, Edits: edits})
	if err != nil {
		return nil, err
	}
	if tooMuch(edits) != nil {
		return nil, ErrTooLong
	}
	cp, err := ReadCopy(module, slug)
	if err != nil {
		return nil, err
	}
	return cp, cp.apply(d)
}

// apply puts the edits of a draft into the files.
func (cp *Copy) apply(d *Draft) error {
	replaced, beside := names{}, names{}
	var changes, cells []*change
	m := mentionedIn(d.Edits)
	for _, e := range SortedEdits(d.Edits) {
		ch, _ := d.lesson.readEdit(e, m.elsewhere(e))
		if ch == nil { // nothing may take it apart
			ch = &change{edit: e, text: e.Text, broken: true}
		}
		if e.Cell {
			maps.Copy(beside, ch.declares)
			cells = append(cells, ch)
			continue
		}
		maps.Copy(replaced, setOf(strings.Split(e.Declaration, ",")))
		changes = append(changes, ch)
	}
	for name, text := range cp.Files {
		rest, err := without(text, replaced)
		if err != nil {
			return fmt.Errorf("editing %s: %w", name, err)
		}
		if cp.Files[name] = rest; rest == "" {
			delete(cp.Files, name)
		}
	}
	for _, ch := range cells {
		d.lesson.addImports(ch, beside)
		cp.Cells = append(cp.Cells, ch.cell(beside))
	}
	known, broken := d.lesson.with(changes), map[string]*change{}
	for i, ch := range changes {
		name := yoursFile(i, ch.edit)
		if ch.broken {
			broken[name] = ch
		}
		d.lesson.addImports(ch, known)
		cp.Files[name] = ch.file(cp.Slug)
	}
	cp.parse(broken)
	return nil
}

// file returns the change as a file of a package.
func (ch *change) file(pkg string) string {
	clause := "package " + pkg + "\n\n"
	if ch.broken {
		return clause + ch.text + "\n"
	}
	text := clause + importDecl(ch.imports) + "\n" + strings.TrimLeft(ch.text, "\n ") + "\n"
	if tidy, err := format.Source([]byte(text)); err == nil {
		return string(tidy)
	}
	return text
}

var notInFileNames = regexp.MustCompile(`[^\pL\d]+`)

// yoursFile names the file of an edit. It has no underscore, to which the go
// command might give a meaning.
func yoursFile(i int, e Edit) string {
	name := notInFileNames.ReplaceAllString(strings.ToLower(e.Declaration), "-")
	return fmt.Sprintf("%s-%d-%s.go", yours, i+1, name[:min(len(name), 60)])
}

// without returns a file's text without some declarations, and without
// imports that only they needed; "" when nothing is left.
func without(text string, removed names) (string, error) {
	file, err := decl.Parse("", text)
	if err != nil {
		return "", err
	}
	var cut []decl.Span
	uses, left := names{}, 0
	for _, d := range file.Declarations {
		if slices.ContainsFunc(d.Names, func(name string) bool { return removed[name] }) {
			cut = append(cut, decl.Span{From: d.From, To: d.To})
			continue
		}
		left++
		maps.Copy(uses, used(d.Node))
	}
	switch {
	case len(cut) == 0:
		return text, nil
	case left == 0:
		return "", nil
	}
	cut = append(unusedImports(file, uses), cut...) // imports come first in a file
	for _, s := range slices.Backward(cut) {
		text = text[:s.From] + text[s.To:]
	}
	tidy, err := format.Source([]byte(text))
	return string(tidy), err
}

// unusedImports returns where a file's unused imports are.
func unusedImports(file *decl.File, uses names) (list []decl.Span) {
	for _, d := range file.Tree.Decls {
		d, ok := d.(*ast.GenDecl)
		if !ok || d.Tok != token.IMPORT {
			continue
		}
		for _, spec := range d.Specs {
			var unused ast.Node = d
			if d.Lparen.IsValid() {
				unused = spec
			}
			if !newImport(spec.(*ast.ImportSpec)).needed(uses) {
				list = append(list, decl.Span{From: file.Offset(unused.Pos()), To: file.Offset(unused.End())})
			}
		}
	}
	return list
}

// parse reads the declarations of all files that are Go. A broken change is one.
func (cp *Copy) parse(broken map[string]*change) {
	cp.lesson = new(Course).newLesson(cp.Slug)
	for _, name := range slices.Sorted(maps.Keys(cp.Files)) {
		if ch := broken[name]; ch != nil {
			text := decl.Declaration{Names: strings.Split(ch.edit.Declaration, ","), Text: ch.text}
			cp.lesson.add(&file{name: name, units: []*unit{{Declaration: text}}})
		} else if f, err := parseFile(name, cp.Files[name]); err == nil {
			cp.lesson.add(f)
		}
	}
}

// Needs returns the declarations that the named ones need, themselves
// included, and those that are part of every program, in the order of their
// files.
func (cp *Copy) Needs(wanted ...string) []Declaration {
	return cp.declarations(cp.lesson.reach(nil, wanted))
}

// All returns all declarations, in the order of their files.
func (cp *Copy) All() []Declaration { return cp.declarations(nil) }

// declarations returns those that are in keep, or all when it is nil.
func (cp *Copy) declarations(keep map[*unit]bool) (list []Declaration) {
	for _, f := range cp.lesson.files {
		for _, u := range f.units {
			if keep == nil || keep[u] {
				list = append(list, Declaration{u.Names, u.Text, f.importsFor(u), strings.HasPrefix(f.name, yours)})
			}
		}
	}
	return list
}

func (f *file) importsFor(u *unit) (list []string) {
	for _, imp := range f.imports {
		if u.uses[imp.name] {
			list = append(list, imp.String())
		}
	}
	return list
}
