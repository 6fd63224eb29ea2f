package gotest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"abacus/content"
	"abacus/deploy"
	"abacus/server"
	"abacus/static"
)

// Where the exported course stands on its host, and a page that is none of
// its own.
const (
	exportPrefix = "/courses/abacus"
	elsewhere    = "/elsewhere"
)

// export writes the course as plain files.
func export(t *testing.T, dir string) {
	t.Helper()
	b, k := newKit(t)
	err := server.Export(t.Context(), server.Config{
		Module: os.DirFS(moduleRoot()), Content: content.FS(), Static: static.FS(), Deploy: deploy.FS, Builder: b, Kit: k,
	}, dir)
	if err != nil {
		t.Fatal(err)
	}
}

// plainHost serves files and does nothing else for them. Under other addresses
// it has another page, and a program that means harm.
func plainHost(t *testing.T, dir string) *bench {
	t.Helper()
	rogue := compiled(t, "rogue")
	files := http.StripPrefix(exportPrefix, http.FileServer(http.Dir(dir)))
	host := &bench{mux: http.NewServeMux()}
	host.mux.Handle(exportPrefix+"/", files)
	host.mux.HandleFunc(elsewhere, answer("text/html; charset=utf-8", "", []byte(`<!doctype html><link rel="icon" href="data:,"><p>Another page`)))
	host.mux.HandleFunc("/rogue.wasm", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(rogue) })
	host.start(t)
	return host
}

// The course on a host that has nothing but its files, and then without one.
func TestTheCourseAsPlainFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the compiler: not in short mode")
	}
	dir := filepath.Join(t.TempDir(), "course")
	export(t, dir)
	host := plainHost(t, dir)

	t.Run("every link leads somewhere", func(t *testing.T) {
		var pages []string
		for _, path := range lessonPaths() {
			pages = append(pages, exportPrefix+path+".html")
		}
		crawl(t, host.URL, exportPrefix+"/", pages)
	})
	t.Run("twice the same", func(t *testing.T) {
		again := filepath.Join(t.TempDir(), "again")
		export(t, again)
		sums, others := checksums(t, dir), checksums(t, again)
		for name, sum := range sums {
			if others[name] != sum {
				t.Errorf("%s differs between two exports", name)
			}
		}
		if len(sums) != len(others) {
			t.Errorf("one export has %d files, another %d", len(sums), len(others))
		}
	})

	p := newPage(t, host.URL)
	p.patience = 10 * patience // the first build on a busy machine
	p.sub("is read", func(t *testing.T) {
		p.open(exportPrefix + "/")
		p.click(".hero .button")
		p.wait("the first lesson", `location.pathname.endsWith("/lessons/introduction.html") && document.readyState === "complete"`)
		for _, path := range []string{"/", "/search.html?q=entropy", "/lessons/tables.html", "/lessons/gini.html", "/lessons/rollout.html"} {
			p.open(exportPrefix + path)
			p.do(chromedp.Evaluate[chromedp.Void](axe))
			for _, v := range p.runAxe(`{}`) {
				t.Error(path, ": ", v)
			}
		}
	})
	p.sub("is kept for later", func(t *testing.T) {
		p.wait("the service worker", `navigator.serviceWorker.controller`)
	})
	p.sub("moves", func(t *testing.T) { movesWithoutServer(t, p) })
	p.sub("is changed", func(t *testing.T) { changesWithoutServer(t, p) })
	p.sub("is practised", func(t *testing.T) { practisedWithoutServer(t, p) })
	p.sub("runs SQL", func(t *testing.T) { sqlWithoutServer(t, p) })
	p.sub("holds programs behind their wall", func(t *testing.T) {
		p.open(exportPrefix + "/lessons/gini.html")
		p.wait("the service worker", `navigator.serviceWorker.controller`)
		p.expect("Content Security Policy")
		p.expect("violates")
		eval[any](p, `(async () => {
			const main = document.querySelector("script[src$='/js/main.js']").src;
			const { createRunner } = await import(new URL("run/runner.js", main).href);
			window.runner = createRunner();
			await runner.load(await (await fetch("/rogue.wasm")).arrayBuffer());
		})()`)
		for _, a := range []struct{ what, url, want string }{
			{"fetch", host.URL + exportPrefix + "/secret", "refused"},
			{"fetch", "data:text/plain,x", "refused"},
			{"XMLHttpRequest", host.URL + exportPrefix + "/secret", "threw"},
			{"WebSocket", "ws" + strings.TrimPrefix(host.URL, "http") + "/secret", "refused|threw"},
			{"importScripts", host.URL + exportPrefix + "/secret", "threw"},
			{"Worker", host.URL + exportPrefix + "/secret", "refused|threw"},
			{"font", host.URL + exportPrefix + "/secret", "refused"},
			{"eval", "1+1", "threw"},
			{"indexedDB", "", "threw|refused"},
			{"caches", "", "threw|refused"},
			{"origin", "", "is null"},
		} {
			attackFails(t, p, a.what, a.url, a.want)
		}
		for _, path := range host.requests() {
			if strings.Contains(path, "secret") {
				t.Errorf("a request came through: %s", path)
			}
		}
		works(p)
	})
	p.sub("is searched", func(t *testing.T) {
		p.open(exportPrefix + "/lessons/gini.html")
		p.press("/")
		p.press("impurity")
		p.wait("hits", `document.querySelectorAll(".top .results a").length > 1`)
		want := eval[[]string](visit(t, "/search?q=impurity"), `[...document.querySelectorAll("main .hits li")].map(e => e.textContent.replace(/\s+/g, " ").trim())`)
		got := eval[[]string](p, `[...document.querySelectorAll(".top .hits li")].map(e => e.textContent.replace(/\s+/g, " ").trim())`)
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("the page finds\n%s\nthe server\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		p.press("\r")
		p.wait("the search page", `location.pathname.endsWith("/search.html") && document.querySelectorAll("main .hits a").length > 1`)
		p.open(exportPrefix + "/" + eval[string](p, `document.querySelector("main .hits a").getAttribute("href").slice(2)`))
		p.wait("the lesson", `document.querySelector(".lesson")`)
	})
	p.sub("gives way to a new version", func(t *testing.T) { replacedByAnother(t, p, dir) })
	p.sub("works without a network", func(t *testing.T) {
		host.CloseClientConnections()
		host.Close()
		p.expect("ERR_CONNECTION_REFUSED") // of the service worker, which asks for the newest page
		p.expect("ERR_FAILED")
		p.open(exportPrefix + "/")
		p.click(".hero .button")
		p.wait("a lesson that was not opened before, or was", `document.querySelector(".lesson[data-lesson=introduction]")`)
		p.open(exportPrefix + "/lessons/knn.html")
		p.wait("a lesson that was not opened before", `document.querySelector(".lesson[data-lesson=knn]")`)
		movesWithoutServer(t, p)
		changesWithoutServer(t, p)
		sqlWithoutServer(t, p)
	})
}

// checksums returns a checksum of every file under a directory.
func checksums(t *testing.T, dir string) map[string]string {
	t.Helper()
	sums := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, name))
		sum := sha256.Sum256(text)
		sums[name] = hex.EncodeToString(sum[:])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(sums) == 0 {
		t.Fatal("nothing was exported")
	}
	return sums
}

// An export needs a place of its own.
func TestAnExportSparesWhatIsThere(t *testing.T) {
	dir := t.TempDir()
	precious := filepath.Join(dir, "precious.txt")
	if err := os.WriteFile(precious, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	err := server.Export(t.Context(), server.Config{}, dir)
	if err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("the error is %v", err)
	}
	if text, err := os.ReadFile(precious); err != nil || !bytes.Equal(text, []byte("mine")) {
		t.Errorf("the file is now %q, %v", text, err)
	}
}
