package kit

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// bare starts the program as on a machine without Go whose cache contains a copy
// of our kit. spoil may damage the copy first.
func bare(t *testing.T, spoil func(dir string)) *course.Process {
	t.Helper()
	course.NewKit(t)
	home := t.TempDir()
	here := filepath.Join(home, ".cache", "abacus", "kit")
	if err := os.MkdirAll(here, 0o755); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(course.CacheDir(t), "kit", "*-*.*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("there is no kit to copy: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(here, filepath.Base(file)), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	spoil(here)
	env := []string{"PATH=" + t.TempDir(), "HOME=" + home, "XDG_CACHE_HOME=" + filepath.Join(home, ".cache")}
	return course.StartWith(t, env, home)
}

// A machine without Go serves a kit from another machine, and readers' browsers
// build with it.
func TestAServerWithoutGoServesAKit(t *testing.T) {
	t.Parallel()
	r := bare(t, func(string) {})
	r.Logs("the program to find the kit", "there is a kit for these lessons, and no toolchain")
	p := browser.NewPage(t, r.URL)
	p.Open("/lessons/entropy")
	course.Unhurried(p)
	p.LogBench()
	p.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.Run(course.Surprise)
	p.Wait("a program built in the browser", browser.BenchSays+`.startsWith("Built in your browser")`)
	p.Wait("cells computed by the reader's code", course.CoinSurprise+` === "6.0000"`)
	if n := browser.Eval[int](p, `performance.getEntriesByType("resource")
		.filter(r => r.name.includes("/lessons/entropy/build")).length`); n != 0 {
		t.Errorf("the page sent %d build requests to a server that had said it cannot build", n)
	}

	t.Log("a lesson can be downloaded with edits")
	const edits = `{"edits": [
		{"declaration": "Surprise", "text": "func Surprise(p float64) float64 { return 42 }"}
	]}`
	response, err := http.Post(r.URL+"/lessons/entropy/download/entropy.ipynb", "application/json",
		strings.NewReader(edits))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if body, err := io.ReadAll(response.Body); err != nil || !strings.Contains(string(body), "return 42") {
		t.Errorf("%s: %.200s (%v)", response.Status, body, err)
	}
}

// If the kit was truncated while it was copied, the page and the log say so.
func TestAServerWithoutGoServesNoDamagedKit(t *testing.T) {
	t.Parallel()
	r := bare(t, func(dir string) {
		files, err := filepath.Glob(filepath.Join(dir, "link-*.gz"))
		if err != nil || len(files) == 0 {
			t.Fatalf("the kit has no linker: %v", err)
		}
		for _, file := range files {
			if err := os.Truncate(file, 1<<20); err != nil {
				t.Fatal(err)
			}
		}
	})
	r.Logs("the program to say which file is damaged", "the kit is damaged")
	p := browser.NewPage(t, r.URL)
	p.Expect("404")
	p.Open("/lessons/entropy")
	p.Click(course.Surprise + " > pre")
	p.Wait("the reason", browser.BenchSays+`.includes("no Go toolchain")`)
}
