package gotest

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp/kb"

	"abacus/content"
	"abacus/deploy"
	"abacus/lessons"
	"abacus/server"
	"abacus/server/build"
	"abacus/static"
)

// workshopServer returns a server that compiles edits with the given go
// command, and its builder, which is not prepared yet.
func workshopServer(t *testing.T, goCommand string) (*server.Server, *build.Builder) {
	t.Helper()
	return workshopWith(t, goCommand, func(*server.Config) {})
}

// workshopWith is workshopServer with a configuration of its own.
func workshopWith(t *testing.T, goCommand string, configure func(*server.Config)) (*server.Server, *build.Builder) {
	t.Helper()
	needBrowser(t) // skips before anything is prepared
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	b, err := build.New(build.Config{
		Module: os.DirFS(moduleRoot()), Lessons: lessons.Slugs(), CacheDir: filepath.Join(cache, "abacus"), Go: goCommand,
	})
	if err != nil {
		t.Fatal(err)
	}
	cfg := server.Config{Module: os.DirFS(moduleRoot()), Content: content.FS(), Static: static.FS(), Deploy: deploy.FS, Builder: b}
	configure(&cfg)
	s, err := server.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return s, b
}

// newWorkshop returns the address of such a server, and its builder.
func newWorkshop(t *testing.T, goCommand string) (url string, b *build.Builder) {
	t.Helper()
	s, b := workshopServer(t, goCommand)
	return serve(t, s.Handler()), b
}

// workshopHandler returns the handler of such a server, ready to build.
func workshopHandler(t *testing.T, goCommand string) http.Handler {
	t.Helper()
	s, b := workshopServer(t, goCommand)
	if err := b.Prepare(t.Context(), nil); err != nil && goCommand == "go" {
		t.Fatal(err)
	}
	return s.Handler()
}

// serve serves h until the test ends and returns its address.
func serve(t *testing.T, h http.Handler) string {
	t.Helper()
	srv := httptest.NewServer(h)
	t.Cleanup(func() {
		srv.CloseClientConnections()
		srv.Close()
	})
	return srv.URL
}

// workshopPage is the lesson that these tests change.
const workshopPage = "/lessons/entropy"

// visitWorkshop opens that lesson on a server that is ready to build.
func visitWorkshop(t *testing.T, goCommand string) *page {
	t.Helper()
	p := newPage(t, serve(t, workshopHandler(t, goCommand)))
	p.open(workshopPage)
	return p
}

// surprise is the listing that these tests change.
const surprise = `.listing[data-source="Surprise"]`

// edit opens the listing and replaces a part of its text.
func (p *page) edit(listing, old, new string) {
	p.t.Helper()
	if eval[bool](p, "!document.querySelector(%s + ' .cm-content')", listing) {
		eval[bool](p, "(document.querySelector(%s + ' button.edit').click(), true)", listing)
		p.wait("an editor", "document.querySelector(%s + ' .cm-content')", listing)
	}
	text := eval[string](p, "document.querySelector(%s + ' .cm-content').innerText", listing)
	if !strings.Contains(text, old) {
		p.t.Fatalf("the editor holds no %q:\n%s", old, text)
	}
	line := eval[string](p, `(async () => {
		const content = document.querySelector(%s + " .cm-content");
		content.focus();
		const line = [...content.querySelectorAll(".cm-line")].find(l => l.textContent.includes(%s));
		getSelection().collapse(content, 0);
		const seen = new Promise(done => document.addEventListener("selectionchange", done, { once: true }));
		getSelection().selectAllChildren(line);
		await seen; // by the editor, too
		return line.textContent;
	})()`, listing, old)
	send(p, input.InsertText, input.InsertTextParams{Text: strings.Replace(line, old, new, 1)})
}

// inEditorType types at the end of what the editor of a listing holds.
func (p *page) inEditorType(listing, text string) {
	p.t.Helper()
	eval[any](p, "document.querySelector(%s).focus()", listing+" .cm-content")
	p.press(kb.End, kb.ModifierCtrl)
	p.press(text)
}

// run presses Run below a listing.
func (p *page) run(listing string) {
	p.t.Helper()
	eval[bool](p, "(document.querySelector(%s + ' .bar .run').click(), true)", listing)
}

// marked is how many cells show what the reader's code made.
const marked = `document.querySelectorAll(".yours").length`

// benchSays is what the bench at the window's foot says.
const benchSays = `document.querySelector(".bench > p").textContent`

// coinSurprise is the surprise column of the coin's table: of heads with
// p = 0.25.
const coinSurprise = `document.querySelector("#cell-BinaryCurve td:nth-child(3)").textContent`

func TestChangedCodeChangesEveryCell(t *testing.T) {
	p := visitWorkshop(t, "go")
	if got := eval[string](p, coinSurprise); got != "2.0000" {
		t.Fatalf("the coin's surprise is %s before anything is changed", got)
	}
	p.edit(surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.run(surprise)
	p.wait("cells computed by the reader's code", marked+" > 3")
	if got := eval[string](p, coinSurprise); got != "6.0000" {
		t.Errorf("with three times the surprise the coin's is %s, want 6.0000", got)
	}

	t.Log("a slider drives the reader's program")
	eval[bool](p, `(() => { const s = document.querySelector("#BinaryCurve-p"); s.value = 0.5; return s.dispatchEvent(new Event("input", {bubbles: true})); })()`)
	p.wait("the changed program to answer", coinSurprise+` === "3.0000"`)

	t.Log("the edit survives a reload")
	p.open("/lessons/entropy")
	p.wait("the edit to be run again", coinSurprise+` === "6.0000"`)

	t.Log("Reset all goes back to the lesson")
	eval[bool](p, `([...document.querySelectorAll(".bench button")].find(b => b.textContent === "Reset all").click(), true)`)
	p.wait("the lesson's own numbers", coinSurprise+` === "2.0000" && `+marked+` === 0`)
	if left := eval[string](p, `JSON.stringify(Object.keys(localStorage))`); left != "[]" {
		t.Errorf("the browser still keeps %s", left)
	}
}

func TestMistakesAppearOnTheirLine(t *testing.T) {
	p := visitWorkshop(t, "go")
	p.edit(surprise, "return math.Log2(", "unused := 1; return math.Log2(")
	p.run(surprise)
	p.wait("the compiler's message", `document.querySelector(".cm-problem")`)
	if got := eval[string](p, `document.querySelector(".cm-problem-line").textContent`); !strings.Contains(got, "unused := 1") {
		t.Errorf("the message is below the line %q", got)
	}
	if got := eval[string](p, `document.querySelector(".cm-problem").textContent`); !strings.Contains(got, "declared and not used: unused") {
		t.Errorf("the message is %q", got)
	}
	if n := eval[int](p, marked); n != 0 {
		t.Errorf("%d cells claim to show code that does not compile", n)
	}
}

func TestAnEndlessLoopIsStopped(t *testing.T) {
	p := visitWorkshop(t, "go")
	p.edit(surprise, "return math.Log2(", "for { }; return math.Log2(")
	p.run(surprise)
	p.wait("the program to be built", benchSays+`.startsWith("Built")`)
	eval[bool](p, `([...document.querySelectorAll(".bench button")].find(b => b.textContent === "Stop").click(), true)`)
	p.wait("the program to stop", `[...document.querySelectorAll(".cell .error")].some(e => e.textContent.includes("Stopped"))`)
	p.edit(surprise, "for {", "for false {") // it was formatted
	p.run(surprise)
	p.wait("the next run to work", coinSurprise+` === "2.0000" && `+marked+` > 3`)
}

func TestWithoutAToolchainThePageSaysSo(t *testing.T) {
	p := visitWorkshop(t, "there-is-no-such-go")
	p.edit(surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.run(surprise)
	p.wait("the reason", benchSays+`.includes("no Go toolchain")`)
	eval[bool](p, `(() => { const s = document.querySelector("#BinaryCurve-p"); s.value = 0.5; return s.dispatchEvent(new Event("input", {bubbles: true})); })()`)
	p.wait("the lesson's own code to answer", coinSurprise+` === "1.0000"`)
}
