package practice

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"abacus/go_test/course"
	"abacus/go_test/node"
	"abacus/lessons"
	"abacus/lessons/decl"
	"abacus/server/wire"
)

// Every example, built as a cell, prints what go test has tested.
func TestExamplesRun(t *testing.T) {
	t.Parallel()
	origin := course.Workshop(t).URL
	tried := 0
	for _, slug := range lessons.Slugs() {
		t.Run(slug, func(t *testing.T) {
			var request wire.BuildRequest
			var calls []node.Call
			list := examples(t, slug)
			for _, ex := range list {
				request.Edits = append(request.Edits, wire.Edit{Declaration: ex.Name, Text: ex.Body, Cell: true})
				calls = append(calls, node.Call{Cell: ex.Name})
			}
			if len(calls) == 0 {
				return
			}
			tried += len(calls)
			for i, result := range node.Run(t, course.Built(t, origin, slug, request), calls...) {
				if got := strings.TrimRight(result.Printed, "\n"); got != list[i].Output || result.Panic != nil {
					t.Errorf("%s prints\n%s\nwant\n%s\n%+v", calls[i].Cell, got, list[i].Output, result.Panic)
				}
			}
		})
	}
	if tried < 30 {
		t.Errorf("only %d examples were tried", tried)
	}
}

// examples returns the examples in a lesson's tests that stand alone.
func examples(t *testing.T, slug string) (list []decl.Example) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(course.Root(), "lessons", slug, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		found, err := decl.Examples(file, string(text))
		if err != nil {
			t.Fatal(err)
		}
		for _, ex := range found {
			if ex.Output != "" {
				list = append(list, ex)
			}
		}
	}
	return list
}
