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
