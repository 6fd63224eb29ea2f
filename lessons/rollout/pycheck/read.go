package pycheck

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a name, a number, a text or a symbol.
type token struct {
	text  string // for a text only its quote
	line  int
	depth int // how many brackets surround it
	name  bool
}

// line is a logical line of Python: brackets may spread it over several lines.
type line struct {
	number int
	indent int
	tokens []token
}

// reader takes a script apart.
type reader struct {
	rest    string
	line    int
	pending line
	lines   []line
	open    []token // brackets
}

func read(script string) ([]line, *Problem) {
	r := &reader{rest: strings.ReplaceAll(script, "\r\n", "\n"), line: 1}
	r.pending.indent = r.indent()
	for r.rest != "" {
		if p := r.next(); p != nil {
			return nil, p
		}
	}
	if n := len(r.open); n > 0 {
		return nil, &Problem{r.open[n-1].line, fmt.Sprintf("SyntaxError: '%s' was never closed", r.open[n-1].text)}
	}
	r.endLine()
	return r.lines, nil
}

// next reads one token, or what is between tokens.
func (r *reader) next() *Problem {
	c, size := utf8.DecodeRuneInString(r.rest)
	switch {
	case c == '\n':
		r.rest = r.rest[1:]
		r.line++
		if len(r.open) == 0 {
			r.endLine()
		}
	case c == '#':
		r.rest = r.rest[len(r.until(func(c rune) bool { return c == '\n' })):]
	case strings.HasPrefix(r.rest, "\\\n"):
		r.rest = r.rest[2:]
		r.line++
	case unicode.IsSpace(c):
		r.rest = r.rest[size:]
	case c == '"' || c == '\'':
		return r.quoted(false)
	case unicode.IsLetter(c) || c == '_':
		word := r.until(func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '_' })
		if after := r.rest[len(word):]; isPrefix(word) && (strings.HasPrefix(after, `"`) || strings.HasPrefix(after, "'")) {
			r.rest = after
			return r.quoted(strings.ContainsAny(word, "fF"))
		}
		r.take(word, true)
	case unicode.IsDigit(c):
		ends := func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '.' && c != '_' }
		r.take(r.until(ends), false)
	default:
		return r.symbol()
	}
	return nil
}

// isPrefix reports whether a word before a quote is part of the text.
func isPrefix(word string) bool {
	return len(word) <= 2 && strings.Trim(strings.ToLower(word), "rbfu") == ""
}

// until returns everything before the first character that stop accepts.
func (r *reader) until(stop func(rune) bool) string {
	if i := strings.IndexFunc(r.rest, stop); i >= 0 {
		return r.rest[:i]
	}
	return r.rest
}

func (r *reader) take(text string, name bool) {
	if len(r.pending.tokens) == 0 {
		r.pending.number = r.line
	}
	r.pending.tokens = append(r.pending.tokens, token{text, r.line, len(r.open), name})
	r.rest = r.rest[len(text):]
}

// endLine closes the present line, unless it is empty, and looks at how far
// the next one is indented.
func (r *reader) endLine() {
	if len(r.pending.tokens) > 0 {
		r.lines = append(r.lines, r.pending)
	}
	r.pending = line{indent: r.indent()}
}

// indent returns the width of the space at the start of the rest. A tab leads
// to the next multiple of eight, as in Python.
func (r *reader) indent() int {
	width := 0
	for _, c := range r.rest {
		switch c {
		case ' ':
			width++
		case '\t':
			width = width/8*8 + 8
		default:
			return width
		}
	}
	return width
}

// quoted reads a text. Its content does not matter, but a value in the braces
// of an f-string may contain texts of its own.
func (r *reader) quoted(values bool) *Problem {
	quote := r.rest[:1]
	if triple := strings.Repeat(quote, 3); strings.HasPrefix(r.rest, triple) {
		quote = triple
	}
	start, text, braces := r.line, r.rest, 0
	r.take(quote, false)
	for r.rest != "" {
		c := r.rest[0]
		switch {
		case braces > 0 && (c == '"' || c == '\''):
			if p := r.quoted(false); p != nil {
				return p
			}
			continue
		case strings.HasPrefix(r.rest, quote):
			r.rest = r.rest[len(quote):]
			return nil
		case values && braces == 0 && (strings.HasPrefix(r.rest, "{{") || strings.HasPrefix(r.rest, "}}")):
			r.rest = r.rest[1:]
		case values && c == '{':
			braces++
		case values && c == '}':
			braces = max(0, braces-1)
		case c == '\\' && len(r.rest) > 1:
			r.rest = r.rest[1:]
		case c == '\n' && len(quote) == 1:
			return &Problem{start, "SyntaxError: unterminated string literal: " + firstLine(text)}
		}
		if r.rest[0] == '\n' {
			r.line++
		}
		r.rest = r.rest[1:]
	}
	return &Problem{start, "SyntaxError: unterminated string literal: " + firstLine(text)}
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return s
}

// symbol reads an operator or a bracket.
func (r *reader) symbol() *Problem {
	for _, op := range []string{
		"**=", "//=", "<<=", ">>=", "...", ":=", "==", "!=", "<=", ">=", "+=", "-=", "*=", "/=", "%=", "&=", "|=",
		"^=", "@=", "->", "**", "//",
	} {
		if strings.HasPrefix(r.rest, op) {
			r.take(op, false)
			return nil
		}
	}
	_, size := utf8.DecodeRuneInString(r.rest)
	text := r.rest[:size]
	switch text {
	case "(", "[", "{":
		r.take(text, false)
		r.open = append(r.open, r.pending.tokens[len(r.pending.tokens)-1])
		return nil
	case ")", "]", "}":
		n := len(r.open)
		if n == 0 {
			return &Problem{r.line, fmt.Sprintf("SyntaxError: unmatched '%s'", text)}
		}
		if opening := r.open[n-1]; !strings.Contains("() [] {}", opening.text+text) {
			return &Problem{r.line, fmt.Sprintf("SyntaxError: closing '%s' does not match opening '%s' in line %d",
				text, opening.text, opening.line)}
		}
		r.open = r.open[:n-1]
	}
	r.take(text, false)
	return nil
}
