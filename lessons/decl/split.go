package decl

import (
	"go/token"
	"slices"
)

// Split cuts the text of a cell, in which statements and declarations stand in any
// order, into the two. Both parts are as long as the text, with spaces in place of
// the other part, so that everything stays on its line and in its column.
//
// The rules:
//
//  1. Imports, functions and methods are declarations: Go has them only outside of
//     functions. A function literal is not one.
//  2. Types, constants and variables are statements unless a declaration uses them,
//     which is more than to have a parameter or a field of that name. Types and
//     constants are declarations also if shared says that something else uses them:
//     other cells see no variables.
//  3. The body of func main() is statements, and a package clause is nothing, so
//     that a whole program runs as it is.
//  4. A comment stays with what it is in, with what ends on its line, or else with what
//     follows; at the end of the text, with what is before it.
//
// Text that is not Go is cut as far as its brackets allow: the compiler will say
// what is wrong with it. There are no errors.
//
// It takes time linear in the text.
func Split(text string, shared func(name string) bool) (declarations, statements string) {
	list := topLevel(text)
	findDeclarations(text, list, shared)
	var gone, outside []Span
	for _, c := range list {
		switch {
		case c.kind == token.PACKAGE:
			gone = append(gone, c.Span)
		case c.main:
			gone = append(gone, Span{c.From, c.body.From}, Span{c.body.To, c.To})
		case c.outside:
			outside = append(append(outside, c.Span), c.comments...)
		}
	}
	part := []byte(Blank(text, Span{0, len(text)}))
	for _, s := range outside {
		copy(part[s.From:s.To], text[s.From:])
	}
	return string(part), Blank(text, append(gone, outside...)...)
}

// Blank returns a text with spaces in place of some of its parts, byte for byte: the
// rest stays on its line and in its column.
func Blank(text string, parts ...Span) string {
	blank := []byte(text)
	for _, s := range parts {
		for i := s.From; i < s.To; i++ {
			if blank[i] != '\n' {
				blank[i] = ' '
			}
		}
	}
	return string(blank)
}

// findDeclarations decides which types, constants and variables stand outside.
func findDeclarations(text string, list []chunk, shared func(name string) bool) {
	declaring, constants := map[string][]int{}, map[string][]int{}
	var todo []int // outside, but what they use has not been looked for
	for i, c := range list {
		for _, name := range c.names {
			declaring[name] = append(declaring[name], i)
			if c.kind == token.CONST {
				constants[name] = append(constants[name], i)
			}
		}
		if c.outside || c.kind != token.VAR && slices.ContainsFunc(c.names, shared) {
			list[i].outside = true
			todo = append(todo, i)
		}
	}
	take := func(used map[string]bool, from map[string][]int) {
		for name := range used {
			for _, i := range from[name] {
				if !list[i].outside {
					list[i].outside = true
					todo = append(todo, i)
				}
			}
			delete(from, name)
		}
	}
	for len(todo) > 0 {
		c := list[todo[len(todo)-1]]
		todo = todo[:len(todo)-1]
		free := freeInText(text[c.From:c.To])
		take(free.Used, declaring)
		take(free.Qualifiers, declaring)
		take(free.Keys, constants) // a constant outside harms nobody, if these were fields
	}
}

// chunk is a statement or a declaration at the top level of a text.
type chunk struct {
	Span
	kind     token.Token // its first token
	outside  bool        // it stands outside of the function
	main     bool        // func main()
	body     Span        // of func main, between its braces
	names    []string    // of a type, constants or variables
	comments []Span      // that belong to it
	line     int         // on which it ends
}

// topLevel cuts a text where statements end outside of all brackets.
func topLevel(text string) (list []chunk) {
	var part []lexeme
	var comments []Span
	depth := 0
	header := false // of an if, for or switch, whose semicolons end no statement
	flush := func(end lexeme) {
		if len(part) == 0 {
			return
		}
		c := newChunk(part)
		if end.text == ";" {
			c.To = end.To
		}
		if c.kind != token.PACKAGE {
			c.comments, comments = comments, nil
		}
		list, part = append(list, c), nil
	}
	for _, l := range lexemes(text) {
		switch l.Token {
		case token.COMMENT:
			if len(part) == 0 && behind(list, l) {
				last := &list[len(list)-1]
				last.comments = append(last.comments, l.Span)
			} else {
				comments = append(comments, l.Span)
			}
			continue
		case token.IF, token.FOR, token.SWITCH:
			header = header || depth <= 0
		case token.LPAREN, token.LBRACK:
			depth++
		case token.LBRACE:
			header = header && depth > 0
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth--
		case token.SEMICOLON:
			if depth <= 0 && !(header && l.text == ";") {
				flush(l)
				continue
			}
		}
		part = append(part, l)
	}
	flush(lexeme{})
	if n := len(list); n > 0 {
		list[n-1].comments = append(list[n-1].comments, comments...)
	}
	return list
}

// behind reports whether a comment starts where the last chunk ends.
func behind(list []chunk, comment lexeme) bool {
	if len(list) == 0 {
		return false
	}
	last := list[len(list)-1]
	return last.kind != token.PACKAGE && last.line == comment.line
}

func newChunk(part []lexeme) chunk {
	last := part[len(part)-1]
	c := chunk{Span: Span{part[0].From, last.To}, kind: part[0].Token, line: last.lastLine}
	at := func(i int) token.Token {
		if i < len(part) {
			return part[i].Token
		}
		return token.EOF
	}
	switch c.kind {
	case token.IMPORT:
		c.outside = true
	case token.FUNC:
		c.outside = at(1) == token.IDENT || method(part)
		if at(1) == token.IDENT && part[1].text == "main" && at(2) == token.LPAREN && at(3) == token.RPAREN &&
			at(4) == token.LBRACE && at(len(part)-1) == token.RBRACE {
			c.main, c.outside = true, false
			c.body = Span{part[4].To, last.From}
		}
	case token.TYPE, token.CONST, token.VAR:
		c.names = declared(part[1:])
	}
	return c
}

// method reports whether a part that begins with func is a method: after the
// brackets of its receiver come a name and those of its parameters.
func method(part []lexeme) bool {
	depth := 0
	for i, l := range part[1:] {
		switch l.Token {
		case token.LPAREN:
			depth++
		case token.RPAREN:
			depth--
		}
		if depth == 0 {
			rest := part[i+2:]
			return len(rest) > 1 && rest[0].Token == token.IDENT && rest[1].Token == token.LPAREN
		}
	}
	return false
}

// declared returns the names that the specifications after type, const or var
// declare: those that stand first on a line, and after a comma.
func declared(part []lexeme) (names []string) {
	group := len(part) > 0 && part[0].Token == token.LPAREN
	if group {
		part = part[1:]
	}
	depth, first, valued := 0, true, false
	for _, l := range part {
		switch l.Token {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth--
		case token.SEMICOLON:
			first, valued = depth == 0, false
			continue
		case token.IDENT:
			if first && depth == 0 {
				names = append(names, l.text)
			}
			first = false
			continue
		case token.COMMA:
			first = depth == 0 && !valued
			continue
		case token.ASSIGN:
			valued = true
		}
		first = false
	}
	return names
}
