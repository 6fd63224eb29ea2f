package kit

import (
	"net/http"
	"path"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// The browser builds for a server that has a kit but no toolchain. On a metered
// connection the page first says how large the download is, and waits for the
// reader's consent.
func TestTheBrowserHelpsAServerThatCannotBuild(t *testing.T) {
	t.Parallel()
	var fetched atomic.Int64
	p := course.NewKitServer(t, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasPrefix(r.URL.Path, "/kit/") && path.Base(r.URL.Path) != "manifest.json" {
				fetched.Add(1)
			}
			if r.Method == http.MethodPost {
				w.Header().Set("Content-Type", "application/json")
				_, _ = w.Write([]byte(`{"problem": "There is no toolchain.", "tookMs": 0}`))
				return
			}
			next.ServeHTTP(w, r)
		})
	}).Visit(t, "entropy", false)
	browser.Eval[bool](p, `(Object.defineProperty(navigator, "connection", { value: { saveData: true } }), true)`)
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
	if n := fetched.Load(); n != 0 {
		t.Errorf("%d files were downloaded without the reader's consent", n)
	}
	p.Run(course.Surprise)
	p.Wait("the question again", asks+` !== ""`)
	p.Click(`.kit button:nth-of-type(1)`)
	builtWith(p, "6.0000")
	if fetched.Load() == 0 {
		t.Error("nothing was downloaded")
	}
}
