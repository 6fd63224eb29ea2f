package source

import (
	"cmp"
	"go/scanner"
	"go/token"
	"regexp"
	"slices"
	"strings"
)

// ofSyntax matches what the compiler says of a text that is not Go. After some of these
// it goes on and says what follows from not having read the text.
var ofSyntax = regexp.MustCompile(`^(syntax error: |invalid character |identifier cannot |newline in |` +
	`(string|comment|rune literal) not terminated|more than one character|empty rune|unknown escape|escape is|` +
	`invalid digit|.* has no digits|'_' must|invalid BOM|.*missing init expr)`)

// firsts returns the first mistake of each text that is not Go: what the compiler says
// of the rest of it depends on how it has read that one.
func (d *Draft) firsts(wrong []Diagnostic) (first []Diagnostic) {
	syntax := slices.DeleteFunc(slices.Clone(wrong), func(w Diagnostic) bool { return !ofSyntax.MatchString(w.Message) })
	if len(syntax) == 0 {
		syntax = slices.DeleteFunc(wrong, func(w Diagnostic) bool { return w.Line == 0 && len(wrong) > 1 })
	}
	slices.SortStableFunc(syntax, func(a, b Diagnostic) int {
		return cmp.Or(strings.Compare(a.Declaration, b.Declaration), a.Line-b.Line, a.Column-b.Column)
	})
	for _, w := range syntax {
		if len(first) > 0 && first[len(first)-1].Declaration == w.Declaration {
			continue
		}
		if e, ok := d.editOf(w); ok {
			for _, found := range slices.Concat(foreignWord(e), stray(e, w)) {
				if found.Line <= w.Line {
					w = found
				}
			}
		}
		first = append(first, w)
	}
	return first
}

// stray finds the brace that closes nothing, of which the compiler has said that what
// follows is outside of all functions.
func stray(e Edit, w Diagnostic) []Diagnostic {
	if !strings.Contains(w.Message, "non-declaration statement outside function body") {
		return nil
	}
	fset := token.NewFileSet()
	f := fset.AddFile("", -1, len(e.Text))
	var s scanner.Scanner
	s.Init(f, []byte(e.Text), nil, 0)
	for depth := 0; ; {
		pos, tok, _ := s.Scan()
		switch tok {
		case token.EOF:
			return nil
		case token.LBRACE:
			depth++
		case token.RBRACE:
			if depth--; depth < 0 {
				found := at(e, f.Offset(pos), "this brace has no partner")
				found[0].Hint = strayBrace
				return found
			}
		}
	}
}

// withoutConsequences drops what the compiler says only because of another mistake: that
// a variable is not used, although it is mentioned again, and what the parts of
// something are that is no name.
func (d *Draft) withoutConsequences(wrong []Diagnostic) []Diagnostic {
	others, noName := map[string]bool{}, map[Diagnostic]bool{}
	place := func(w Diagnostic) Diagnostic { return Diagnostic{Declaration: w.Declaration, Line: w.Line} }
	for _, w := range wrong {
		if !notUsed.MatchString(w.Message) {
			others[w.Declaration] = true
		}
		if strings.HasPrefix(w.Message, "non-name ") {
			noName[place(w)] = true
		}
	}
	return slices.DeleteFunc(wrong, func(w Diagnostic) bool {
		if noName[place(w)] && undefined.MatchString(w.Message) {
			return true
		}
		m := notUsed.FindStringSubmatch(w.Message)
		e, ok := d.editOf(w)
		return m != nil && ok && others[w.Declaration] && (occurrences(e.Text, m[1]) > 1 || misspelt(m[1], wrong))
	})
}

// misspelt reports whether a mistake is about a name that is almost the given one.
func misspelt(name string, wrong []Diagnostic) bool {
	return slices.ContainsFunc(wrong, func(w Diagnostic) bool {
		m := undefined.FindStringSubmatch(w.Message)
		return m != nil && closest(m[1], []string{name}) != ""
	})
}

// occurrences counts how often a text has a name.
func occurrences(text, name string) (n int) {
	var s scanner.Scanner
	s.Init(token.NewFileSet().AddFile("", -1, len(text)), []byte(text), nil, 0)
	for {
		_, tok, lit := s.Scan()
		if tok == token.EOF {
			return n
		}
		if tok == token.IDENT && lit == name {
			n++
		}
	}
}
