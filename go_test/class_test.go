package gotest

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"abacus/server"
)

// busyFirst answers the first request to each of a few addresses as a server
// does of which too much is asked.
type busyFirst struct {
	next   http.Handler
	sql    atomic.Int64
	builds atomic.Int64
}

func (b *busyFirst) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Retry-After", "1")
	switch {
	case strings.HasSuffix(r.URL.Path, "/sql/0") && b.sql.Add(1) == 1:
		http.Error(w, "Others wait, too.", http.StatusTooManyRequests)
	case strings.HasSuffix(r.URL.Path, "/build") && b.builds.Add(1) == 1:
		w.WriteHeader(http.StatusTooManyRequests)
		_, _ = w.Write([]byte(`{"wait":"Others wait, too."}`))
	default:
		w.Header().Del("Retry-After")
		b.next.ServeHTTP(w, r)
	}
}

// newClass returns a tab of a learner in a class: on a name of the teacher's
// machine, over plain HTTP, where browsers withhold what they allow on
// localhost.
func newClass(t *testing.T) *page {
	t.Helper()
	s, b := workshopWith(t, "go", func(cfg *server.Config) { cfg.Class = true })
	if err := b.Prepare(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	return inClass(t, serve(t, &busyFirst{next: s.Handler()}))
}

// inClass returns a tab that reaches a server of this machine by its name.
func inClass(t *testing.T, url string) *page {
	t.Helper()
	name, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	name = strings.ToLower(strings.TrimSuffix(name, ".local"))
	p := newPage(t, strings.Replace(url, "127.0.0.1", name+".local", 1))
	p.expect("Cross-Origin-Opener-Policy header has been ignored") // the browser says so where there is no TLS
	p.expect("429")
	return p
}

// TestALearnerInAClass does over plain HTTP what a learner does on localhost:
// slides, queries, changes code and runs it, and shares it.
func TestALearnerInAClass(t *testing.T) {
	p := newClass(t)
	p.open(workshopPage)
	if eval[bool](p, "isSecureContext") {
		t.Fatalf("%s is a secure context: the test tests nothing", p.origin)
	}
	eval[bool](p, `(() => { const s = document.querySelector("#BinaryCurve-p"); s.value = 0.5; return s.dispatchEvent(new Event("input", {bubbles: true})); })()`)
	p.wait("the slider to be answered", coinSurprise+` === "1.0000"`)
	p.edit(surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.run(surprise)
	p.wait("the learner's program to answer, after a second try", coinSurprise+` === "3.0000"`)
	eval[any](p, `[...document.querySelectorAll(".bench button")].find(b => b.textContent.startsWith("Share")).click()`)
	p.wait("the link to copy by hand", `document.querySelector(".bench input[readonly]")?.value.includes("#edits=")`)
	link := eval[string](p, `document.querySelector(".bench input[readonly]").value`)
	copied := eval[string](p, `(async () => {
		const copy = [...document.querySelectorAll(".listing .copy")].find(b => b.checkVisibility());
		const said = new Promise(done => new MutationObserver(done).observe(copy, { childList: true }));
		copy.click();
		await said;
		return copy.textContent + ": " + getSelection();
	})()`)
	if !strings.HasPrefix(copied, "Press Ctrl C: ") || !strings.Contains(copied, "func ") {
		t.Errorf("without a clipboard the button says %q and selects no code", copied)
	}

	other := newPage(t, p.origin)
	other.expect("Cross-Origin-Opener-Policy header has been ignored")
	other.open(strings.TrimPrefix(link, p.origin))
	other.wait("the edits to be offered to another learner", "("+offered+") !== ''")

	p.open("/lessons/joins")
	p.click("#sql-0 .run")
	p.wait("why it takes longer", "document.querySelector('#sql-0 .error')?.textContent === 'Others wait, too.\\n' || document.querySelector('#sql-0 table')")
	p.wait("the result, without another press", "document.querySelector('#sql-0 .outputs table') && !document.querySelector('#sql-0 .error')")
}

// TestTheProgramInvitesAClass: the addresses are on standard output.
func TestTheProgramInvitesAClass(t *testing.T) {
	r := start(t, t.TempDir(), "-class", "-answers", filepath.Join(t.TempDir(), "class.db"))
	await(t, "the invitation", func() bool { return strings.Contains(r.stdout.String(), "    "+r.url+"\n") })
	get(t, r.url+"/lessons/gini", http.StatusOK)
}
