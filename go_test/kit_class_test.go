package gotest

import (
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"abacus/content"
	"abacus/deploy"
	"abacus/server"
	"abacus/static"
)

// Over plain HTTP browsers withhold what needs a secure context. A learner's
// own compiler works all the same, also when the teacher's machine has gone,
// and so do exercises and what is kept of them.
func TestALearnersOwnCompilerInAClass(t *testing.T) {
	b, k := newKit(t)
	s, err := server.New(server.Config{
		Module: os.DirFS(moduleRoot()), Content: content.FS(), Static: static.FS(), Deploy: deploy.FS, Builder: b, Kit: k, Class: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	teacher := &kitServer{httptest.NewServer(s.Handler()), k}
	t.Cleanup(teacher.stop)
	p := inClass(t, teacher.URL)
	p.patience = 10 * patience
	p.say()
	p.open(workshopPage)
	if eval[bool](p, `isSecureContext || Boolean(crypto.subtle) || "caches" in self || "serviceWorker" in navigator`) {
		t.Fatalf("%s is a secure context: the test tests nothing", p.origin)
	}
	eval[bool](p, `(document.querySelector(".lesson").dataset.deadline = 100000, localStorage.setItem("abacus-builder", "browser"), true)`)
	p.edit(surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.run(surprise)
	p.wait("a program built in the browser", benchSays+`.startsWith("Built in your browser")`)
	p.wait("its result", coinSurprise+` === "6.0000"`)
	if sent := eval[[]string](p, `performance.getEntriesByType("resource").filter(r => r.name.includes("/kit/")).map(r => r.name)`); len(sent) == 0 {
		t.Error("the page fetched no compiler")
	}

	teacher.stop()
	p.expect("ERR_CONNECTION_REFUSED")
	p.expect("ERR_EMPTY_RESPONSE")
	p.edit(surprise, "return 3 *", "return 5 *")
	p.run(surprise)
	p.wait("a program built without the teacher's machine", benchSays+`.startsWith("Built in your browser") && `+coinSurprise+` === "10.0000"`)
	const exercise = "#exercise-YourEntropy"
	p.rewrite(exercise, eval[string](p, `document.querySelector(%s + " > .solution code").textContent.trimEnd()`, exercise))
	if got := p.check(exercise); p.state(exercise) != "done" {
		t.Errorf("the solution does not pass: %s", got)
	}
	if kept := eval[string](p, `JSON.stringify(localStorage)`); !strings.Contains(kept, "YourEntropy") || !strings.Contains(kept, "return 5 *") {
		t.Errorf("the browser keeps %s", kept)
	}
}
