package frame_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"abacus/server/frame"
	"abacus/static"
)

func TestDocument(t *testing.T) {
	doc, err := frame.New(static.FS(), []byte("// glue"))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(doc.HTML), "</script>"); n != 3 {
		t.Errorf("the document has %d scripts, want 3", n)
	}
	for _, word := range []string{"connect-src 'none'", "default-src 'none'", "sandbox allow-scripts"} {
		if !strings.Contains(doc.Policy, word) {
			t.Errorf("the policy lacks %q: %s", word, doc.Policy)
		}
	}
	if strings.Contains(doc.Policy, "unsafe-inline") || strings.Contains(doc.Policy, "'unsafe-eval'") {
		t.Errorf("the policy allows too much: %s", doc.Policy)
	}
}

func TestScriptsThatCannotBeInline(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	good := fstest.MapFS{"js/program/run/frame.js": file("a"), "js/program/run/worker.js": file("b")}
	bad := fstest.MapFS{"js/program/run/frame.js": file("a"), "js/program/run/worker.js": file(`"</SCRIPT>"`)}
	if _, err := frame.New(good, []byte("<!-- x")); err == nil {
		t.Error("glue with a comment mark was taken")
	}
	if _, err := frame.New(bad, nil); err == nil {
		t.Error("a worker that ends its script element was taken")
	}
	if _, err := frame.New(fstest.MapFS{}, nil); err == nil {
		t.Error("a frame without scripts was made")
	}
}
