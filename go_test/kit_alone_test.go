package gotest

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// bare starts the program as on a machine without Go whose cache holds a kit,
// in links to the files of ours.
func bare(t *testing.T, spoil func(dir string)) *running {
	t.Helper()
	newKit(t)
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	here := filepath.Join(home, ".cache", "abacus", "kit")
	if err := os.MkdirAll(here, 0o755); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(cache, "abacus", "kit", "*-*.*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no kit to take along: %v", err)
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
	return startWith(t, []string{"PATH=" + t.TempDir(), "HOME=" + home, "XDG_CACHE_HOME=" + filepath.Join(home, ".cache")}, home)
}

// A machine without Go serves a kit that another made, and readers' browsers
// build with it.
func TestAServerWithoutGoServesAKit(t *testing.T) {
	r := bare(t, func(string) {})
	r.logs("the program to find the kit", "there is a kit for these lessons, and no toolchain")
	p := newPage(t, r.url)
	p.patience = 10 * patience
	p.open("/lessons/entropy")
	eval[bool](p, `(document.querySelector(".lesson").dataset.deadline = 100000, true)`) // the tests' machine may be busy
	p.say()
	p.edit(surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.run(surprise)
	p.wait("a program built in the browser", benchSays+`.startsWith("Built in your browser")`)
	p.wait("cells computed by the reader's code", coinSurprise+` === "6.0000"`)
	if n := eval[int](p, `performance.getEntriesByType("resource").filter(r => r.name.includes("/lessons/entropy/build")).length`); n != 0 {
		t.Errorf("the page asked a server %d times to build that had said it cannot", n)
	}

	t.Log("a lesson can be taken away with the edits in it")
	response, err := http.Post(r.url+"/lessons/entropy/download/entropy.ipynb", "application/json",
		strings.NewReader(`{"edits": [{"declaration": "Surprise", "text": "func Surprise(p float64) float64 { return 42 }"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if body, err := io.ReadAll(response.Body); err != nil || !strings.Contains(string(body), "return 42") {
		t.Errorf("%s: %.200s (%v)", response.Status, body, err)
	}
}

// Where the kit was cut on its way, the page and the log say so.
func TestAServerWithoutGoServesNoDamagedKit(t *testing.T) {
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
	r.logs("the program to say which file is damaged", "the kit is damaged")
	p := newPage(t, r.url)
	p.expect("404")
	p.open("/lessons/entropy")
	p.click(surprise + " > pre")
	p.wait("the reason", benchSays+`.includes("no Go toolchain")`)
}
