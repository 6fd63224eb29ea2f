package check

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"

	"abacus/server/project"
	"abacus/server/reply"
	"abacus/server/wire"
	"abacus/web"
)

const question = `---
title: Questions
short: Questions
summary: Two questions, one of them wrong.
goals:
  - you can ask
---

## Asked

> [!EXERCISE] Work it out
> ` + "```number exercise=Mean tolerance=0.01" + `
> The mean of 1 and 3
> = 2
> 2.0001: That is too much.
> ` + "```" + `
`

// TestWhatNeedsNoBrowser tries a lesson of questions: the wrong answer that it
// lists counts as right, within the tolerance.
func TestWhatNeedsNoBrowser(t *testing.T) {
	for text, want := range map[string]struct{ said, err string }{
		question: {filepath.Join("mine", "q.md") + ":", "one problem"},
		strings.Replace(question, "2.0001", "7", 1): {"things tried, all as they should be", ""},
		"nonsense": {"q.md:1: ", "problem"},
	} {
		dir := filepath.Join(t.TempDir(), "mine")
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "q.md"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		err := Run(t.Context(), Config{Project: project.OnDisk("../..")}, dir, &out)
		if (err == nil) != (want.err == "") || err != nil && !strings.Contains(err.Error(), want.err) {
			t.Errorf("the error is %v, want %q", err, want.err)
		}
		if !strings.Contains(out.String(), want.said) {
			t.Errorf("check says %q and not %q", out.String(), want.said)
		}
	}
}

func TestADirectoryWithoutLessons(t *testing.T) {
	cfg := Config{Project: project.OnDisk("../..")}
	if err := Run(t.Context(), cfg, t.TempDir(), &bytes.Buffer{}); err == nil ||
		!strings.Contains(err.Error(), "nothing to try") {
		t.Errorf("an empty directory: %v", err)
	}
	if err := Run(t.Context(), cfg, filepath.Join(t.TempDir(), "none"), &bytes.Buffer{}); err == nil ||
		!strings.Contains(err.Error(), "go run . new") {
		t.Errorf("no directory: %v", err)
	}
}

// TestThePageIsForThisMachineAlone: neither another site nor one that takes
// another name for this machine reads what is tried, or says what came of it.
func TestThePageIsForThisMachineAlone(t *testing.T) {
	c, err := newChecker(Config{Project: project.OnDisk("../..")}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	h := c.site.Handler()
	c.outcomes, c.trials = make(chan wire.TrialOutcome, 1), []web.Trial{{}}
	for _, ask := range []struct {
		method, url, origin, body string
		want                      int
	}{
		{"GET", "http://127.0.0.1:1/check/trials", "", "", http.StatusOK},
		{"GET", "http://evil.example/check/trials", "", "", http.StatusForbidden},
		{"POST", "http://127.0.0.1:1/check/outcome", "http://127.0.0.1:1", `{"number":0}`, http.StatusOK},
		{"POST", "http://127.0.0.1:1/check/outcome", "http://evil.example", `{"number":0}`, http.StatusForbidden},
		{"POST", "http://127.0.0.1:1/check/outcome", "", `{"number":1}`, http.StatusNotFound},
		{"POST", "http://127.0.0.1:1/check/outcome", "", `nonsense`, http.StatusBadRequest},
		{"GET", "http://127.0.0.1:1/elsewhere", "", "", http.StatusNotFound},
	} {
		r := httptest.NewRequest(ask.method, ask.url, strings.NewReader(ask.body))
		if ask.origin != "" {
			r.Header.Set("Origin", ask.origin)
		}
		w := httptest.NewRecorder()
		if h.ServeHTTP(w, r); w.Code != ask.want {
			t.Errorf("%s %s from %q: %d, want %d", ask.method, ask.url, ask.origin, w.Code, ask.want)
		}
	}
	if len(c.outcomes) != 1 {
		t.Errorf("%d outcomes came through, want 1", len(c.outcomes))
	}
}

// TestDescribedAddresses: package wire describes what the page's script asks.
func TestDescribedAddresses(t *testing.T) {
	text, err := os.ReadFile("../wire/doc.go")
	if err != nil {
		t.Fatal(err)
	}
	described := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		if f := strings.Fields(line); len(f) > 2 && strings.HasPrefix(f[2], "/check/") {
			address, _, _ := strings.Cut(f[2], "?")
			described[f[1]+" "+address] = true
		}
	}
	routes, r := 0, chi.NewRouter()
	(&checker{}).routes(r, &reply.Replies{})
	err = chi.Walk(r, func(method, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		if route == "/check" { // the page itself
			return nil
		}
		routes++
		if !described[method+" "+route] {
			t.Errorf("package wire does not describe %s %s", method, route)
		}
		return nil
	})
	if err != nil || routes == 0 || routes != len(described) {
		t.Errorf("%d addresses, %d described: %v (%v)", routes, len(described), described, err)
	}
}
