package serving

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// workingCopy copies the project into a directory that the test may change.
func workingCopy(t *testing.T) (root string) {
	t.Helper()
	root = t.TempDir()
	for _, dir := range []string{"content", "static", "web", "deploy", "lessons", "server/wire"} {
		if err := os.CopyFS(filepath.Join(root, dir), os.DirFS(filepath.Join(course.Root(), dir))); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		text, err := os.ReadFile(filepath.Join(course.Root(), name))
		if err != nil {
			t.Fatal(err)
		}
		save(t, filepath.Join(root, name), string(text))
	}
	return root
}

func save(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// An author saves a lesson, and the page in the browser reloads. A mistake leaves
// the page as it was.
func TestSavingALessonReloadsItsPage(t *testing.T) {
	t.Parallel()
	root := workingCopy(t)
	r := course.Start(t, root, "-dev")
	p := browser.NewPage(t, r.URL)
	p.Expect("ERR_") // the page listens to the server until the server ends
	p.Open(course.CoinPage)

	lesson := filepath.Join(root, "content", "entropy.md")
	text, err := os.ReadFile(lesson)
	if err != nil {
		t.Fatal(err)
	}
	const first, second = "The first sentence that was saved.", "The second sentence that was saved."
	save(t, lesson, string(text)+"\n"+first+"\n")
	p.Wait("the page to show what was saved", "document.querySelector('article')?.textContent.includes(%s)", first)

	save(t, lesson, string(text)+"\n```go cell=NoSuchCell\n```\n")
	log := r.Logs("the mistake to be logged", "not reloaded")
	if !strings.Contains(log, "entropy.md:") || !strings.Contains(log, "NoSuchCell") {
		t.Errorf("the log does not say where the mistake is:\n%s", log)
	}
	p.Open(course.CoinPage)
	if !strings.Contains(p.Text("article"), first) {
		t.Error("after a mistake the last good page is no longer served")
	}

	save(t, lesson, string(text)+"\n"+second+"\n")
	p.Wait("the page to show the mended lesson", "document.querySelector('article')?.textContent.includes(%s)", second)
}

// An author saves Go, and pages show it and readers' edits build on it. After a
// mistake the compiler still builds on the last good version.
func TestSavingGoReachesReadersPrograms(t *testing.T) {
	t.Parallel()
	root := workingCopy(t)
	r := course.Start(t, root, "-dev")
	r.Logs("the compiler to be made ready", "code can be changed")
	built := func() string {
		t.Helper()
		return course.Ask(t, "POST", r.URL+"/lessons/entropy/build", `{"cells": ["NatsAndBits"], "edits": [
			{"declaration": "Size", "text": "func Size(counts []int) int { return Saved(counts) }"}
		]}`)
	}
	if got := built(); !strings.Contains(got, "undefined: Saved") {
		t.Fatalf("before Saved is declared the build returns %s", got)
	}
	file := filepath.Join(root, "lessons", "entropy", "entropy.go")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	with := string(text) + "\nfunc Saved(counts []int) int { return len(counts) }\n"
	save(t, file, strings.Replace(with, "// Surprise ", "// Surprise, saved anew, ", 1))
	if log := r.Logs("the compiler to be made ready again", "again=true"); !strings.Contains(log, "need a restart") {
		t.Errorf("the log does not say what needs a restart:\n%s", log)
	}
	if got := built(); !strings.Contains(got, `"program"`) {
		t.Errorf("after Saved is declared the build returns %s", got)
	}
	if page := course.Ask(t, "GET", r.URL+"/lessons/entropy", ""); !strings.Contains(page, "Surprise, saved anew") {
		t.Error("the page does not show the Go that was saved")
	}

	save(t, file, with+"\nvar mistake = NoSuchThing\n")
	if log := r.Logs("the mistake to be logged", "NoSuchThing"); !strings.Contains(log, "lessons/entropy/entropy.go:") {
		t.Errorf("the log does not say where the mistake is:\n%s", log)
	}
	if got := built(); !strings.Contains(got, `"program"`) {
		t.Errorf("after a mistake the build returns %s", got)
	}
}
