// Package pycheck finds what a linter finds in a Python script without running
// it: unclosed brackets and texts, blocks that are not indented, and undefined
// names.
//
// It knows no scopes: a name that is defined anywhere counts as defined
// everywhere. So it can miss a mistake, but whatever it reports is one.
package pycheck

import (
	"fmt"
	"maps"
	"slices"
)

// Problem is something wrong with a script. Lines count from 1.
type Problem struct {
	Line int
	Text string
}

func (p Problem) String() string { return fmt.Sprintf("line %d: %s", p.Line, p.Text) }

// Check returns what is wrong with a script, in the order of its lines. If the
// script cannot be read, that is all it returns.
func Check(script string) []Problem {
	lines, problem := read(script)
	if problem == nil {
		problem = layout(lines)
	}
	if problem != nil {
		return []Problem{*problem}
	}
	defined := maps.Clone(builtins)
	for _, l := range lines {
		if l.magic() {
			return nil
		}
		l.define(defined)
	}
	var problems []Problem
	for _, l := range lines {
		problems = append(problems, l.undefined(defined)...)
	}
	return problems
}

// layout checks that blocks are opened by a colon and indented.
func layout(lines []line) *Problem {
	levels := []int{0}
	opened := false // the line before opens a block
	for _, l := range lines {
		top := levels[len(levels)-1]
		switch {
		case opened && l.indent <= top:
			return &Problem{l.number, "IndentationError: expected an indented block"}
		case opened:
			levels = append(levels, l.indent)
		case l.indent > top:
			return &Problem{l.number, "IndentationError: unexpected indent"}
		case !slices.Contains(levels, l.indent):
			return &Problem{l.number, "IndentationError: unindent does not match any outer indentation level"}
		default:
			levels = levels[:slices.Index(levels, l.indent)+1]
		}
		if l.compound() && !slices.ContainsFunc(l.tokens, func(t token) bool { return t.text == ":" && t.depth == 0 }) {
			return &Problem{l.tokens[len(l.tokens)-1].line, "SyntaxError: expected ':'"}
		}
		opened = l.tokens[len(l.tokens)-1].text == ":"
	}
	if opened {
		return &Problem{lines[len(lines)-1].number, "IndentationError: expected an indented block after this line"}
	}
	return nil
}

// compound reports whether the line opens a block.
func (l line) compound() bool {
	first := l.tokens[0].text
	if first == "async" && len(l.tokens) > 1 {
		first = l.tokens[1].text
	}
	return blocks[first]
}

var blocks = set(`class def if elif else for while try except finally with`)

// undefined reports the names that the line uses and nothing defines.
func (l line) undefined(defined map[string]bool) []Problem {
	if l.imports() {
		return nil
	}
	var problems []Problem
	for i, t := range l.tokens {
		argument := t.depth > 0 && l.at(i+1) == "=" // f(name=…)
		if t.name && !keyword(t.text) && !defined[t.text] && l.at(i-1) != "." && !argument {
			problems = append(problems, Problem{t.line, fmt.Sprintf("NameError: name '%s' is not defined", t.text)})
		}
	}
	return problems
}

func (l line) imports() bool { return l.at(0) == "import" || l.at(0) == "from" }

// magic reports whether the line may define any name: it imports everything
// from a module, or accesses the symbol table.
func (l line) magic() bool {
	star := l.imports() && l.at(len(l.tokens)-1) == "*"
	return star || slices.ContainsFunc(l.tokens, func(t token) bool { return t.text == "globals" || t.text == "exec" })
}

// at returns a token's text, or "" outside the line.
func (l line) at(i int) string {
	if i < 0 || i >= len(l.tokens) {
		return ""
	}
	return l.tokens[i].text
}
