package programs

import (
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/prometheus/client_golang/prometheus"

	"abacus/lessons"
	"abacus/server/admission"
	"abacus/server/build"
	"abacus/server/reply"
	"abacus/server/wire"
	"abacus/web"
)

// stage is a room for a course of one lesson, dice, and its routes.
type stage struct{ http.Handler }

// newStage returns a room with a builder or, with nil, without.
func newStage(t *testing.T, b *build.Builder) stage {
	t.Helper()
	course, err := web.Load(web.Config{
		Content: fstest.MapFS{
			"dice.md": {Data: []byte("---\ntitle: Dice\nshort: Dice\nsummary: Throws.\ngoals: [you can throw]\n---\n")},
		},
		Source: fstest.MapFS{
			"dice/dice.go": {Data: []byte("package dice\n")},
		}, Files: fstest.MapFS{}, Templates: web.Templates(),
		Lessons: []lessons.Lesson{{Slug: "dice"}}, Asset: func(name string) (string, error) { return name, nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	replies := reply.Replies{
		Log: slog.New(slog.DiscardHandler),
		Page: func(w http.ResponseWriter, _ *http.Request, p *reply.Problem, _ string) error {
			w.WriteHeader(p.Status)
			_, err := io.WriteString(w, p.Message)
			return err
		},
	}
	router := chi.NewRouter()
	New(Config{
		Builder: b, Course: func() *web.Course { return course },
		Replies: replies.With(notFound), Metrics: prometheus.NewRegistry(),
		Bounds: admission.Bounds{
			Work: admission.NewGate(1, 1, time.Minute), BuildTime: time.Minute, DownloadTime: time.Minute,
		},
	}).Routes(router)
	return stage{router}
}

func notFound(err error) *reply.Problem {
	if errors.Is(err, web.ErrNotFound) {
		return reply.ErrNotFound
	}
	return nil
}

func (st stage) do(method, path, body string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	st.ServeHTTP(w, httptest.NewRequest(method, path, strings.NewReader(body)))
	return w
}

// newWorkshop returns a room whose compiler is never made ready.
func newWorkshop(t *testing.T) (stage, *build.Builder) {
	t.Helper()
	b, err := build.New(build.Config{
		Module: os.DirFS("../.."), Lessons: []string{"dice"}, CacheDir: t.TempDir(), Go: "there-is-no-such-go",
	})
	if err != nil {
		t.Fatal(err)
	}
	return newStage(t, b), b
}

// answered decodes what the room says to a request of the page's scripts.
func answered[T any](t *testing.T, st stage, method, path, body string) T {
	t.Helper()
	answer := st.do(method, path, body)
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
			if (got.Diagnostic == nil) != (tt.wrong == "") ||
				got.Diagnostic != nil && !strings.Contains(got.Diagnostic.Message, tt.wrong) {
				t.Errorf("mistake %+v, want %q", got.Diagnostic, tt.wrong)
			}
		})
	}
	for path, want := range map[string]int{
		"/lessons/dice/format": http.StatusBadRequest, "/lessons/none/format": http.StatusNotFound,
	} {
		if got := st.do("POST", path, "{").Code; got != want {
			t.Errorf("half a request to %s: %d, want %d", path, got, want)
		}
	}
	large := `{"text": "` + strings.Repeat("x", reply.MaxBody) + `"}`
	if got := st.do("POST", "/lessons/dice/format", large).Code; got != http.StatusRequestEntityTooLarge {
		t.Errorf("a text of a megabyte: %d", got)
	}
}

func TestTheCompilerSaysHowFarItIs(t *testing.T) {
	st, b := newWorkshop(t)
	before := answered[wire.BuildAnswer](t, st, "GET", "/builder", "")
	if !strings.Contains(before.Wait, "being prepared") || before.Problem != "" {
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

// Without a compiler there is nothing to build ahead, and that is no failure.
func TestNothingIsBuiltAheadWithoutACompiler(t *testing.T) {
	st := newStage(t, nil)
	answer := st.do(http.MethodPost, "/lessons/dice/ahead", `{"edits": [], "cells": []}`)
	var a wire.BuildAnswer
	if err := json.Unmarshal(answer.Body.Bytes(), &a); err != nil || answer.Code != http.StatusOK || a.Program != "" {
		t.Errorf("%d %s", answer.Code, answer.Body)
	}
	if answer := st.do(http.MethodPost, "/lessons/dice/ahead", "{"); answer.Code != http.StatusBadRequest ||
		!strings.Contains(answer.Body.String(), "cannot be read") {
		t.Errorf("a broken request: %d %s", answer.Code, answer.Body)
	}
}
