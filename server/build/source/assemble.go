package source

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Where declarations seem to be, for the compiler and in stack traces: the
// learner's under yours/, the lesson's own under lesson/. Every declaration
// starts at line 1, as the page shows it.
const (
	yoursDir  = "yours/"
	lessonDir = "lesson/"
)

// Files that are generated. The compiler reads them in order of their names:
// of two declarations of one thing it then blames the learner's.
const (
	mainFile   = "0-main.go"
	changeFile = "z-change%d.go"
)

const packageMain = "package main\n"

// assemble returns the files of a program that runs the given cells of a
// lesson with its changes applied, by name.
//
// The lesson's package is compiled as the program's main package, which saves
// compiling one more. Only what the cells and the changes refer to is kept:
// an unused figure would drag gonum/plot into the program, whose package
// variables the linker cannot drop.
func (c *Course) assemble(l *lesson, changes []*change, cells []string) map[string]string {
	replaced := map[*unit]bool{}
	known := names{}
	for _, ch := range changes {
		for name := range strings.SplitSeq(ch.edit.Declaration, ",") {
			if u, ok := l.named[name]; ok {
				replaced[u] = true
			}
		}
		for name := range ch.declares {
			known[name] = true
		}
	}
	for name := range l.named {
		known[name] = true
	}
	keep := l.reach(changes, cells, replaced)
	files := map[string]string{}
	for _, f := range l.files {
		if text := f.render(keep); text != "" {
			files[f.name] = text
		}
	}
	for i, ch := range changes {
		files[fmt.Sprintf(changeFile, i)] = renderChange(ch, c.resolve(l, ch, known))
	}
	files[mainFile] = renderMain(cells)
	return files
}

// reach returns the units of the lesson that the cells and changes need.
func (l *lesson) reach(changes []*change, cells []string, replaced map[*unit]bool) map[*unit]bool {
	keep := map[*unit]bool{}
	var visit func(u *unit)
	follow := func(uses names) {
		for name := range uses {
			if u, ok := l.named[name]; ok {
				visit(u)
			}
			for _, m := range l.methods[name] { // which methods are called cannot be told
				visit(m)
			}
		}
	}
	visit = func(u *unit) {
		if keep[u] || replaced[u] {
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
	for _, cell := range cells {
		follow(names{cell: true})
	}
	return keep
}

// render writes what is kept of a file, or "" for nothing.
func (f *file) render(keep map[*unit]bool) string {
	uses := names{}
	var body strings.Builder
	for _, u := range f.units {
		if keep[u] {
			fmt.Fprintf(&body, "//line %s%s:1:1\n%s\n", lessonDir, u.Names[0], u.Text)
			maps.Copy(uses, u.uses)
		}
	}
	if body.Len() == 0 {
		return ""
	}
	used := slices.DeleteFunc(slices.Clone(f.imports), func(imp importSpec) bool {
		return imp.name != "_" && imp.name != "." && !uses[imp.name]
	})
	return packageMain + importDecl(used) + body.String()
}

func renderChange(c *change, imports []importSpec) string {
	return packageMain + importDecl(imports) + fmt.Sprintf("//line %s%s:1:1\n%s\n", yoursDir, c.edit.Declaration, c.text)
}

// renderMain writes the main function. A cell that no longer is one is a
// mistake in its own first line.
func renderMain(cells []string) string {
	var b strings.Builder
	b.WriteString(packageMain + importDecl([]importSpec{
		{path: NotebookPath, name: "abacus_notebook", explicit: true},
		{path: ProgramPath, name: "abacus_program", explicit: true},
	}))
	b.WriteString("func main() {\n\tabacus_program.Serve(map[string]func(*abacus_notebook.Cell){\n")
	for _, cell := range cells {
		fmt.Fprintf(&b, "//line %s%s:1:1\n%q: %s,\n", yoursDir, cell, cell, cell)
	}
	b.WriteString("\t})\n}\n")
	return b.String()
}
