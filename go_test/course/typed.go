package course

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
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
// only these kinds.
func AllTyped(t *testing.T, kinds ...string) []Typed {
	t.Helper()
	list, err := typedIn(typed, kinds...)
	if err != nil {
		t.Fatal("testdata/typed.txt:", err)
	}
	return list
}

// typedIn returns the texts of these kinds, or of all. A kind without texts is an
// error, and so is a text that shows nothing.
func typedIn(file string, kinds ...string) (list []Typed, err error) {
	found := map[string]bool{}
	for section := range strings.SplitSeq("\n"+file, "\n# ") {
		kind, texts, _ := strings.Cut(section, "\n")
		if len(kinds) > 0 && !slices.Contains(kinds, kind) {
			continue
		}
		for entry := range strings.SplitSeq("\n"+texts, "\n## ") {
			if entry = strings.Trim(entry, "\n"); entry == "" {
				continue
			}
			typed, err := parseTyped(entry)
			if err != nil {
				return nil, err
			}
			list, found[kind] = append(list, typed), true
		}
	}
	for _, kind := range kinds {
		if !found[kind] {
			return nil, fmt.Errorf("there are no %s", kind)
		}
	}
	return list, nil
}

var seenLine = regexp.MustCompile(`(?m)^=> (.*)$`)

func parseTyped(entry string) (typed Typed, err error) {
	name, rest, _ := strings.Cut(entry, "\n")
	found := seenLine.FindAllStringSubmatchIndex(rest, -1)
	if len(found) == 0 {
		return typed, fmt.Errorf("it does not say what %q shows", name)
	}
	typed = Typed{Name: name, Text: strings.TrimSuffix(rest[:found[0][0]], "\n")}
	for _, at := range found {
		typed.Sees = append(typed.Sees, strings.ReplaceAll(rest[at[2]:at[3]], "↵", "\n"))
	}
	return typed, nil
}
