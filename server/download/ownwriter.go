package download

import (
	"fmt"
	"go/format"
	"go/scanner"
	"go/token"
	"regexp"
	"slices"
	"strings"

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
		fence := "```"
		for strings.Contains(own.Text, fence) {
			fence += "`"
		}
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
	inside := func(text string) string { return nb.lesson.inside(rename(text, nb.renamed)) }
	declarations, statements := inside(c.Declarations), inside(c.Statements)
	imports := slices.DeleteFunc(slices.Clone(c.Imports), nb.lesson.itself)
	text := declarations
	if statements != "" {
		if c.UsesCell || c.Shows {
			imports = append(imports, fmt.Sprintf("%q", source.NotebookPath))
			statements = inCell(statements)
		}
		text += "\n\n%%\n" + statements + "\n"
	}
	return importBlock(imports) + nb.declareUses(declarations+"\n"+statements) + text
}

// renamed returns new names for what the reader's cells declare by names of the
// lesson's: in the notebook they share a package.
func (l Lesson) renamed() map[string]string {
	list, taken := map[string]string{}, map[string]bool{}
	for _, d := range l.Package.All() {
		for _, name := range d.Names {
			taken[name] = true
		}
	}
	for _, c := range l.sound() {
		for _, name := range c.Declares {
			if taken[name] {
				list[name] = "own_" + name
			}
		}
	}
	return list
}

// rename gives identifiers in a Go text, which nothing qualifies, other names.
func rename(text string, names map[string]string) string {
	if len(names) == 0 {
		return text
	}
	fset := token.NewFileSet()
	file := fset.AddFile("", -1, len(text))
	var s scanner.Scanner
	s.Init(file, []byte(text), nil, 0)
	var b strings.Builder
	done, before := 0, token.ILLEGAL
	for {
		pos, tok, word := s.Scan()
		if tok == token.EOF {
			return b.String() + text[done:]
		}
		if name := names[word]; tok == token.IDENT && name != "" && before != token.PERIOD {
			b.WriteString(text[done:file.Offset(pos)] + name)
			done = file.Offset(pos) + len(word)
		}
		before = tok
	}
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
	return l.Package.Slug != source.Notebook && spec == fmt.Sprintf("%q", source.LessonsPath+l.Package.Slug)
}

// inside returns Go that uses the lesson's package as it reads within that package.
func (l Lesson) inside(text string) string {
	if l.Package.Slug == source.Notebook {
		return text
	}
	return regexp.MustCompile(`\b`+regexp.QuoteMeta(l.Package.Slug)+`\.(\p{Lu})`).ReplaceAllString(text, "$1")
}
