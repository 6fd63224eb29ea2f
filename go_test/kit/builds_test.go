package kit

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// onDisk is JavaScript that looks at the browser's database of the kit's files:
// kept holds their current names, and change(f) changes the files.
const onDisk = `
	window.kept = [];
	window.change = (ask) => new Promise((resolve, reject) => {
		const request = indexedDB.open("abacus kit /kit/", 1);
		request.onerror = () => reject(request.error);
		request.onsuccess = () => {
			const asked = ask(request.result.transaction("files", "readwrite").objectStore("files"));
			asked.onsuccess = () => (request.result.close(), resolve(asked.result));
			asked.onerror = () => reject(asked.error);
		};
	});
	setInterval(async () => (kept = await change((files) => files.getAllKeys())), 50);`

// uncached is a response that the browser's HTTP cache does not store.
type uncached struct{ http.ResponseWriter }

func (w uncached) WriteHeader(status int) {
	w.Header().Set("Cache-Control", "no-store")
	w.ResponseWriter.WriteHeader(status)
}

// TestTheBrowserBuilds uses one page for all subtests, because fetching and
// starting the compiler takes longer than using it.
func TestTheBrowserBuilds(t *testing.T) {
	t.Parallel()
	var packs atomic.Int64
	p := course.NewKitServer(t, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, ".pack") {
				packs.Add(1)
				w = uncached{w}
			}
			next.ServeHTTP(w, r)
		})
	}).Visit(t, "entropy", true)
	p.Sub("ahead", func(t *testing.T) { buildsAhead(t, p) })
	p.Sub("with packs from the disk", func(t *testing.T) { packsComeFromTheDisk(t, p, &packs) })
}

// packsComeFromTheDisk checks that a returning visit fetches no pack again unless
// it is damaged, and deletes files of an earlier kit.
func packsComeFromTheDisk(t *testing.T, p *browser.Page, packs *atomic.Int64) {
	t.Helper()
	runs := func() {
		t.Helper()
		p.Run(course.Surprise)
		course.BuiltHere(p, "6.0000")
		browser.Eval[any](p, `(() => {`+onDisk+`})()`)
	}
	again := func() {
		t.Helper()
		p.Open("/lessons/entropy")
		course.Unhurried(p)
		runs()
	}
	p.Edit(course.Surprise, "unused := 1", "")
	p.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
	runs()
	p.Wait("what is fetched ahead", `kept.some((name) => name.startsWith("gonum_link"))`)
	first := packs.Load()
	p.Wait("the packs and the course to be on the disk", `kept.length === %s`, first+1)

	again()
	if n := packs.Load() - first; n != 0 {
		t.Errorf("a returning visit fetched %d packs", n)
	}

	t.Log("a damaged pack is fetched again")
	p.Wait("the files' names", `kept.length`)
	browser.Eval[any](p, `(async () => {
		const name = kept.find((name) => name.startsWith("base_link"));
		await change((files) => files.put(new Blob(["cut"]), name));
		await change((files) => files.put(new Blob(["old"]), "of an earlier kit"));
	})()`)
	again()
	if n := packs.Load() - first; n != 1 {
		t.Errorf("%d packs were fetched, want only the damaged one", n)
	}
	p.Wait("what is of an earlier kit to go", `kept.length && !kept.includes("of an earlier kit")`)
}
