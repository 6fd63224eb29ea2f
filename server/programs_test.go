package server

import (
	"encoding/json"
	"net/http"
	"os"
	"strings"
	"testing"

	"abacus/server/build"
	"abacus/server/reply"
	"abacus/server/wire"
)

// newWorkshop returns a server whose compiler is never made ready.
func newWorkshop(t *testing.T) (*stage, *build.Builder) {
	t.Helper()
	b, err := build.New(build.Config{Module: os.DirFS(".."), Lessons: []string{"dice"}, CacheDir: t.TempDir(), Go: "there-is-no-such-go"})
	if err != nil {
		t.Fatal(err)
	}
	return newStage(t, func(cfg *Config) { cfg.Builder = b }), b
}

// answered decodes what the server says to a request of the page's scripts.
func answered[T any](t *testing.T, st *stage, method, path, body string) T {
	t.Helper()
	answer := st.do(method, path, body, "Content-Type", "application/json")
	if answer.Code != http.StatusOK {
		t.Fatalf("%s %s: %d %s", method, path, answer.Code, answer.Body)
	}
	var into T
	if err := json.Unmarshal(answer.Body.Bytes(), &into); err != nil {
		t.Fatalf("%s %s: %v in %s", method, path, err, answer.Body)
	}
	return into
}

func TestFormatting(t *testing.T) {
	st, _ := newWorkshop(t)
	for _, tt := range []struct{ name, text, want, wrong string }{
		{"spaces", "func  F( ) int {\n  return 1 }", "func F() int {\n\treturn 1\n}", ""},
		{"an indented text", "\n    func F() {\n      f()\n    }\n", "func F() {\n\tf()\n}", ""},
		{"not Go", "func F( {\n  return", "func F( {\n  return", "expected"},
		{"a directive", "//line x:1\nfunc  F() {}", "//line x:1\nfunc  F() {}", "directives"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			body, err := json.Marshal(build.Edit{Declaration: "F", Text: tt.text})
			if err != nil {
				t.Fatal(err)
			}
			got := answered[wire.FormatAnswer](t, st, "POST", "/lessons/dice/format", string(body))
			if got.Text != tt.want {
				t.Errorf("got %q, want %q", got.Text, tt.want)
			}
			if (got.Diagnostic == nil) != (tt.wrong == "") || got.Diagnostic != nil && !strings.Contains(got.Diagnostic.Message, tt.wrong) {
				t.Errorf("mistake %+v, want %q", got.Diagnostic, tt.wrong)
			}
		})
	}
	for path, want := range map[string]int{"/lessons/dice/format": http.StatusBadRequest, "/lessons/none/format": http.StatusNotFound} {
		if got := st.do("POST", path, "{", "Content-Type", "application/json").Code; got != want {
			t.Errorf("half a request to %s: %d, want %d", path, got, want)
		}
	}
	if got := st.do("POST", "/lessons/dice/format", `{"text": "`+strings.Repeat("x", reply.MaxBody)+`"}`).Code; got != http.StatusRequestEntityTooLarge {
		t.Errorf("a text of a megabyte: %d", got)
	}
}

func TestTheCompilerSaysHowFarItIs(t *testing.T) {
	st, b := newWorkshop(t)
	before := answered[wire.BuildAnswer](t, st, "GET", "/builder", "")
	if !strings.Contains(before.Wait, "being made ready") || before.Problem != "" {
		t.Errorf("at the start it says %+v", before)
	}
	if err := b.Prepare(t.Context(), nil); err == nil {
		t.Fatal("a compiler was found where there is none")
	}
	after := answered[wire.BuildAnswer](t, st, "GET", "/builder", "")
	if !strings.Contains(after.Problem, "no Go toolchain") || after.Wait != "" {
		t.Errorf("without a toolchain it says %+v", after)
	}
	without := answered[wire.BuildAnswer](t, newStage(t, nil), "GET", "/builder", "")
	if without.Problem == "" {
		t.Error("a server that compiles nothing does not say so")
	}
}
