package source

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Where declarations appear to be, for the compiler and in stack traces: the
// learner's under yours/, the lesson's own under lesson/. Every declaration
// starts at line 1, as the page shows it. In downloads the names of files with the
// learner's declarations start with yours.
const (
	yours     = "yours"
	lessonDir = "lesson"
)

// Generated files. The compiler reads files in the order of their names: if something
// is declared twice, it then blames the learner's declaration.
const (
	mainFile   = "0-main.go"
	changeFile = "z-change%d.go"
	cellFile   = "z-cell%03d.go"
)

const packageMain = "package main\n"

// notebookName is how generated files call package notebook: nobody else does.
const notebookName = "abacus_notebook"

// assemble returns the files of a program that runs the given cells of a
// lesson with its changes applied, by name.
//
// The lesson's package is compiled as the program's main package, which saves
// compiling one more. Only what the cells and the changes refer to is kept:
// an unused figure would drag gonum/plot into the program, whose package
// variables the linker cannot drop.
func (l *lesson) assemble(changes []*change, cells []string) map[string]string {
	files := l.render(packageMain, changes, cells)
	files[mainFile] = renderMain(cells)
	return files
}

// render returns the files of a package with the changes and what else the named
// declarations need.
func (l *lesson) render(clause string, changes []*change, wanted []string) map[string]string {
	keep := l.reach(changes, wanted)
	files := renderChanges(clause, changes)
	for _, f := range l.files {
		if text := f.render(clause, keep); text != "" {
			files[f.name] = text
		}
	}
	return files
}

// reach returns the units of the lesson that the cells and changes need.
func (l *lesson) reach(changes []*change, cells []string) map[*unit]bool {
	keep, replaced := map[*unit]bool{}, map[*unit]bool{}
	for _, ch := range changes {
		for name := range strings.SplitSeq(ch.edit.Declaration, ",") {
			replaced[l.named[name]] = true
		}
	}
	var visit func(u *unit)
	follow := func(uses names) {
		for name := range uses {
			visit(l.named[name])
			for _, m := range l.methods[name] { // any of them may be called
				visit(m)
			}
		}
	}
	visit = func(u *unit) {
		if u == nil || keep[u] || replaced[u] {
			return
		}
		keep[u] = true
		follow(u.uses)
	}
	for _, u := range l.always {
		visit(u)
	}
	if l.own && len(changes) == 0 { // whole, so that its mistakes show
		for _, u := range l.named {
			visit(u)
		}
	}
	for _, c := range changes {
		follow(c.uses)
		follow(c.declares) // methods of a replaced type
	}
	follow(setOf(cells))
	return keep
}

// render writes what is kept of a file, or "" for nothing.
func (f *file) render(clause string, keep map[*unit]bool) string {
	uses := names{}
	var body strings.Builder
	for _, u := range f.units {
		if keep[u] {
			fmt.Fprintf(&body, "//line %s/%s:1:1\n%s\n", lessonDir, u.Names[0], u.Text)
			maps.Copy(uses, u.uses)
		}
	}
	if body.Len() == 0 {
		return ""
	}
	used := slices.DeleteFunc(slices.Clone(f.imports), func(imp importSpec) bool { return !imp.needed(uses) })
	return clause + importDecl(used) + body.String()
}

// renderChanges writes a file for each change of a package.
func renderChanges(clause string, changes []*change) map[string]string {
	files := map[string]string{}
	draws := slices.ContainsFunc(changes, func(ch *change) bool {
		return slices.ContainsFunc(ch.imports, importSpec.draws)
	})
	for i, ch := range changes {
		if ch.edit.Cell {
			files[fmt.Sprintf(cellFile, i)] = ch.renderCell(draws)
			continue
		}
		files[fmt.Sprintf(changeFile, i)] = clause + importDecl(ch.imports) + ch.lines(ch.text)
	}
	return files
}

// lines returns a part of a change, each line of which stands where the learner typed
// it.
func (ch *change) lines(text string) string {
	return fmt.Sprintf("//line %s/%s:1:1\n%s\n", yours, ch.edit.Declaration, text)
}

// renderCell writes a cell: a function with its statements, beside its declarations.
// If some cell of the program draws, the value of this one may be what it draws.
func (ch *change) renderCell(draws bool) string {
	imports := append(slices.Clone(ch.imports), importSpec{path: NotebookPath, name: notebookName, explicit: true})
	body := ch.statements
	if v := ch.value; v != nil {
		imports = append(imports, importSpec{path: showPath, name: showName, explicit: true})
		if draws {
			imports = append(imports, importSpec{path: plotsPath, name: "_", explicit: true})
		}
		before := body[:v.From]
		column := v.From - strings.LastIndexByte(before, '\n')
		place := fmt.Sprintf("%s/%s:%d:%d", yours, ch.edit.Declaration, ch.lineOfValue(), column)
		body = fmt.Sprintf("%s%s(/*line %s*/%s)%s", before, showCall, place, body[v.From:v.To], body[v.To:])
	}
	return packageMain + importDecl(imports) + ch.lines(ch.text) +
		fmt.Sprintf("func %s(nb *%s.Cell) {\n", ch.edit.Declaration, notebookName) + ch.lines(body) + "}\n"
}

// renderMain writes the main function. If an edit makes a cell something else, the
// mistake is reported in its first line.
func renderMain(cells []string) string {
	table := ""
	for _, cell := range cells {
		table += fmt.Sprintf("//line %s/%[2]s:1:1\n%[2]q: %[2]s,\n", yours, cell)
	}
	return packageMain + fmt.Sprintf(`import (%s %q; abacus_program %q)
func main() {
	abacus_program.Serve(map[string]func(*%[1]s.Cell){
%[4]s	})
}
`, notebookName, NotebookPath, ProgramPath, table)
}
