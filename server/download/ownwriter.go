package download

import (
	"fmt"
	"go/ast"
	"go/format"
	"maps"
	"slices"
	"strings"

	"abacus/lessons/decl"
	"abacus/server/build/source"
	"abacus/server/wire"
)

// own writes a cell of the reader's own.
func (nb *notebookWriter) own(own OwnCell) {
	from := origin{Language: own.Language, Title: own.Title}
	nb.placed[own.Name] = true
	switch own.Language {
	case wire.CellText:
		nb.add(cell{Type: "markdown", Source: lines(own.Text)}, from)
	case wire.CellSQL:
		from.Text = own.Text
		fence := fenceFor(own.Text)
		text := fence + "sql\n" + strings.TrimRight(own.Text, "\n") + "\n" + fence
		nb.add(cell{Type: "markdown", Source: lines(text)}, from)
	default:
		if c, ok := nb.lesson.goOf(own.Name); ok {
			from.Text = own.Text
			nb.codeFrom(nb.goCell(c), from)
		}
	}
}

// changed writes an example that the reader has changed.
func (nb *notebookWriter) changed(c source.Cell) {
	nb.placed[c.Name] = true
	nb.codeFrom(nb.goCell(c), origin{Language: wire.CellGo, Title: c.Name, Text: c.Text})
}

// goCell returns a cell as GoNB has it: declarations in the package that the notebook's
// cells share with the lesson, and statements below %%.
func (nb *notebookWriter) goCell(c source.Cell) string {
	switch {
	case strings.TrimSpace(c.Text) == "":
		return ""
	case c.Declarations == "" && c.Statements == "": // it does not parse, or is a comment
		return "%%\n" + c.Text
	}
	m := nb.mover(c.Imports)
	declarations, uses := m.declarations(c.Declarations)
	statements, more := m.body(c.Statements)
	maps.Copy(uses, more)
	imports := nb.lesson.outside(c.Imports)
	text := declarations
	if statements != "" {
		if c.UsesCell || c.Shows {
			imports = append(imports, fmt.Sprintf("%q", source.NotebookPath))
			statements = inCell(statements)
		}
		text += "\n\n%%\n" + statements + "\n"
	}
	return importBlock(imports) + nb.declareUses(uses) + text
}

// fenceFor returns what marks the start and the end of a text as code in Markdown: more
// backquotes than stand side by side in the text. It takes time linear in the text.
func fenceFor(text string) string {
	longest, run := 2, 0
	for i := range len(text) {
		if run++; text[i] != '`' {
			run = 0
		}
		longest = max(longest, run)
	}
	return strings.Repeat("`", longest+1)
}

// mover returns what moves Go with these imports into the package of the notebook's
// cells.
func (nb *notebookWriter) mover(imports []string) *mover {
	m := nb.shared
	m.lesson, m.imported = map[string]bool{}, map[string]bool{}
	for _, spec := range imports {
		name, _ := importOf(spec)
		m.imported[name] = true
		m.lesson[name] = nb.lesson.itself(spec)
	}
	return &m
}

// sharedMover returns the part of a mover that is the same for all of a page: new names
// for what the reader's cells declare by names of the lesson's or of packages. In the
// notebook all share a package.
func (l Lesson) sharedMover() mover {
	m := mover{renamed: map[string]string{}, taken: map[string]bool{}, types: map[string]ast.Expr{}}
	others := l.names()
	maps.Copy(m.taken, others)
	for _, c := range l.Package.Cells {
		maps.Copy(m.taken, decl.Identifiers(c.Text))
	}
	for _, c := range l.Package.Cells {
		for _, name := range c.Declares {
			if others[name] && m.renamed[name] == "" {
				m.renamed[name] = free(m.taken, "own_"+name, "own_", "")
				m.taken[m.renamed[name]] = true
			}
		}
		m.addTypes(c.Declarations)
	}
	return m
}

// names returns all names at the top of the notebook that are not of the reader's cells.
func (l Lesson) names() map[string]bool {
	set := map[string]bool{"showCell": true}
	for _, text := range []string{setUpCode, showHelper} {
		for _, path := range source.Imports(packageClause + text) {
			set[source.PackageName(path)] = true
		}
	}
	add := func(specs []string) {
		for _, spec := range specs {
			name, _ := importOf(spec)
			set[name] = true
		}
	}
	for _, d := range l.Package.All() {
		for _, name := range d.Names {
			set[name] = true
		}
		add(d.Imports)
	}
	for _, c := range l.Package.Cells {
		add(c.Imports)
	}
	delete(set, "init") // a package may have many
	delete(set, "_")
	return set
}

// inCell returns statements that run statements with nb, the cell of a page, at hand.
func inCell(statements string) string {
	text := "showCell(func(nb *notebook.Cell) {\n" + statements + "\n})"
	if tidy, err := format.Source([]byte(text)); err == nil {
		return string(tidy)
	}
	return text
}

// itself reports whether an import, as it is written, is of the lesson.
func (l Lesson) itself(spec string) bool {
	_, path := importOf(spec)
	return l.Package.Slug != source.Notebook && path == source.LessonsPath+l.Package.Slug
}

// outside returns the imports that are not of the lesson.
func (l Lesson) outside(imports []string) []string {
	return slices.DeleteFunc(slices.Clone(imports), l.itself)
}
