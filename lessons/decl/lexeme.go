package decl

import (
	"go/scanner"
	"go/token"
	"strings"
	"unicode/utf8"
)

// lexeme is a token with its place.
type lexeme struct {
	Span
	token.Token
	text           string
	line, lastLine int // on which it starts and ends, from 0
}

// lexemes returns the tokens of a text, comments and automatic semicolons included.
func lexemes(text string) (list []lexeme) {
	fset := token.NewFileSet()
	file := fset.AddFile("", -1, len(text))
	var s scanner.Scanner
	s.Init(file, []byte(text), nil, scanner.ScanComments)
	line, counted := 0, 0
	for {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			return list
		}
		l := lexeme{Token: tok, text: lit}
		l.From = file.Offset(pos)
		l.To = min(l.From+length(text[l.From:], tok, lit), len(text))
		// An automatic semicolon may stand within a comment, which comes before it.
		line += strings.Count(text[min(counted, l.From):l.From], "\n")
		l.line = line
		line += strings.Count(text[l.From:l.To], "\n")
		l.lastLine, counted = line, max(counted, l.To)
		list = append(list, l)
	}
}

// length returns how long a token is that text starts with. The scanner's literal may
// be another one: it has no carriage returns, and a character for bytes that are none.
func length(text string, tok token.Token, literal string) int {
	var closing string
	switch {
	case tok == token.SEMICOLON && literal != ";":
		return 0 // the end of a line
	case tok.IsOperator():
		return len(tok.String())
	case tok == token.ILLEGAL:
		_, size := utf8.DecodeRuneInString(text)
		return size
	case tok == token.STRING && strings.HasPrefix(text, "`"):
		closing = "`"
	case tok == token.COMMENT && strings.HasPrefix(text, "/*"):
		closing = "*/"
	case tok == token.COMMENT:
		if i := strings.IndexByte(text, '\n'); i >= 0 {
			return i
		}
		return len(text)
	default:
		return len(literal)
	}
	i := strings.Index(text[len(closing):], closing)
	if i < 0 {
		return len(text)
	}
	return len(closing) + i + len(closing)
}

// Identifiers returns the identifiers in a text, but for those that something selects,
// as in x.name. It takes time linear in the text.
func Identifiers(text string) map[string]bool {
	set := map[string]bool{}
	before := token.ILLEGAL
	for _, l := range lexemes(text) {
		if l.Token == token.IDENT && before != token.PERIOD {
			set[l.text] = true
		}
		if l.Token != token.COMMENT {
			before = l.Token
		}
	}
	return set
}
