package app

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestMistakesInACommand: each is said in words that show how it is written.
func TestMistakesInACommand(t *testing.T) {
	for args, want := range map[string]string{
		"serve":                    `unexpected argument "serve"`,
		"kit now":                  `unexpected argument "kit"`,
		"new":                      "go run . new DIR/LESSON.md",
		"check":                    "go run . check DIR",
		"check a b":                "go run . check DIR",
		"export":                   "go run . export DIR",
		"-content mine export out": "leave out -content",
		"new lesson.txt":           "must end in .md",
		"new not_a_slug.md":        "not_a_slug",
		"-port 80":                 "-port",
	} {
		err := App{}.Run(t.Context(), strings.Fields(args))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("abacus %s: %v, want %q", args, err, want)
		}
	}
}

func TestNewWritesALessonOnce(t *testing.T) {
	file := filepath.Join(t.TempDir(), "mine", "first.md")
	var out bytes.Buffer
	if err := newLesson(file, &out); err != nil {
		t.Fatal(err)
	}
	if want := "go run . -content " + filepath.Dir(file); !strings.Contains(out.String(), want) {
		t.Errorf("new says %q and not %q", out.String(), want)
	}
	if err := os.WriteFile(file, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := newLesson(file, &out); err == nil || !strings.Contains(err.Error(), "already exists") {
		t.Errorf("over a file that is there: %v", err)
	}
	if text, err := os.ReadFile(file); err != nil || string(text) != "mine" {
		t.Errorf("the file is now %q, %v", text, err)
	}
}

// TestTheTeachersLinks: one at once, and another one for each line.
func TestTheTeachersLinks(t *testing.T) {
	n := 0
	link := func() string { n++; return "/teacher?" + strings.Repeat("x", n) }
	var out bytes.Buffer
	showLinks(link, "http://here", strings.NewReader("\n\n"), &out)
	if got := strings.Count(out.String(), "http://here/teacher?"); got != 3 || n != 3 {
		t.Errorf("%d links are shown, %d were made:\n%s", got, n, out.String())
	}
	out.Reset()
	if showLinks(link, "http://here", nil, &out); strings.Contains(out.String(), "Press Enter") {
		t.Errorf("Enter is offered where nobody can press it:\n%s", out.String())
	}
}
