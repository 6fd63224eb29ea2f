package kit

import (
	"net/http"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

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
