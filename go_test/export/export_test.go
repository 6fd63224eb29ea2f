package export

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
	"abacus/server/export"
)

// The course on a host that only serves files, and after that has gone.
func TestTheCourseAsPlainFiles(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "course")
	// The last subtest replaces the course with a new version.
	if err := os.CopyFS(dir, os.DirFS(course.Exported(t))); err != nil {
		t.Fatal(err)
	}
	host := course.PlainHost(t, dir)
	p := browser.NewPage(t, host.URL)
	p.Sub("is read", func(t *testing.T) {
		p.Open(course.ExportPrefix + "/")
		p.Click(".hero .button")
		p.Wait("the first lesson", `location.pathname.endsWith("/lessons/introduction.html") &&
			document.readyState === "complete"`)
	})
	// What is fetched before the service worker has started is not kept.
	p.Sub("is kept for later", func(t *testing.T) { course.KeptForLater(p) })
	p.Sub("is used without a mouse", func(t *testing.T) { usedByKeyboard(t, p) })
	p.Sub("is practised", func(t *testing.T) { practisedWithoutServer(t, p) })
	p.Sub("holds programs behind their wall", func(t *testing.T) {
		p.Open(course.ExportPrefix + "/lessons/gini.html")
		p.Expect("Content Security Policy")
		p.Expect("violates")
		browser.Eval[any](p, `(async () => {
			const main = document.querySelector("script[src$='/js/main.js']").src;
			const { page } = await import(main);
			window.runner = page.newRunner();
			await runner.load(await (await fetch("/rogue.wasm")).arrayBuffer());
		})()`)
		for _, a := range []struct{ what, url, want string }{
			{"fetch", host.URL + course.ExportPrefix + "/secret", "refused"},
			{"fetch", "data:text/plain,x", "refused"},
			{"XMLHttpRequest", host.URL + course.ExportPrefix + "/secret", "threw"},
			{"WebSocket", "ws" + strings.TrimPrefix(host.URL, "http") + "/secret", "refused|threw"},
			{"importScripts", host.URL + course.ExportPrefix + "/secret", "threw"},
			{"Worker", host.URL + course.ExportPrefix + "/secret", "refused|threw"},
			{"font", host.URL + course.ExportPrefix + "/secret", "refused"},
			{"eval", "1+1", "threw"},
			{"indexedDB", "", "threw|refused"},
			{"caches", "", "threw|refused"},
			{"origin", "", "is null"},
		} {
			course.AttackFails(t, p, a.what, a.url, a.want)
		}
		for _, path := range host.Requests() {
			if strings.Contains(path, "secret") {
				t.Errorf("a request reached the server: %s", path)
			}
		}
		course.Works(p)
	})
	p.Sub("is searched", func(t *testing.T) {
		p.Open(course.ExportPrefix + "/lessons/gini.html")
		p.Press("/")
		p.Press("impurity")
		p.Wait("hits", `document.querySelectorAll(".top .results a").length > 1`)
		const hits = `[...document.querySelectorAll(%s)].map(e => e.textContent.replace(/\s+/g, " ").trim())`
		want := browser.Eval[[]string](course.Visit(t, "/search?q=impurity"), hits, "main .hits li")
		got := browser.Eval[[]string](p, hits, ".top .hits li")
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("the page finds\n%s\nthe server\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		p.Press("\r")
		p.Wait("the search page", `location.pathname.endsWith("/search.html") &&
			document.querySelectorAll("main .hits a").length > 1`)
		first := browser.Eval[string](p, `document.querySelector("main .hits a").getAttribute("href").slice(2)`)
		p.Open(course.ExportPrefix + "/" + first)
		p.Wait("the lesson", `document.querySelector(".lesson")`)
	})
	p.Sub("moves", func(t *testing.T) { course.MovesWithoutServer(t, p) })
	p.Sub("runs SQL", func(t *testing.T) { course.SQLWithoutServer(t, p) })
	p.Sub("runs SQL of one's own", func(t *testing.T) { course.OwnSQLWithoutServer(t, p) })
	p.Sub("gives way to a new version", func(t *testing.T) { replacedByAnother(t, p, dir) })
	p.Sub("works when its host has gone", func(t *testing.T) {
		host.CloseClientConnections()
		host.Close()
		p.Expect("ERR_CONNECTION_REFUSED") // the service worker requests the newest page
		p.Expect("ERR_FAILED")
		p.Open(course.ExportPrefix + "/")
		p.Click(".hero .button")
		p.Wait("a lesson that was opened before", `document.querySelector(".lesson[data-lesson=introduction]")`)
		p.Open(course.ExportPrefix + "/lessons/knn.html")
		p.Wait("a lesson that was not opened before", `document.querySelector(".lesson[data-lesson=knn]")`)
		course.MovesWithoutServer(t, p)
		course.ChangesWithoutServer(t, p)
		course.SQLWithoutServer(t, p)
		course.NoteWithoutServer(t, p)
		course.OwnSQLWithoutServer(t, p)
	})
}

func TestEveryLinkOfAnExportLeadsSomewhere(t *testing.T) {
	t.Parallel()
	host := course.PlainHost(t, course.Exported(t))
	var pages []string
	for _, path := range course.LessonPaths() {
		pages = append(pages, course.ExportPrefix+path+".html")
	}
	for _, path := range course.HelpPaths() {
		if !strings.HasSuffix(path, "/") { // the index has a directory's address
			path += ".html"
		}
		pages = append(pages, course.ExportPrefix+path)
	}
	course.Crawl(t, host.URL, course.ExportPrefix+"/", pages)
}

// What an export makes of a lesson depends on nothing but the course. Two lessons,
// which link to each other, are enough: that cells show the same each time is tested
// for all of them elsewhere.
func TestTwoExportsAreTheSame(t *testing.T) {
	t.Parallel()
	again := func() map[string]string {
		builder, kit := course.NewKit(t)
		dir := filepath.Join(t.TempDir(), "site")
		cfg := export.Config{
			Project: course.Config().Project, Lessons: []string{"tables", "joins"}, Builder: builder, Kit: kit,
		}
		if err := export.Write(t.Context(), cfg, dir); err != nil {
			t.Fatal(err)
		}
		return checksums(t, dir)
	}
	first, second := again(), again()
	if !maps.Equal(first, second) {
		t.Errorf("two exports of two lessons are\n%v\n%v", first, second)
	}
	whole := checksums(t, course.Exported(t))
	shared := 0
	for name, sum := range whole {
		if _, ok := first[name]; !ok || strings.HasSuffix(name, ".html") || name == "sw.js" {
			continue // of another lesson, or with a list of all
		}
		if shared++; first[name] != sum {
			t.Errorf("%s differs between two exports", name)
		}
	}
	if shared < len(first)/2 {
		t.Errorf("the export of two lessons and that of the course share only %d of %d files", shared, len(first))
	}
}

// version matches the part of a static file's path that changes with any of them. The
// program has them embedded; the test reads the directory, which has Go files too.
var version = regexp.MustCompile("^static/[0-9a-f]+/")

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
		sums[version.ReplaceAllString(name, "static/")] = hex.EncodeToString(sum[:])
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

// An export needs an empty directory.
func TestAnExportSparesWhatIsThere(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	precious := filepath.Join(dir, "precious.txt")
	if err := os.WriteFile(precious, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	err := export.Write(t.Context(), export.Config{}, dir)
	if err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("the error is %v", err)
	}
	if text, err := os.ReadFile(precious); err != nil || !bytes.Equal(text, []byte("mine")) {
		t.Errorf("the file is now %q, %v", text, err)
	}
}
