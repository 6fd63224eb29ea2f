package download

import (
	"go/scanner"
	"go/token"
	"strconv"
	"strings"
)

// withoutCommands writes a cell's Go such that no line of it but %% is a command: GoNB
// takes every line that starts with % or ! for one, even within a string. Strings with
// such lines become quoted ones of the same value, a ! at the start of a line gets a
// space in front, and so do such lines of a comment. Text that is not Go stays as far as
// nobody knows where its strings end. It takes time linear in the text.
func withoutCommands(text string) string {
	fset := token.NewFileSet()
	file := fset.AddFile("", -1, len(text))
	var s scanner.Scanner
	s.Init(file, []byte(text), nil, scanner.ScanComments)
	var b strings.Builder
	done := 0
	replace := func(from, to int, by string) {
		b.WriteString(text[done:from] + by)
		done = to
	}
	for {
		pos, tok, lit := s.Scan()
		from := file.Offset(pos)
		switch {
		case tok == token.EOF:
			return b.String() + text[done:]
		case tok == token.NOT && (from == 0 || text[from-1] == '\n'):
			replace(from, from, " ")
		case tok == token.COMMENT && commands(lit):
			end := from + strings.Index(text[from:], "*/") + len("*/") // lit is without carriage returns
			replace(from, end, strings.NewReplacer("\n%", "\n %", "\n!", "\n !").Replace(lit))
		case tok == token.STRING && commands(lit) && len(lit) > 1 && strings.HasSuffix(lit, "`"):
			end := from + 1 + strings.IndexByte(text[from+1:], '`') + 1
			replace(from, end, strconv.Quote(lit[1:len(lit)-1]))
		}
	}
}

// commands reports whether a later line of a text is a command for GoNB.
func commands(text string) bool {
	return strings.Contains(text, "\n%") || strings.Contains(text, "\n!")
}
