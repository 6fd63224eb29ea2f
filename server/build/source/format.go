package source

import (
	"errors"
	"go/format"
	"go/scanner"
	"strings"
)

// FormatAll returns the edits as gofmt writes them, and those of them that
// changed. Edits that cannot be formatted stay as they are, as do all edits when
// there are too many.
func FormatAll(edits []Edit) (all, changed []Edit) {
	if tooMuch(edits) != nil {
		return edits, nil
	}
	for _, e := range edits {
		text, _ := Format(e) // Draft.Read reports mistakes
		formatted := e
		formatted.Text = text
		if all = append(all, formatted); formatted != e {
			changed = append(changed, formatted)
		}
	}
	return all, changed
}

// Format returns a learner's text as gofmt writes it, in milliseconds. A text that
// cannot be formatted comes back as it was, with its first mistake. The compiler words
// mistakes better.
func Format(e Edit) (string, []Diagnostic) {
	if wrong := tooMuch([]Edit{e}); wrong != nil {
		return e.Text, wrong
	}
	e = tidy([]Edit{e})[0]
	if wrong := check(e); wrong != nil {
		return e.Text, wrong
	}
	// gofmt would keep the first line's indentation for all lines.
	formatted, err := format.Source([]byte(strings.TrimSpace(e.Text)))
	if err == nil {
		return string(formatted), nil
	}
	wrong := at(e, 0, notGo)
	var list scanner.ErrorList
	if errors.As(err, &list) && len(list) > 0 {
		wrong[0].Line, wrong[0].Column, wrong[0].Message = list[0].Pos.Line, list[0].Pos.Column, list[0].Msg
	}
	return e.Text, wrong
}
