package toolchain

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"reflect"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
	"abacus/server/build"
	"abacus/server/wire"
)

// readersCells builds what people type into cells of their own with both builders,
// which make the same programs and find the same mistakes. Package cells tests what
// those of the server show; every third text is enough here.
func readersCells(t *testing.T, srv *course.KitServer, p *browser.Page) {
	t.Helper()
	programs, mistaken := 0, 0
	for i, typed := range course.AllTyped(t, "values", "statements", "mistakes") {
		if i%3 != 0 {
			continue
		}
		edits := []build.Edit{{Declaration: "Own_1", Text: typed.Text, Cell: true, Shows: true}}
		want := onServer(t, srv, wire.BuildRequest{Edits: edits})
		got := buildIn(p, "entropy", edits, 100_000)
		switch {
		case len(want.Diagnostics) > 0:
			if mistaken++; !reflect.DeepEqual(got.Diagnostics, want.Diagnostics) {
				t.Errorf("%s: the browser finds %+v, the server %+v", typed.Name, got.Diagnostics, want.Diagnostics)
			}
		default:
			programs++
			sum := sha256.Sum256([]byte(course.Ask(t, http.MethodGet, srv.URL+want.Program, "")))
			if got.Hash != hex.EncodeToString(sum[:]) {
				t.Errorf("%s: the builders' programs differ: %s %v", typed.Name, got.Problem, got.Diagnostics)
			}
		}
	}
	t.Logf("%d programs and %d texts with mistakes", programs, mistaken)
	if programs < 20 || mistaken < 5 {
		t.Errorf("only %d programs and %d texts with mistakes were tried", programs, mistaken)
	}
}

// onServer returns what the server answers to a page that has a program built.
func onServer(t *testing.T, srv *course.KitServer, request wire.BuildRequest) (answer wire.BuildAnswer) {
	t.Helper()
	body, err := json.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	text := course.Ask(t, http.MethodPost, srv.URL+"/lessons/entropy/build?part", string(body))
	err = json.Unmarshal([]byte(text), &answer)
	if err != nil || (answer.Program == "") == (len(answer.Diagnostics) == 0) {
		t.Fatalf("the server answers %s (%v)", text, err)
	}
	return answer
}
