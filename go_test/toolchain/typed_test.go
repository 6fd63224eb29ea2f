package toolchain

import (
	"reflect"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
	"abacus/server/build"
)

// readersCells builds what people type into cells of their own with both builders,
// which make the same programs and find the same mistakes. Package cells tests what
// those of the server show; every third text is enough here.
func readersCells(t *testing.T, srv *course.KitServer, p *browser.Page) {
	t.Helper()
	var tasks []task
	for i, typed := range course.AllTyped(t, "values", "statements", "mistakes") {
		if i%3 == 0 {
			edit := build.Edit{Declaration: "Own_1", Text: typed.Text, Cell: true, Shows: true}
			tasks = append(tasks, task{"entropy", []build.Edit{edit}})
		}
	}
	made := serverBuilds(t.Context(), srv.URL, tasks)
	programs, mistaken := 0, 0
	for _, task := range tasks {
		got, want := buildIn(p, task.lesson, task.edits, 100_000), nextFrom(t, made)
		switch text := task.edits[0].Text; {
		case len(want.mistakes) > 0:
			if mistaken++; !reflect.DeepEqual(got.Diagnostics, want.mistakes) {
				t.Errorf("%s\nthe browser finds %+v, the server %+v", text, got.Diagnostics, want.mistakes)
			}
		default:
			if programs++; got.Hash != want.hash {
				t.Errorf("%s\nthe builders' programs differ: %s %v", text, got.Problem, got.Diagnostics)
			}
		}
	}
	t.Logf("%d programs and %d texts with mistakes", programs, mistaken)
	if programs < 20 || mistaken < 5 {
		t.Errorf("only %d programs and %d texts with mistakes were tried", programs, mistaken)
	}
}
