package web

import (
	"errors"
	"fmt"
	"go/scanner"
	"strings"

	"abacus/lessons/decl"
	"abacus/server/wire"
	"abacus/web/format"
)

// Package is the Go collected from the Markdown of an own lesson. The course's
// lessons keep theirs in a directory. Browsers' programs are compiled from it;
// the server runs none of it.
type Package struct {
	Slug  string
	Texts []wire.Edit // declarations as readers type them, without a package clause, with or without imports

	places map[string]place
	source *Source    // of the lesson
	last   *decl.File // the most recent of Texts
	report func(line int, format string, args ...any)
}

// place is the position of a piece of the package in the Markdown.
type place struct {
	line  int // of its first line; less for what we put before it
	lines int
}

// Line returns the line of the Markdown for a line of a declaration or a text.
func (p *Package) Line(name string, line int) int {
	at, ok := p.places[name]
	if !ok {
		return 0
	}
	return max(1, at.line+min(max(line, 1), at.lines)-1)
}

// add adds a text that starts on the given line of the Markdown and returns the
// names that it declares, in order. If generated code precedes it, line is that
// of the first generated line.
func (p *Package) add(line int, text string) (names []string) {
	file, ok := p.parse(line, text)
	if !ok {
		return nil
	}
	name := fmt.Sprintf("text-%d", len(p.Texts)+1)
	p.Texts = append(p.Texts, wire.Edit{Declaration: name, Text: text})
	p.last = file
	p.source.add("", file)
	p.places[name] = place{line, strings.Count(text, "\n") + 1}
	for _, d := range file.Declarations {
		at := place{line + d.Line - 1, strings.Count(d.Text, "\n") + 1}
		for _, name := range d.Names {
			if p.declare(name, at) {
				names = append(names, name)
			}
		}
	}
	return names
}

// addFence adds the Go in a block.
func (p *Package) addFence(f *format.Fence) []string { return p.add(f.Line+1, f.Body) }

// declare records the position of a declaration. It rejects duplicates and names
// that readers could not replace.
func (p *Package) declare(name string, at place) bool {
	switch before, twice := p.places[name]; {
	case name == "_" || name == "init" || name == "main":
		p.report(at.line, "a lesson cannot declare %s: choose another name and call it from a cell", name)
	case twice:
		p.report(at.line, "%s is declared twice: the first time on line %d", name, max(before.line, 1))
	default:
		p.places[name] = at
		return true
	}
	return false
}

// parse parses a text as declarations. It reports the first syntax error: the
// others are often consequences.
func (p *Package) parse(line int, text string) (file *decl.File, ok bool) {
	file, err := decl.ParseText(text)
	var list scanner.ErrorList
	if errors.As(err, &list) {
		last := line + strings.Count(strings.TrimRight(text, "\n"), "\n")
		p.report(min(line+list[0].Pos.Line-1, last), "this is not Go: %s", list[0].Msg)
	}
	return file, err == nil
}
