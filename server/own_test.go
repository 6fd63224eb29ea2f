package server

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"abacus/go_test/need"
)

// ownServer serves the course with a directory of own lessons, by their files'
// names.
func ownServer(t *testing.T, files map[string]string) (h http.Handler, dir string) {
	t.Helper()
	dir = t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cfg := newWorking(t)
	cfg.Own = dir
	s, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return s.Handler(), dir
}

func fetchFrom(t *testing.T, h http.Handler, path string) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://localhost"+path, nil))
	return w
}

const ownTop = "---\ntitle: Own\nshort: Own\nsummary: A lesson.\ngoals: [one]\n---\n\n" // seven lines

// A lesson that does not compile says so at its line; another is built.
func TestOwnLessonsAreCompiled(t *testing.T) {
	need.Time(t, "builds programs")
	const cell = "```go cell=Show\nfunc Show(nb *notebook.Cell) {\n\tnb.Say(\"the answer is %d\", answer)\n}\n```\n"
	h, _ := ownServer(
		t,
		map[string]string{"bad.md": ownTop + cell, "good.md": ownTop + cell + "\n```go hidden\nconst answer = 42\n```\n"},
	)
	page := fetchFrom(t, h, "/lessons/bad")
	if want := "bad.md:10</code> <span>Show: undefined: answer"; page.Code != http.StatusOK ||
		!strings.Contains(page.Body.String(), want) {
		t.Errorf("%d, and the page does not hold %q", page.Code, want)
	}
	if page := fetchFrom(t, h, "/lessons/good"); !strings.Contains(page.Body.String(), `data-cell="Show"`) {
		t.Errorf("the good lesson is not shown: %d", page.Code)
	}
	w := httptest.NewRecorder()
	r := httptest.NewRequest(
		http.MethodPost,
		"http://localhost/lessons/good/build",
		strings.NewReader(`{"edits":[],"cells":[]}`),
	)
	r.Header.Set("Content-Type", "application/json")
	if h.ServeHTTP(w, r); !strings.Contains(w.Body.String(), `"/programs/`) {
		t.Errorf("the good lesson is not built: %d %s", w.Code, w.Body)
	}
	// The server cannot run a teacher's Go: to it the cell is no cell at all.
	if cell := fetchFrom(t, h, "/lessons/good/cells/Show"); cell.Code != http.StatusNotFound ||
		strings.Contains(cell.Body.String(), "the answer is") {
		t.Errorf("the server has run a teacher's Go: %d %s", cell.Code, cell.Body)
	}
}

// Pictures come from the directory images alone, whatever links stand there.
func TestImagesOfOwnLessons(t *testing.T) {
	const svg = `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`
	h, dir := ownServer(
		t,
		map[string]string{"own.md": ownTop, "images/a.svg": svg, "images/a.html": "<p>", "secret.png": "secret"},
	)
	outside := filepath.Join(t.TempDir(), "outside.png")
	if err := os.WriteFile(outside, []byte("secret"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(dir, "images", "link.png")); err != nil {
		t.Skip("no links here: ", err)
	}
	w := fetchFrom(t, h, "/images/a.svg")
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "image/svg+xml" ||
		!strings.Contains(w.Header().Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("the picture: %d %v", w.Code, w.Header())
	}
	for _, path := range []string{"/images/a.html", "/images/link.png", "/images/..%2fsecret.png",
		"/images/%2e%2e%2fsecret.png", "/images/", "/images/none.png"} {
		if w := fetchFrom(t, h, path); w.Code == http.StatusOK || strings.Contains(w.Body.String(), "secret") {
			t.Errorf("%s answers %d %.100s", path, w.Code, w.Body)
		}
	}
}

func TestADirectoryThatIsNotThere(t *testing.T) {
	cfg := newWorking(t)
	cfg.Own = filepath.Join(t.TempDir(), "none")
	_, err := New(cfg)
	if err == nil || !strings.Contains(err.Error(), "go run . new") {
		t.Errorf("the error is %v", err)
	}
}
