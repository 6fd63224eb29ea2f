package course

import (
	_ "embed"
	"regexp"
	"strings"
	"testing"
)

// Typed is a text that people type into a cell of their own on WorkshopPage, and all
// that the cell then shows, one string for each thing, where … stands for anything.
type Typed struct {
	Name, Text string
	Sees       []string
}

// testdata/typed.txt holds texts under their names, each followed by what it shows:
// lines that begin with => and have ↵ in place of a line end. A line with # names a
// kind of texts.
//
//go:embed testdata/typed.txt
var typed string

// AllTyped returns what people type: values, statements, mistakes and failures, or
// only one of these kinds.
func AllTyped(t *testing.T, kinds ...string) (list []Typed) {
	t.Helper()
	for section := range strings.SplitSeq("\n"+typed, "\n# ") {
		kind, texts, _ := strings.Cut(section, "\n")
		if kind == "" || len(kinds) > 0 && !strings.Contains(strings.Join(kinds, " "), kind) {
			continue
		}
		for entry := range strings.SplitSeq("\n"+texts, "\n## ") {
			if entry = strings.Trim(entry, "\n"); entry != "" {
				list = append(list, parseTyped(t, entry))
			}
		}
	}
	if len(list) == 0 {
		t.Fatalf("nothing is typed of the kinds %s", kinds)
	}
	return list
}

var seenLine = regexp.MustCompile(`(?m)^=> (.*)$`)

func parseTyped(t *testing.T, entry string) (typed Typed) {
	t.Helper()
	name, rest, _ := strings.Cut(entry, "\n")
	found := seenLine.FindAllStringSubmatchIndex(rest, -1)
	if len(found) == 0 {
		t.Fatalf("testdata/typed.txt does not say what %q shows", name)
	}
	typed = Typed{Name: name, Text: strings.TrimSuffix(rest[:found[0][0]], "\n")}
	for _, at := range found {
		typed.Sees = append(typed.Sees, strings.ReplaceAll(rest[at[2]:at[3]], "↵", "\n"))
	}
	return typed
}
