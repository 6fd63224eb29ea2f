package server

import (
	"bufio"
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"abacus/static"
	"abacus/web"
)

// workingCopy writes the course into a directory laid out like the project.
func workingCopy(t *testing.T) (root string) {
	t.Helper()
	root = t.TempDir()
	err := os.CopyFS(filepath.Join(root, "content"), diceContent())
	if err == nil {
		err = os.CopyFS(filepath.Join(root, "static"), static.FS())
	}
	if err == nil {
		err = os.CopyFS(filepath.Join(root, "web"), web.Templates())
	}
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// TestDevReload saves sources while pages are open.
func TestDevReload(t *testing.T) {
	root := workingCopy(t)
	dev := func(cfg *Config) {
		cfg.DevRoot = root
		cfg.Content = os.DirFS(filepath.Join(root, "content"))
		cfg.Static = os.DirFS(filepath.Join(root, "static"))
	}
	r := runConfig(t, dev, nil)
	lesson := filepath.Join(root, "content", "dice.md")
	original, err := os.ReadFile(lesson)
	if err != nil {
		t.Fatal(err)
	}
	page := func() string {
		_, body, err := ask(r.url + "/lessons/dice")
		if err != nil {
			t.Fatal(err)
		}
		return body
	}
	// save writes until the watcher, which may not have begun, has seen it.
	save := func(name string, text []byte, seen func() bool) {
		t.Helper()
		again := time.Now()
		eventually(t, "a saved file is read", func() bool {
			if time.Now().After(again) {
				again = time.Now().Add(500 * time.Millisecond)
				if err := os.WriteFile(name, text, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			return seen()
		})
	}

	event := make(chan string, 10)
	wait := func() {
		t.Helper()
		go sendEvents(r.url, event)
		if got := receive(t, "a page waits", event); got != ": waiting" {
			t.Fatalf("a page that waits heard %q", got)
		}
	}
	wait()
	save(lesson, bytes.Replace(original, []byte("The mean"), []byte("The average"), 1),
		func() bool { return strings.Contains(page(), "The average") })
	if got := receive(t, "the page hears of it", event); got != "event: saved" {
		t.Errorf("the page heard %q", got)
	}

	save(lesson, bytes.Replace(original, []byte("cell=Dice"), []byte("cell=Nope"), 1),
		func() bool { return strings.Contains(r.log.String(), "not reloaded") })
	if !strings.Contains(page(), "The average") || !strings.Contains(r.log.String(), "dice.md:") {
		t.Errorf("after a broken save the last good edition is gone; log:\n%s", r.log.String())
	}

	template := filepath.Join(root, "web", "templates", "lesson.html")
	text, err := os.ReadFile(template)
	if err != nil {
		t.Fatal(err)
	}
	save(lesson, original, func() bool { return strings.Contains(page(), "The mean") })
	save(template, append(text, "{{/* */}}<!-- end of template -->"...), func() bool {
		return strings.Count(r.log.String(), "msg=reloaded") > 2
	})

	for range 2 {
		if got := receive(t, "the end of what the page hears", event); got != "" && got != "data: reload" {
			t.Errorf("the page then heard %q", got)
		}
	}

	wait()
	r.leave()
	if got := receive(t, "a waiting page is let go", event); got != "" {
		t.Errorf("leaving, the server told the page %q", got)
	}
	if err := receive(t, "Run returns", r.ended); err != nil {
		t.Error(err)
	}
}

// sendEvents waits as a page does, and sends each line that it is told, then "".
func sendEvents(url string, lines chan<- string) {
	defer func() { lines <- "" }()
	resp, err := http.Get(url + "/dev/events")
	if err != nil {
		return
	}
	defer resp.Body.Close()
	for s := bufio.NewScanner(resp.Body); s.Scan(); {
		if line := s.Text(); line != "" {
			lines <- line
		}
	}
}
