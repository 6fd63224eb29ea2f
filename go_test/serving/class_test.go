package serving

import (
	"net/http"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
	"abacus/go_test/need"
	"abacus/server"
)

// busyFirst answers the first request to some addresses like an overloaded server.
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

// newClass returns the tab of a learner in a class, who reaches the teacher's
// machine by name over plain HTTP. There browsers withhold features that they allow
// on localhost.
func newClass(t *testing.T) *browser.Page {
	t.Helper()
	s, b := course.WorkshopWith(t, "go", func(cfg *server.Config) { cfg.Class = true })
	if err := b.Prepare(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	return course.InClass(t, course.Serve(t, &busyFirst{next: s.Handler()}))
}

// TestALearnerInAClass does over plain HTTP what readers do on localhost: moves a
// slider, changes, runs and shares code, and runs SQL.
func TestALearnerInAClass(t *testing.T) {
	t.Parallel()
	p := newClass(t)
	p.Open(course.WorkshopPage)
	if browser.Eval[bool](p, "isSecureContext") {
		t.Fatalf("%s is a secure context: the test tests nothing", p.Origin)
	}
	p.SetInput(course.CoinSlider, "0.5")
	p.Wait("the slider to be answered", course.CoinSurprise+` === "1.0000"`)
	p.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.Run(course.Surprise)
	p.Wait("the learner's program to answer, after a second try", course.CoinSurprise+` === "3.0000"`)
	browser.Eval[any](p, `[...document.querySelectorAll(".bench button")]
		.find(b => b.textContent.startsWith("Share")).click()`)
	p.Wait("the link to copy by hand", `document.querySelector(".bench input[readonly]")?.value.includes("#edits=")`)
	link := browser.Eval[string](p, `document.querySelector(".bench input[readonly]").value`)
	copied := browser.Eval[string](p, `(async () => {
		const copy = [...document.querySelectorAll(".listing .copy")].find(b => b.checkVisibility());
		const said = new Promise(done => new MutationObserver(done).observe(copy, { childList: true }));
		copy.click();
		await said;
		return copy.textContent + ": " + getSelection();
	})()`)
	if !strings.HasPrefix(copied, "Press Ctrl C: ") || !strings.Contains(copied, "func ") {
		t.Errorf("without a clipboard the button says %q and selects no code", copied)
	}

	other := browser.NewPage(t, p.Origin)
	other.Expect("Cross-Origin-Opener-Policy header has been ignored")
	other.Open(strings.TrimPrefix(link, p.Origin))
	other.Wait("the edits to be offered to another learner", "("+course.Offered+") !== ''")

	p.Open("/lessons/joins")
	p.Click("#sql-0 .run")
	p.Wait("why it takes longer", `document.querySelector("#sql-0 .error")?.textContent === "Others wait, too.\n" ||
		document.querySelector("#sql-0 table")`)
	p.Wait("the result, without another press",
		`document.querySelector("#sql-0 .outputs table") && !document.querySelector("#sql-0 .error")`)
}

// With -class the program prints the class's addresses on standard output.
func TestTheProgramInvitesAClass(t *testing.T) {
	t.Parallel()
	r := course.Start(t, t.TempDir(), "-class", "-answers", filepath.Join(t.TempDir(), "class.db"))
	need.Until(t, "the invitation", func() bool { return strings.Contains(r.Stdout.String(), "    "+r.URL+"\n") })
	course.Get(t, r.URL+"/lessons/gini", http.StatusOK)
}
