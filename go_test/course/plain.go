package course

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
)

// Paths of the exported course on its host, and of a page outside the course.
const (
	ExportPrefix = "/courses/abacus"
	Elsewhere    = "/elsewhere"
)

// Export runs the program to write the course as plain files.
func Export(t *testing.T, dir string) {
	t.Helper()
	NewKit(t) // so that the program finds it ready
	command := exec.Command(Program(t), "export", dir)
	command.Dir = t.TempDir()
	if said, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
}

// Exported returns a directory with the exported course. The tests of a package
// share it, so none may change it.
func Exported(t *testing.T) string {
	t.Helper()
	return sharedExport.made(t)
}

// exported is an exported course, made when the first test asks for it.
type exported struct {
	mu  sync.Mutex
	tmp string
	dir string // empty until the export is complete
}

func (e *exported) made(t *testing.T) string {
	t.Helper()
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.dir != "" {
		return e.dir
	}
	browser.Need(t)
	var err error
	if e.tmp, err = os.MkdirTemp("", "abacus-export-"); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(e.tmp, "course")
	Export(t, dir)
	e.dir = dir
	return dir
}

func (e *exported) remove() {
	if e.tmp != "" {
		_ = os.RemoveAll(e.tmp)
	}
}

// PlainHost serves plain files. At other addresses it has another page and a
// malicious program.
func PlainHost(t *testing.T, dir string) *Bench {
	t.Helper()
	rogue := Compiled(t, "rogue")
	files := http.StripPrefix(ExportPrefix, http.FileServer(http.Dir(dir)))
	host := &Bench{Mux: http.NewServeMux()}
	host.Mux.Handle(ExportPrefix+"/", files)
	host.Mux.HandleFunc(Elsewhere, Answer("text/html; charset=utf-8", "",
		[]byte(`<!doctype html><link rel="icon" href="data:,"><p>Another page`)))
	host.Mux.HandleFunc("/rogue.wasm", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(rogue) })
	host.Start(t)
	return host
}

// The functions below do what readers do with exported pages, with and without a
// host.

// KeptForLater waits until the service worker keeps the course. A page that is just
// being opened when the worker becomes active belongs to none: it is opened again.
func KeptForLater(p *browser.Page) {
	p.T.Helper()
	if !browser.Eval[bool](p, "navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)") {
		p.Do(chromedp.Reload())
	}
	p.Wait("the service worker", "navigator.serviceWorker.controller")
}

// MovesWithoutServer checks that cells show the same as on the server when inputs
// move: first one input, whose outputs were computed ahead, then two together,
// which need the lesson's program.
func MovesWithoutServer(t *testing.T, p *browser.Page) {
	t.Helper()
	p.Open(ExportPrefix + "/lessons/entropy.html")
	same := func(cell, query string) {
		t.Helper()
		q := Visit(t, "/lessons/entropy?"+query)
		// The two differ only in the spaces between elements.
		outputs := `document.querySelector("#cell-` + cell + ` > .outputs").textContent.replace(/\s+/g, "")`
		p.Wait(cell+" as on the server for "+query, outputs+" === %s", browser.Eval[string](q, outputs))
	}
	requests := `performance.getEntriesByType("resource").filter(e => e.name.includes("/states/")).length`
	p.SetInput(CoinSlider, "0.7")
	same("BinaryCurve", "BinaryCurve.p=0.7")
	if browser.Eval[int](p, requests) == 0 {
		t.Error("the outputs for a common input were not computed ahead")
	}
	p.Wait("the address to hold the state", "location.search === '?BinaryCurve.p=0.7'")

	name := browser.Eval[string](p, `[...document.querySelectorAll(".cell[data-cell]")]
		.find(c => c.querySelectorAll(".inputs input[type=range]").length > 1)?.dataset.cell ?? ""`)
	if name == "" {
		t.Fatal("the lesson has no cell with two sliders")
	}
	sliders := "#cell-" + name + " .inputs input[type=range]"
	set := browser.Eval[[]string](p, `[...document.querySelectorAll(%s)].slice(0, 2).map(e => {
		e.value = e.max;
		e.dispatchEvent(new Event("input", { bubbles: true }));
		return e.name + "=" + e.value;
	})`, sliders)
	same(name, strings.Join(set, "&"))
	p.Wait("the lesson's program", `document.querySelector("iframe")`)
}

// ChangesWithoutServer changes a declaration, runs it, makes a mistake, and runs an
// example and a cell of the reader's own.
func ChangesWithoutServer(t *testing.T, p *browser.Page) {
	t.Helper()
	p.Open(ExportPrefix + "/lessons/entropy.html")
	Unhurried(p)
	p.Edit(Surprise, "math.Log2(", "2 + math.Log2(")
	p.Run(Surprise)
	BuiltHere(p, "4.0000")
	p.Edit(Surprise, "2 + math.Log2(", "unused := 1; return math.Log2(")
	p.Run(Surprise)
	p.Wait("the compiler's message", `document.querySelector(".cm-problem")`)
	p.Edit(Surprise, "unused := 1; return math.Log2(", "math.Log2(")
	p.Run(Surprise)
	p.Wait("the lesson's own code", CoinSurprise+` === "2.0000"`)
	p.Run(Example + " .listing")
	p.Wait("the output of an example", ExampleTitle+` === "Output, as tested"`)
	AddOwn(p)
	p.Rewrite(".own", "func half(x float64) float64 { return x / 2 }\nhalf(entropy.Surprise(0.25)) + 41")
	p.Run(".own")
	p.Shows(".own", "42")
	p.ClickText(".own-head button", "Delete") // the next visit begins without it
	p.Wait("no cell", "!document.querySelector('.own')")
}

// NoteWithoutServer writes a note with a formula, which is still there when the page
// comes back.
func NoteWithoutServer(t *testing.T, p *browser.Page) {
	t.Helper()
	p.Open(ExportPrefix + "/notebook.html")
	AddOwnLast(p, "text")
	p.Press(`*Without* a network: $\frac{1}{2}$.`)
	p.Press(kb.Enter, kb.ModifierCtrl)
	const shown = "document.querySelector('.note em') && document.querySelector('.note math mfrac')"
	p.Wait("the note", shown)
	p.Open(ExportPrefix + "/notebook.html")
	p.Wait("the note again", shown)
	p.ClickText(".own-head button", "Delete")
	p.Wait("the note to go", "!document.querySelector('.note')")
}

// SQLWithoutServer runs statements and solves an exercise.
func SQLWithoutServer(t *testing.T, p *browser.Page) {
	t.Helper()
	p.Open(ExportPrefix + "/lessons/tables.html")
	p.Write(SQLMakes, "CREATE TABLE paint (hue TEXT); INSERT INTO paint VALUES ('ochre');")
	p.Write(SQLReads, "SELECT hue, 40 + 2 AS answer FROM paint;")
	p.Click(SQLReads + " .run")
	p.Shows(SQLReads, "ochre")
	p.Shows(SQLReads, "42")
	p.Write(SQLReads, "SELECT name\nFROM prodct;")
	p.Click(SQLReads + " .run")
	p.Shows(SQLReads, "no such table: prodct")
	p.Click(SQLReads + " [type=reset]")

	exercise := "#" + browser.Eval[string](p, `document.querySelector(".exercise[data-kind=sql]").id`)
	p.Rewrite(exercise, "SELECT 1;")
	if got := p.Check(exercise); !strings.Contains(got, "Not yet") {
		t.Errorf("for a wrong answer the check says %q", got)
	}
	p.Rewrite(exercise, p.Solution(exercise))
	if got := p.Check(exercise); !strings.Contains(got, "Correct, on this data and on other data") {
		t.Errorf("for the solution the check says %q", got)
	}
}

// OwnSQLWithoutServer writes SQL cells of the reader's own: beside the lesson's, whose
// statements SQLWithoutServer has changed, and in the notebook. It leaves none.
func OwnSQLWithoutServer(t *testing.T, p *browser.Page) {
	t.Helper()
	for _, c := range []struct{ page, makes, reads, shows string }{
		{"/lessons/tables.html", "INSERT INTO paint VALUES ('umber');",
			"SELECT group_concat(hue) AS hues, (SELECT count(*) FROM product) AS products FROM paint;", "ochre,umber"},
		{"/notebook.html", "CREATE TABLE t (x); INSERT INTO t VALUES (1), (2);", "SELECT sum(x) + 40 FROM t;", "43"},
	} {
		p.Open(ExportPrefix + c.page)
		var cells []string
		for _, text := range []string{c.makes, c.reads} {
			cell := AddOwnLast(p, "sql")
			p.Write(cell, text)
			p.Press("\r", kb.ModifierCtrl)
			cells = append(cells, cell)
		}
		p.Shows(cells[1], c.shows)
		p.Write(cells[0], "DROP TABLE nowhere;")
		p.Click(cells[0] + " .run")
		p.Shows(cells[0], "line 1, column 12: no such table: nowhere")
		for i := range cells {
			p.ClickText(cells[i]+" .own-head button", "Delete")
		}
		p.Wait("no cells", "!document.querySelector('.own')")
	}
}
