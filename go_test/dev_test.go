package gotest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// An author saves a lesson, and the page in the browser follows. A mistake
// leaves the page as it was.
func TestSavingALessonReloadsItsPage(t *testing.T) {
	root := t.TempDir()
	for _, dir := range []string{"content", "static", "web", "deploy"} {
		if err := os.CopyFS(filepath.Join(root, dir), os.DirFS(filepath.Join("..", dir))); err != nil {
			t.Fatal(err)
		}
	}
	r := start(t, root, "-dev")
	p := newPage(t, r.url)
	p.expect("ERR_") // the page listens to the server until it ends
	p.open(coinPage)

	lesson := filepath.Join(root, "content", "entropy.md")
	text, err := os.ReadFile(lesson)
	if err != nil {
		t.Fatal(err)
	}
	save := func(text string) {
		t.Helper()
		if err := os.WriteFile(lesson, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	const first, second = "The first sentence that was saved.", "The second sentence that was saved."
	save(string(text) + "\n" + first + "\n")
	p.wait("the page to show what was saved", "document.querySelector('article')?.textContent.includes(%s)", first)

	save(string(text) + "\n```go cell=NoSuchCell\n```\n")
	if log := r.logs("the mistake to be logged", "not reloaded"); !strings.Contains(log, "entropy.md:") || !strings.Contains(log, "NoSuchCell") {
		t.Errorf("the log does not say where the mistake is:\n%s", log)
	}
	p.open(coinPage)
	if !strings.Contains(p.text("article"), first) {
		t.Error("after a mistake the last good page is gone")
	}

	save(string(text) + "\n" + second + "\n")
	p.wait("the page to show the mended lesson", "document.querySelector('article')?.textContent.includes(%s)", second)
}
