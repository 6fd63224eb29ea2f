package box

import (
	_ "embed" // for hints.txt
	"regexp"
	"strings"
	"sync"
)

// hint explains one kind of message.
type hint struct {
	pattern *regexp.Regexp
	text    string
}

// The hints go by SQLite's messages, because its codes do not distinguish mistakes in a statement;
// a test provokes each of them.
//
//go:embed hints.txt
var hintsText string

// hints returns the hints of hints.txt. The patterns are compiled at the first error.
var hints = sync.OnceValue(func() (hints []hint) {
	for line := range strings.Lines(hintsText) {
		line = strings.TrimSuffix(line, "\n")
		if text, indented := strings.CutPrefix(line, "\t"); indented {
			hints[len(hints)-1].text = text
		} else if line != "" && line[0] != '#' {
			hints = append(hints, hint{pattern: regexp.MustCompile(line)})
		}
	}
	return hints
})

// foreignKeyHint explains a broken foreign key, for which SQLite has one message, whichever end is
// broken.
func foreignKeyHint(verb string) string {
	switch verb {
	case "INSERT", "REPLACE":
		return "A foreign key of the new row points at a row that does not exist."
	case "DELETE", "DROP":
		return "Another row still points at a row that is to go."
	}
	return "" // UPDATE may break either end: the general hint says so
}

// commandsElsewhere are words that begin a statement in other databases, or in a
// program around one.
var commandsElsewhere = map[string]string{
	"SHOW": "SHOW belongs to MySQL. SQLite keeps a list of its tables: SELECT name, sql FROM sqlite_schema;",
	"DESCRIBE": "DESCRIBE belongs to other databases. SQLite keeps the text that made each table: " +
		"SELECT sql FROM sqlite_schema WHERE name = '…';",
	"USE":      "USE chooses a database elsewhere. Here there is just one, and its tables are ready.",
	"TRUNCATE": "SQLite has no TRUNCATE. DELETE FROM a table without WHERE removes all its rows.",
	"GRANT":    "SQLite has no users, and so no rights to grant.",
	"REVOKE":   "SQLite has no users, and so no rights to take away.",
	"MERGE":    "SQLite has no MERGE. INSERT … ON CONFLICT … DO UPDATE does most of its work.",
	"CALL":     "SQLite has no stored procedures to call.",
}

// firstWordHint explains a syntax error at the very beginning of a statement.
func firstWordHint(statement string) string {
	if strings.HasPrefix(statement, ".") || strings.HasPrefix(statement, "\\") {
		return "Commands that begin with a dot or a backslash belong to a program around the database. In SQL the tables " +
			"are listed " +
			"by SELECT name FROM sqlite_schema;"
	}
	word := firstWord(statement)
	if word == "DESC" {
		word = "DESCRIBE"
	}
	if hint, ok := commandsElsewhere[word]; ok || word == "" {
		return hint
	}
	return "A statement begins with a word such as SELECT, INSERT, UPDATE, DELETE, CREATE or WITH. " + word + " is " +
		"none that SQLite knows."
}

// explain adds the hint for a message, unless the error has a more specific one.
func explain(e *Error) {
	if e.Hint != "" || e.Cause != nil {
		return
	}
	for _, h := range hints() {
		if groups := h.pattern.FindStringSubmatchIndex(e.Message); groups != nil {
			e.Hint = string(h.pattern.ExpandString(nil, h.text, e.Message, groups))
			return
		}
	}
}
