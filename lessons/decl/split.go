package decl

import (
	"go/scanner"
	"go/token"
	"regexp"
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
//  2. Types, constants and variables are statements unless a declaration uses them.
//     Types and constants are declarations also if shared says that something else
//     uses them: other cells see no variables.
//  3. The body of func main() is statements, and a package clause is nothing, so
//     that a whole program runs as it is.
//  4. Comments stand in both parts.
//
// Text that is not Go is cut as far as its brackets allow: the compiler will say
// what is wrong with it. There are no errors.
//
// It takes time linear in the text for each round of rule 2, of which there are at most
// as many as types, constants and variables use one another in a chain.
func Split(text string, shared func(name string) bool) (declarations, statements string) {
	list := topLevel(text)
	wanted := map[string]bool{}
	for again := true; again; {
		again = false
		for i := range list {
			c := &list[i]
			c.outside = c.outside || slices.ContainsFunc(c.names, func(n string) bool {
				return wanted[n] || c.kind != token.VAR && shared(n)
			})
			if c.outside && !c.followed {
				c.followed, again = true, true
				for _, name := range c.uses {
					wanted[name] = true
				}
			}
		}
	}
	declarations, statements = text, text
	for _, c := range list {
		switch {
		case c.kind == token.PACKAGE:
			declarations, statements = blank(declarations, c.span), blank(statements, c.span)
		case c.main:
			declarations = blank(declarations, c.span)
			statements = blank(blank(statements, span{c.from, c.body.from}), span{c.body.to, c.to})
		case c.outside:
			statements = blank(statements, c.span)
		default:
			declarations = blank(declarations, c.span)
		}
	}
	return declarations, statements
}

// notBreak matches all but line ends.
var notBreak = regexp.MustCompile(`[^\n]`)

// blank puts spaces in place of a part of a text.
func blank(text string, s span) string {
	return text[:s.from] + notBreak.ReplaceAllStringFunc(text[s.from:s.to], func(r string) string {
		return "        "[:len(r)] // a rune may have several bytes
	}) + text[s.to:]
}

// Identifiers returns the identifiers in a text.
func Identifiers(text string) map[string]bool {
	set := map[string]bool{}
	for _, l := range lexemes(text) {
		if l.Token == token.IDENT {
			set[l.text] = true
		}
	}
	return set
}

// chunk is a statement or a declaration at the top level of a text.
type chunk struct {
	span
	kind     token.Token // its first token
	outside  bool        // it stands outside of the function
	followed bool        // what it uses is wanted
	main     bool        // func main()
	body     span        // of func main, between its braces
	names    []string    // of a type, constants or variables
	uses     []string    // identifiers in it
}

// lexeme is a token with its place.
type lexeme struct {
	span
	token.Token
	text string
}

// topLevel cuts a text where statements end outside of all brackets.
func topLevel(text string) (list []chunk) {
	var part []lexeme
	depth := 0
	header := false // of an if, for or switch, whose semicolons end no statement
	flush := func() {
		if len(part) > 0 {
			list = append(list, newChunk(part))
		}
		part = nil
	}
	for _, l := range lexemes(text) {
		switch l.Token {
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
				flush()
				continue
			}
		}
		part = append(part, l)
	}
	flush()
	return list
}

func lexemes(text string) (list []lexeme) {
	fset := token.NewFileSet()
	file := fset.AddFile("", -1, len(text))
	var s scanner.Scanner
	s.Init(file, []byte(text), nil, 0)
	for {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			return list
		}
		from, length := file.Offset(pos), len(lit)
		if tok.IsOperator() {
			length = len(tok.String())
		}
		list = append(list, lexeme{span{from, min(from+length, len(text))}, tok, lit})
	}
}

func newChunk(part []lexeme) chunk {
	c := chunk{span: span{part[0].from, part[len(part)-1].to}, kind: part[0].Token}
	at := func(i int) token.Token {
		if i < len(part) {
			return part[i].Token
		}
		return token.EOF
	}
	for _, l := range part {
		if l.Token == token.IDENT {
			c.uses = append(c.uses, l.text)
		}
	}
	switch c.kind {
	case token.IMPORT:
		c.outside = true
	case token.FUNC:
		c.outside = at(1) == token.IDENT || method(part)
		if at(1) == token.IDENT && part[1].text == "main" && at(2) == token.LPAREN && at(3) == token.RPAREN &&
			at(4) == token.LBRACE && at(len(part)-1) == token.RBRACE {
			c.main, c.outside = true, false
			c.body = span{part[4].to, part[len(part)-1].from}
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
