package source

import (
	"go/scanner"
	"go/token"
)

// foreignWords are words with which statements start in other languages, and what Go
// has instead.
var foreignWords = map[string]string{
	"while": aLoop, "until": aLoop,
	"loop":    "Go's only loop is for: for { … } runs without end, until break.",
	"do":      "Go's only loop is for: for { … } runs without end, until break.",
	"foreach": "Go's only loop is for. One over values is for _, x := range xs { … }.",
	"elif":    "Write else if, on the line of the brace before it: } else if x < 0 {",
	"elseif":  "Write else if, on the line of the brace before it: } else if x < 0 {",
	"elsif":   "Write else if, on the line of the brace before it: } else if x < 0 {",
	"unless":  "Write if with the opposite condition: if !ok { … }.",
	"def":     aFunction, "function": aFunction, "fn": aFunction, "fun": aFunction, "void": aFunction,
	"try":   noTry,
	"catch": noTry, "except": noTry, "finally": noTry,
	"throw": "Go has no exceptions. A function returns an error; panic(…) ends the program.",
	"raise": "Go has no exceptions. A function returns an error; panic(…) ends the program.",
	"let":   aVariable, "int": aVariable, "float64": aVariable, "string": aVariable, "bool": aVariable,
	"double": aVariable, "float": aVariable, "auto": aVariable, "final": aVariable, "char": aVariable,
	"class":  "A type is declared with type T struct { … }, and its methods outside of it with func (t T) M() { … }.",
	"enum":   "Go has constants instead: const ( A = iota; B; C ).",
	"from":   "Packages are imported with import \"math\". You may leave that out.",
	"using":  "Packages are imported with import \"math\". You may leave that out.",
	"public": noAccess, "private": noAccess, "static": noAccess,
	"del": "A key of a map is removed with delete(m, key).",
}

const (
	aLoop = "Go's only loop is for. One that runs as long as something holds is for n < 3 { … }, " +
		"one without end for { … }."
	aFunction = "A function starts with func in Go: func f(n int) int { … }."
	aVariable = "A variable is made with x := 1 in Go, or with var x int = 1."
	noTry     = "A function that may fail returns an error as well. Look at it with if err != nil { … }."
	noAccess  = "Leave it out. What starts with a capital letter can be used in other packages."
)

// foreignWord finds the first statement of a text that starts with a word of another
// language. What the compiler says of that is often about a line further below.
func foreignWord(e Edit) (found []Diagnostic) {
	fset := token.NewFileSet()
	f := fset.AddFile("", -1, len(e.Text))
	var s scanner.Scanner
	s.Init(f, []byte(e.Text), nil, 0)
	starts, word, offset := true, "", 0
	for {
		pos, tok, lit := s.Scan()
		if word != "" && continues(word, tok) {
			found = at(e, offset, "Go does not know the statement "+word)
			found[0].Hint = foreignWords[word]
			return found
		}
		word = ""
		if tok == token.EOF {
			return nil
		}
		if starts && tok == token.IDENT && foreignWords[lit] != "" {
			word, offset = lit, f.Offset(pos)
		}
		starts = tok == token.SEMICOLON || tok == token.LBRACE || tok == token.RBRACE
	}
}

// continues reports whether what follows a word shows that it is no name: after a name,
// no statement goes on in this way.
func continues(word string, next token.Token) bool {
	switch next {
	case token.IDENT, token.INT, token.STRUCT, token.MAP, token.FUNC, token.FOR:
		return true
	case token.LBRACE:
		return word == "try" || word == "do" || word == "loop" || word == "finally"
	case token.NOT:
		return word == "while" || word == "unless" || word == "until"
	case token.LPAREN: // a loop or a branch, since no line with a call ends in {
		return word == "while" || word == "until" || word == "unless" || word == "foreach" || word == "catch"
	}
	return false
}
