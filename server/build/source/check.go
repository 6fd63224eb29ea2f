package source

import (
	"fmt"
	"go/scanner"
	"go/token"
	"regexp"
	"slices"
	"strings"
)

// Limits on learners' text, checked before it is parsed.
const (
	maxSource    = 64 << 10 // bytes of all edits together
	maxEdits     = 200
	maxDepth     = 200  // brackets within brackets
	maxOperators = 1000 // in one expression: gofmt takes quadratic time
)

// check scans a text token by token and reports what must not reach the compiler,
// whether or not the text is otherwise correct Go.
func check(edit Edit) []Diagnostic {
	text := edit.Text
	if i := strings.IndexAny(strings.ToValidUTF8(text, "\x00"), "\x00\uFEFF"); i >= 0 {
		return at(edit, i, "this character is not text (it may have come along when you pasted)")
	}
	fset := token.NewFileSet()
	f := fset.AddFile("", -1, len(text))
	var s scanner.Scanner
	s.Init(f, []byte(text), nil, scanner.ScanComments)
	depth, operators := 0, 0 // operators of the current expression
	for {
		pos, tok, lit := s.Scan()
		offset := f.Offset(pos)
		switch tok {
		case token.EOF:
			return nil
		case token.ILLEGAL:
			if wrong := foreignSign(edit, offset); wrong != nil {
				return wrong
			}
		case token.COMMENT:
			if d := strings.TrimSpace(directive.FindString(lit)); d != "" {
				return at(edit, offset, fmt.Sprintf("%s comments are compiler directives, which are not allowed here", d))
			}
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth--
		}
		switch {
		case tok == token.COMMA, tok == token.SEMICOLON, tok == token.LBRACE, tok == token.RBRACE:
			operators = 0
		case tok.IsOperator():
			operators++
		}
		if operators > maxOperators || depth > maxDepth {
			return at(edit, offset, TooComplex)
		}
	}
}

// directive matches comments that are compiler directives, with their kind. A forged
// //line would move the mistakes we report.
var directive = regexp.MustCompile(`^(//line |/\*line |//go:|//export |//extern |// ?\+build|//cgo)`)

// notGo is the message for text that neither our parser nor the compiler explains.
const notGo = "this is not Go"

// at places a message at an offset of an edit's text.
func at(edit Edit, offset int, message string) []Diagnostic {
	before := edit.Text[:offset]
	return []Diagnostic{{
		Declaration: edit.Declaration, Yours: true, Message: message,
		Line: strings.Count(before, "\n") + 1, Column: offset - strings.LastIndexByte(before, '\n'),
	}}
}

// tidy returns the edits with Go's line endings.
func tidy(edits []Edit) []Edit {
	edits = slices.Clone(edits)
	for i, e := range edits {
		edits[i].Text = strings.ReplaceAll(e.Text, "\r\n", "\n")
	}
	return edits
}

// tooMuch reports edits that are too many, or too long in total.
func tooMuch(edits []Edit) []Diagnostic {
	total, longest := 0, Edit{}
	for _, e := range edits {
		total += len(e.Text) + len(e.Declaration)
		if len(e.Text) > len(longest.Text) {
			longest = e
		}
	}
	if total <= maxSource && len(edits) <= maxEdits {
		return nil
	}
	return at(Edit{Declaration: shorten(longest.Declaration)}, 0,
		fmt.Sprintf("this is too long: all changes on a page together may have at most %d KiB", maxSource>>10))
}

func shorten(name string) string { return name[:min(len(name), 100)] }
