package kit

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
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
// build with it. On a metered connection the page first says how large the download
// is, and waits for the reader's consent.
func TestAServerWithoutGoServesAKit(t *testing.T) {
	t.Parallel()
	r := bare(t, func(string) {})
	r.Logs("the program to find the kit", "there is a kit for these lessons, and no toolchain")
	p := browser.NewPage(t, r.URL)
	p.BeforeScripts(`Object.defineProperty(navigator, "connection", { value: { saveData: true } })`)
	p.Open("/lessons/entropy")
	course.Unhurried(p)
	const asks = `document.querySelector(".kit:not([hidden])")?.textContent ?? ""`
	p.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.Run(course.Surprise)
	p.Wait("the question", asks+` !== ""`)
	question := regexp.MustCompile(`^Building in your browser needs a one-time download of [1-9]\d? MB\.`)
	if got := browser.Eval[string](p, asks); !question.MatchString(got) {
		t.Errorf("the page asks %q", got)
	}
	p.Accessible(".kit")
	p.Click(`.kit button:nth-of-type(2)`)
	p.Wait("the answer to a no", browser.BenchSays+` === "Not built: the compiler was not downloaded."`)
	if n := downloads(r); n != 0 {
		t.Errorf("%d files were downloaded without the reader's consent", n)
	}
	p.Run(course.Surprise)
	p.Wait("the question again", asks+` !== ""`)
	p.Click(`.kit button:nth-of-type(1)`)
	course.BuiltHere(p, "6.0000")
	if downloads(r) == 0 {
		t.Error("nothing was downloaded")
	}
	if log := r.Logs("the page", "path=/lessons/entropy "); strings.Contains(log, "/lessons/entropy/build") {
		t.Error("the page asked a server to build that had said it cannot")
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

// downloads counts the files of the kit that the program has sent.
func downloads(r *course.Process) int {
	log := r.Logs("requests", "path=/")
	return strings.Count(log, "path=/kit/") - strings.Count(log, "path=/kit/manifest.json")
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
