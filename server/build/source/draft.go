package source

import (
	"errors"
	"fmt"
	"maps"
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
	Edits  []Edit   // with Go's line endings
	Wanted []string // the cells that the program runs

	lesson  *lesson
	wrong   []Diagnostic // if not empty, the edits are not even read
	changes []*change    // to the lesson
	cells   []*change    // of readers
	broken  []*change    // the compiler will say why
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
		d.Wanted, err = l.validate(req)
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

// Read checks and parses the edits, in time linear in their text. If it returns
// mistakes, there is nothing to compile.
func (d *Draft) Read() (wrong []Diagnostic) {
	if len(d.wrong) > 0 {
		return d.wrong
	}
	m := mentionedIn(d.Edits)
	for _, e := range d.needed(m) {
		ch, mistakes := d.lesson.readEdit(withoutProgram(e), m.elsewhere(e))
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
	d.explain(wrong)
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
		return []Unit{{mainPath, d.lesson.assemble(d.changes, d.Wanted), mainArchive}}
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
	files[mainFile] = renderMain(d.Wanted)
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
	if len(d.broken) > 0 {
		wrong = d.firsts(wrong)
	}
	wrong = d.withoutConsequences(wrong)
	d.explain(wrong)
	d.advise(wrong)
	once(wrong)
	if len(wrong) == 0 {
		return d.General(TooComplex), false
	}
	return wrong, true
}

// Retry returns a package to compile instead of one for which the compiler printed
// output, if part of what was wrong is that a value is shown which is none. What else
// was wrong, the compiler will say again.
func (d *Draft) Retry(failed Unit, output string) (u Unit, ok bool) {
	if failed.Path != mainPath || !d.dropNoValues(diagnose(output)) {
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
