package kit

import (
	"net/http"
	"strings"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

func TestTheBrowserBuilds(t *testing.T) {
	t.Parallel()
	p := course.NewKitServer(t, nil).Visit(t, "entropy", true)
	p.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.Run(course.Surprise)
	p.Wait("a program built in the browser", browser.BenchSays+`.startsWith("Built in your browser")`)
	p.Wait("cells computed by the reader's code", course.CoinSurprise+` === "6.0000"`)
	t.Log(browser.Eval[string](p, browser.BenchSays))

	t.Log("mistakes are where the server has them, in its words")
	p.Edit(course.Surprise, "return 3 * math.Log2(", "unused := 1; return math.Log2(")
	p.Run(course.Surprise)
	p.Wait("the compiler's message", `document.querySelector(".cm-problem")`)
	if got := browser.Eval[string](p, `document.querySelector(".cm-problem-line").textContent`); !strings.Contains(got, "unused := 1") {
		t.Errorf("the message is below the line %q", got)
	}
	if got := browser.Eval[string](p, `document.querySelector(".cm-problem").textContent`); !strings.Contains(got, "declared and not used: unused") {
		t.Errorf("the message is %q", got)
	}
}

// A server without a toolchain, to which another gave its kit, is enough.
func TestTheBrowserHelpsAServerThatCannotBuild(t *testing.T) {
	t.Parallel()
	p := course.NewKitServer(t, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodPost {
				w.Header().Set("Content-Type", "application/json")
				_, _ = w.Write([]byte(`{"problem": "There is no toolchain.", "tookMs": 0}`))
				return
			}
			next.ServeHTTP(w, r)
		})
	}).Visit(t, "entropy", false)
	p.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.Run(course.Surprise)
	p.Wait("a program built in the browser", browser.BenchSays+`.startsWith("Built in your browser")`)
}
