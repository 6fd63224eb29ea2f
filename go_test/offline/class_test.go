package offline

import (
	"net/http"
	"strings"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
	"abacus/server"
)

// Over plain HTTP browsers withhold what needs a secure context. Still the compiler
// in a learner's browser works, where the teacher's machine cannot build and after it
// has gone, exercises are checked, and work is kept.
func TestALearnersOwnCompilerInAClass(t *testing.T) {
	t.Parallel()
	teacher := course.KitServerWith(t, func(cfg *server.Config) { cfg.Class = true }, cannotBuild)
	p := course.InClass(t, teacher.URL)
	p.Open(course.WorkshopPage)
	if browser.Eval[bool](p, `isSecureContext || Boolean(crypto.subtle) ||
		"caches" in self || "serviceWorker" in navigator`) {
		t.Fatalf("%s is a secure context: the test tests nothing", p.Origin)
	}
	course.Unhurried(p)
	p.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.Run(course.Surprise)
	course.BuiltHere(p, "6.0000")
	if sent := browser.Eval[[]string](p, `performance.getEntriesByType("resource")
		.filter(r => r.name.includes("/kit/")).map(r => r.name)`); len(sent) == 0 {
		t.Error("the page fetched no compiler")
	}

	teacher.Stop()
	p.Expect("ERR_CONNECTION_REFUSED")
	p.Expect("ERR_EMPTY_RESPONSE")
	p.Edit(course.Surprise, "return 3 *", "return 5 *")
	p.Run(course.Surprise)
	course.BuiltHere(p, "10.0000")
	const exercise = "#exercise-YourEntropy"
	p.Rewrite(exercise, p.Solution(exercise))
	if got := p.Check(exercise); p.State(exercise) != "done" {
		t.Errorf("the solution does not pass: %s", got)
	}
	kept := browser.Eval[string](p, `JSON.stringify(localStorage)`)
	if !strings.Contains(kept, "YourEntropy") || !strings.Contains(kept, "return 5 *") {
		t.Errorf("the browser keeps only %s", kept)
	}
}

// cannotBuild is a server whose toolchain has gone since it started.
func cannotBuild(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/build") {
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write([]byte(`{"problem": "There is no toolchain.", "tookMs": 0}`))
			return
		}
		next.ServeHTTP(w, r)
	})
}
