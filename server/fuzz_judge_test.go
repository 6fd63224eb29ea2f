package server

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	markup "golang.org/x/net/html"
)

// judge checks what holds for every answer.
func judge(t *testing.T, st *stage, answer *httptest.ResponseRecorder) {
	t.Helper()
	if answer.Code >= 500 && (answer.Code != http.StatusServiceUnavailable || answer.Header().Get("Retry-After") == "") {
		t.Errorf("status %d, Retry-After %q: %.500s", answer.Code, answer.Header().Get("Retry-After"), answer.Body)
	}
	if log := st.log.String(); strings.Contains(log, "level=ERROR") {
		t.Errorf("the log tells of a failure:\n%.3000s", log)
	}
	st.log.reset()
	for name, want := range map[string]string{
		"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff",
		"Referrer-Policy":            "same-origin",
		"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
	} {
		if got := answer.Header().Get(name); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	const most = 16 << 20 // a program with figures has 13 MB
	if answer.Body.Len() > most {
		t.Errorf("an answer of %d bytes", answer.Body.Len())
	}
	if answer.Body.Len() > 0 {
		wellFormed(t, answer.Header().Get("Content-Type"), decoded(t, answer))
	}
}

// wellFormed checks a body by its type.
func wellFormed(t *testing.T, contentType, body string) {
	t.Helper()
	kind, _, _ := strings.Cut(contentType, ";")
	switch kind {
	case "text/html":
		wellFormedHTML(t, body)
	case "application/json", "application/x-ipynb+json":
		if !json.Valid([]byte(body)) {
			t.Errorf("no JSON: %.500s", body)
		}
	case "application/x-ndjson":
		for line := range strings.Lines(body) {
			if !json.Valid([]byte(line)) {
				t.Errorf("no JSON: %.500s", line)
			}
		}
	case "text/plain",
		"text/csv",
		"application/wasm",
		"application/zip",
		"text/css",
		"text/javascript",
		"font/woff2",
		"image/svg+xml",
		"image/png":
	default:
		t.Errorf("the type %q is none of ours", contentType)
	}
}

// Elements that have no end tag.
var void = []string{"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}

// wellFormedHTML checks that tags nest, and that none is what the fuzzer's seeds
// hold: an element zqx, an attribute zqy.
func wellFormedHTML(t *testing.T, body string) {
	t.Helper()
	var open []string
	for z := markup.NewTokenizer(strings.NewReader(body)); ; {
		kind := z.Next()
		tok := z.Token()
		if kind == markup.ErrorToken {
			break
		}
		if kind == markup.StartTagToken || kind == markup.SelfClosingTagToken {
			if strings.HasPrefix(tok.Data, "zq") ||
				slices.ContainsFunc(tok.Attr, func(a markup.Attribute) bool { return strings.HasPrefix(a.Key, "zq") }) {
				t.Errorf("what was sent became markup: %s", tok)
			}
		}
		if kind == markup.StartTagToken && !slices.Contains(void, tok.Data) {
			open = append(open, tok.Data)
		}
		if kind == markup.EndTagToken {
			if len(open) == 0 || open[len(open)-1] != tok.Data {
				t.Errorf("</%s> closes what is not open; open are %v", tok.Data, open)
				return
			}
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		t.Errorf("left open: %v", open)
	}
}

// TestTheJudgeSees: what it is there for does not escape it.
func TestTheJudgeSees(t *testing.T) {
	for _, body := range []string{"<p><b></p>", "<p>", "</p>", "<p><zqx></zqx></p>", `<p class="a" zqy="1"></p>`} {
		seen := &testing.T{}
		wellFormedHTML(seen, body)
		if !seen.Failed() {
			t.Errorf("%s passes", body)
		}
	}
}
