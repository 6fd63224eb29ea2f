package source

import (
	"errors"
	"go/format"
	"go/scanner"
	"strings"
)

// FormatAll returns the edits as gofmt writes them. Those that cannot be
// formatted stay as they are, as all do when there are too many.
func FormatAll(edits []Edit) []Edit {
	if tooMuch(edits) != nil {
		return edits
	}
	list := make([]Edit, len(edits))
	for i, e := range edits {
		text, _ := Format(e) // Build reports mistakes
		list[i] = Edit{Declaration: e.Declaration, Text: text}
	}
	return list
}

// Differing returns the edits that are not as they were.
func Differing(before, after []Edit) []Edit {
	var list []Edit
	for i, e := range after {
		if e != before[i] {
			list = append(list, e)
		}
	}
	return list
}

// Format returns a learner's text as gofmt writes it, in milliseconds. A text that cannot be formatted
// comes back as it was, with the first mistake; Build words mistakes better.
func Format(e Edit) (string, *Diagnostic) {
	if d := tooMuch([]Edit{e}); d != nil {
		return e.Text, d
	}
	e.Text = strings.ReplaceAll(e.Text, "\r\n", "\n")
	if d := check(e); d != nil {
		return e.Text, d
	}
	formatted, err := format.Source([]byte(strings.TrimSpace(e.Text))) // gofmt would keep the first line's indentation for all
	if err == nil {
		return string(formatted), nil
	}
	d := at(e, 0, notGo)
	var list scanner.ErrorList
	if errors.As(err, &list) && len(list) > 0 {
		d.Line, d.Column, d.Message = list[0].Pos.Line, list[0].Pos.Column, list[0].Msg
	}
	return e.Text, d
}
