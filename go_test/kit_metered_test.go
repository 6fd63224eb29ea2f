package gotest

import (
	"net/http"
	"path"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"
)

// Where a download costs something its size is named first, and it waits for a
// word.
func TestTheSizeIsNamedBeforeACostlyDownload(t *testing.T) {
	var fetched atomic.Int64
	p := newKitServer(t, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasPrefix(r.URL.Path, "/kit/") && path.Base(r.URL.Path) != "manifest.json" {
				fetched.Add(1)
			}
			next.ServeHTTP(w, r)
		})
	}).visit(t, "entropy", true)
	eval[bool](p, `(Object.defineProperty(navigator, "connection", { value: { saveData: true } }), true)`)
	const asks = `document.querySelector(".kit:not([hidden])")?.textContent ?? ""`
	p.edit(surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.run(surprise)
	p.wait("the question", asks+` !== ""`)
	if got := eval[string](p, asks); !regexp.MustCompile(`^To build in your browser, [1-9]\d? MB have to be downloaded, once\.`).MatchString(got) {
		t.Errorf("the page asks %q", got)
	}
	p.do(chromedp.Evaluate[chromedp.Void](axe))
	for _, v := range p.runAxe(`{}`) {
		t.Error("with the question: ", v)
	}
	p.click(`.kit button:nth-of-type(2)`)
	p.wait("the answer to a no", benchSays+` === "Not built: the compiler was not downloaded."`)
	if n := fetched.Load(); n != 0 {
		t.Errorf("%d files were downloaded before anybody agreed", n)
	}
	p.run(surprise)
	p.wait("the question again", asks+` !== ""`)
	p.click(`.kit button:nth-of-type(1)`)
	p.wait("a program built in the browser", benchSays+`.startsWith("Built in your browser") && `+coinSurprise+` === "6.0000"`)
	if fetched.Load() == 0 {
		t.Error("nothing was downloaded")
	}
}
