package source

import (
	"errors"
	"fmt"
	"go/token"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Errors that callers tell apart.
var (
	ErrUnknown = errors.New("not found")                     // no such lesson, cell or declaration
	ErrBadEdit = errors.New("the edit names no declaration") // a fault of the page, not of the learner
)

// TooComplex is the message for text that the compiler cannot handle.
const TooComplex = "this is too complex to compile"

// TooLong is the message for text that the compiler did not finish in time, which
// may be the fault of a busy machine.
func TooLong(deadline time.Duration) string {
	return fmt.Sprintf("%s within %s; if the text is short, the machine may be busy: try again", TooComplex, deadline)
}

// Draft is a program being built: the edits of a page, then the files made from
// them, then what the compiler said about those.
type Draft struct {
	Edits []Edit // with Go's line endings
	Cells []string

	lesson  *lesson
	wrong   []Diagnostic // if not empty, the edits are not even read
	changes []*change
	cells   []*change
	broken  []*change // the compiler will say why
}

// Draft starts a program. Errors are ErrUnknown and ErrBadEdit.
func (c *Course) Draft(req Request) (*Draft, error) {
	l, err := c.lesson(req.Lesson)
	if err != nil {
		return nil, err
	}
	d := &Draft{Edits: tidy(req.Edits), lesson: l, wrong: l.wrong}
	if len(d.wrong) == 0 {
		d.wrong = tooMuch(req.Edits)
	}
	if len(d.wrong) == 0 {
		d.Cells, err = l.validate(req)
	}
	return d, err
}

// SortedEdits returns the edits in the order of their declarations' names.
func SortedEdits(edits []Edit) []Edit {
	byName := func(a, b Edit) int { return strings.Compare(a.Declaration, b.Declaration) }
	return slices.SortedFunc(slices.Values(edits), byName)
}

// Edition identifies the text of an own lesson.
func (d *Draft) Edition() string { return d.lesson.edition }

// Read checks and parses the edits. If it returns mistakes, there is nothing to
// compile.
func (d *Draft) Read() (wrong []Diagnostic) {
	if len(d.wrong) > 0 {
		return d.wrong
	}
	for _, e := range d.needed() {
		ch, mistakes := d.lesson.readEdit(e, d.others(e))
		wrong = append(wrong, mistakes...)
		switch {
		case ch == nil:
		case ch.broken:
			d.broken = append(d.broken, ch)
		case e.Cell:
			d.cells = append(d.cells, ch)
		default:
			d.changes = append(d.changes, ch)
		}
	}
	known := d.lesson.with(d.changes)
	for _, ch := range d.changes {
		d.lesson.addImports(ch, known)
	}
	beside := names{}
	for _, ch := range d.cells {
		maps.Copy(beside, ch.declares)
	}
	for _, ch := range d.cells {
		d.lesson.addImports(ch, beside)
		for i, imp := range ch.imports {
			if imp.path == LessonsPath+d.lesson.slug && len(d.lesson.files) > 0 {
				ch.imports[i].path = editedPath
			}
		}
	}
	return wrong
}

// Unit is a package to compile.
type Unit struct {
	Path    string
	Files   map[string]string // by name
	Archive string            // the file that the compiler writes
}

const mainPath, mainArchive = "main", "main.a"

// Units returns the packages to compile, each before those that import it; the last
// is main. If some texts do not parse, it has only those, one file each: an open
// bracket must not affect its neighbours.
//
// Cells of readers import the lesson's package as it is with the other edits, without
// what none of them needs.
func (d *Draft) Units() []Unit {
	if len(d.broken) > 0 {
		return []Unit{{mainPath, renderChanges(packageMain, d.broken), mainArchive}}
	}
	if len(d.cells) == 0 {
		return []Unit{{mainPath, d.lesson.assemble(d.changes, d.Cells), mainArchive}}
	}
	var units []Unit
	if wanted := d.fromLesson(); wanted != nil {
		clause := "package " + PackageName(LessonsPath+d.lesson.slug) + "\n"
		files := d.lesson.render(clause, d.changes, wanted)
		if len(files) == 0 { // the lesson has nothing of those names, as the compiler is to say
			files[mainFile] = clause
		}
		units = append(units, Unit{editedPath, files, lessonArchive})
	}
	return append(units, d.cellsUnit())
}

// cellsUnit returns the main package of a program with cells of readers.
func (d *Draft) cellsUnit() Unit {
	files := renderChanges(packageMain, d.cells)
	files[mainFile] = renderMain(d.Cells)
	return Unit{mainPath, files, mainArchive}
}

// fromLesson returns what the cells select from the lesson's package; nil if none
// imports it.
func (d *Draft) fromLesson() []string {
	var wanted names
	for _, ch := range d.cells {
		for _, imp := range ch.imports {
			if imp.path != editedPath {
				continue
			}
			if wanted == nil {
				wanted = names{}
			}
			maps.Copy(wanted, ch.qualifiers[imp.name])
			if imp.name == "." {
				maps.Copy(wanted, d.lesson.with(nil))
			}
		}
	}
	if wanted == nil {
		return nil
	}
	return slices.AppendSeq([]string{}, maps.Keys(wanted))
}

// A lesson's package with a reader's edits has a path of its own, since other packages
// may import the lesson as it is. Where a build has it, the archive lies beside the
// program's.
const editedPath, lessonArchive = "lesson", "lesson.a"

// language is the version of Go that lessons are written in.
const language = "1.26"

// CompileArgs returns the compiler's arguments for a package, whose files are in its
// working directory dir.
func CompileArgs(dir, importcfg string, u Unit) []string {
	args := []string{
		"-p", u.Path, "-lang", "go" + language, "-complete", "-pack", "-dwarf=false", "-o", u.Archive,
		"-importcfg", importcfg,
		// Files are recorded without the directory of the build.
		"-trimpath", fmt.Sprintf("%[1]s/%[2]s=>%[2]s;%[1]s/%[3]s=>%[3]s;%[1]s=>program", dir, yours, lessonDir),
	}
	return append(args, slices.Sorted(maps.Keys(u.Files))...)
}

// LinkArgs returns the linker's arguments. It makes program.wasm of main.a.
func LinkArgs(importcfg string) []string {
	return []string{"-s", "-w", "-buildmode=exe", "-importcfg", importcfg, "-o", "program.wasm", mainArchive}
}

// Mistakes returns the mistakes in the edits after the compiler failed and printed
// output. The list is never empty; known is false when the compiler itself
// crashed.
func (d *Draft) Mistakes(output string) (wrong []Diagnostic, known bool) {
	wrong = diagnose(output)
	d.intoText(wrong)
	d.advise(wrong)
	if len(d.broken) > 0 {
		wrong = slices.DeleteFunc(wrong, func(w Diagnostic) bool { return w.Line == 0 && len(wrong) > 1 })
	}
	if len(wrong) == 0 {
		return d.General(TooComplex), false
	}
	return wrong, true
}

// Again returns a package to compile instead of one for which the compiler printed
// output, if only the showing of a value that is none was wrong.
func (d *Draft) Again(output string) (u Unit, ok bool) {
	if !d.again(diagnose(output)) {
		return u, false
	}
	return d.cellsUnit(), true
}

// Compiled returns the mistakes after the compiler succeeded. There is one only if
// the compiler accepts what our parser does not.
func (d *Draft) Compiled() []Diagnostic {
	if len(d.broken) == 0 {
		return nil
	}
	return at(d.broken[0].edit, 0, notGo)
}

// General returns a diagnostic without a position. If there is only one edit, it is
// attributed to that.
func (d *Draft) General(message string) []Diagnostic {
	w := Diagnostic{Message: message}
	if len(d.Edits) == 1 {
		w.Declaration, w.Yours = d.Edits[0].Declaration, true
	}
	return []Diagnostic{w}
}

var declarationNames = regexp.MustCompile(
	`^[\pL_][\pL_\d]*(\.[\pL_][\pL_\d]*)?(,[\pL_][\pL_\d]*(\.[\pL_][\pL_\d]*)?)*$`,
)

// validate checks that the request fits the lesson, and returns its cells.
func (l *lesson) validate(req Request) (cells []string, err error) {
	seen := names{}
	ofReaders := slices.ContainsFunc(req.Edits, func(e Edit) bool { return e.Cell })
	for _, e := range req.Edits {
		if e.Cell && (!token.IsExported(e.Declaration) || !token.IsIdentifier(e.Declaration)) {
			return nil, ErrBadEdit
		}
		if len(e.Declaration) > 200 || !declarationNames.MatchString(e.Declaration) {
			return nil, ErrBadEdit
		}
		for name := range strings.SplitSeq(e.Declaration, ",") {
			if seen[name] {
				return nil, fmt.Errorf("%w: two edits of %s", ErrBadEdit, name)
			}
			if seen[name] = true; l.sub(name) {
				return nil, fmt.Errorf("%s belongs to another package: %w", name, l.describe(name))
			}
		}
	}
	if ofReaders {
		return l.validateCells(req)
	}
	cells = l.cells()
	if len(req.Cells) == 0 || l.own && len(req.Edits) == 0 {
		return cells, nil // an own lesson without edits is one program
	}
	for _, name := range req.Cells {
		if !slices.Contains(cells, name) && !addsFunc(req.Edits, name) {
			return nil, l.describe(name)
		}
	}
	return slices.Compact(slices.Sorted(slices.Values(req.Cells))), nil
}

// validateCells returns the cells of a program with cells of readers: those that are
// asked for, or all. It has none of the lesson's.
func (l *lesson) validateCells(req Request) (cells []string, err error) {
	for _, e := range req.Edits {
		if e.Cell {
			cells = append(cells, e.Declaration)
		}
	}
	slices.Sort(cells)
	if len(req.Cells) == 0 {
		return cells, nil
	}
	for _, name := range req.Cells {
		if !slices.Contains(cells, name) {
			return nil, l.describe(name)
		}
	}
	return slices.Compact(slices.Sorted(slices.Values(req.Cells))), nil
}
