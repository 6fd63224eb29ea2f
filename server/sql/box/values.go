package box

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/ncruces/go-sqlite3"
)

// readValue reads one field of the current row, ready to show and at most maxValue bytes long; cut
// reports that something was left out. NULL is "".
func readValue(stmt *sqlite3.Stmt, column int, kind sqlite3.Datatype) (text string, cut bool) {
	if kind != sqlite3.BLOB {
		// SQLite's own text of a number: 2.0 stays 2.0, and shows that it is REAL.
		return shorten(printable(stmt.ColumnText(column)), maxValue)
	}
	blob := stmt.ColumnRawBlob(column)
	if shown := blob[:min(len(blob), 32)]; len(shown) < len(blob) {
		return fmt.Sprintf("X'%X…' (%d bytes)", shown, len(blob)), true
	}
	return fmt.Sprintf("X'%X'", blob), false
}

// printable replaces what a page cannot show (control characters, invalid UTF-8) with U+FFFD.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' && r != '\r' || r == 0x7F {
			return utf8.RuneError
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}

// shorten cuts text to at most limit bytes, between two characters.
func shorten(text string, limit int) (string, bool) {
	if len(text) <= limit {
		return text, false
	}
	for limit > 0 && !utf8.RuneStart(text[limit]) {
		limit--
	}
	return text[:limit] + "…", true
}

// storageClass returns SQLite's name for the type of a value.
func storageClass(t sqlite3.Datatype) string {
	if t == sqlite3.FLOAT {
		return "REAL" // typeof() and CREATE TABLE say REAL; only the C interface says FLOAT
	}
	return t.String()
}
