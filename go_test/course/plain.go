package course

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"abacus/go_test/browser"
)

// Where the exported course stands on its host, and a page that is none of
// its own.
const (
	ExportPrefix = "/courses/abacus"
	Elsewhere    = "/elsewhere"
)

// Export has the program write the course as plain files.
func Export(t *testing.T, dir string) {
	t.Helper()
	NewKit(t) // with this test's patience
	command := exec.Command(Program(t), "export", dir)
	command.Dir = t.TempDir()
	if said, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
}

// Exported returns a directory with the exported course, which the tests of a
// package share: it is made for the first of them, and nobody may change it.
func Exported(t *testing.T) string {
	t.Helper()
	return sharedExport.made(t)
}

// exported is an exported course.
type exported struct {
	mu  sync.Mutex
	tmp string
	dir string // once it is whole
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

// PlainHost serves files and does nothing else for them. Under other addresses
// it has another page, and a program that means harm.
func PlainHost(t *testing.T, dir string) *Bench {
	t.Helper()
	rogue := Compiled(t, "rogue")
	files := http.StripPrefix(ExportPrefix, http.FileServer(http.Dir(dir)))
	host := &Bench{Mux: http.NewServeMux()}
	host.Mux.Handle(ExportPrefix+"/", files)
	host.Mux.HandleFunc(Elsewhere, Answer("text/html; charset=utf-8", "", []byte(`<!doctype html><link rel="icon" href="data:,"><p>Another page`)))
	host.Mux.HandleFunc("/rogue.wasm", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(rogue) })
	host.Start(t)
	return host
}

// What a reader does with exported pages, on a host of plain files and
// without any.

// Slide moves a slider as a person does who uses the arrow keys.
func Slide(p *browser.Page, slider, value string) {
	p.T.Helper()
	browser.Eval[bool](p, `(() => {
		const e = document.querySelector(%s);
		e.value = %s;
		return e.dispatchEvent(new Event("input", { bubbles: true }));
	})()`, slider, value)
}

// MovesWithoutServer moves inputs, after which cells show what the server
// shows: first one that was computed ahead, then two together, which the
// lesson's program answers.
func MovesWithoutServer(t *testing.T, p *browser.Page) {
	t.Helper()
	p.Open(ExportPrefix + "/lessons/entropy.html")
	same := func(cell, query string) {
		t.Helper()
		q := Visit(t, "/lessons/entropy?"+query)
		outputs := `document.querySelector("#cell-` + cell + ` > .outputs").textContent.replace(/\s+/g, "")` // the two differ in the spaces between elements
		p.Wait(cell+" as on the server for "+query, outputs+" === %s", browser.Eval[string](q, outputs))
	}
	requests := `performance.getEntriesByType("resource").filter(e => e.name.includes("/states/")).length`
	Slide(p, CoinSlider, "0.7")
	same("BinaryCurve", "BinaryCurve.p=0.7")
	if browser.Eval[int](p, requests) == 0 {
		t.Error("the program answered for a common input")
	}
	p.Wait("the address to hold the state", "location.search === '?BinaryCurve.p=0.7'")

	name := browser.Eval[string](p, `[...document.querySelectorAll(".cell[data-cell]")].find(c => c.querySelectorAll(".inputs input[type=range]").length > 1)?.dataset.cell ?? ""`)
	if name == "" {
		t.Fatal("the lesson has no cell with two sliders")
	}
	set := browser.Eval[[]string](p, `[...document.querySelectorAll("#cell-" + %s + " .inputs input[type=range]")].slice(0, 2).map(e => {
		e.value = e.max;
		e.dispatchEvent(new Event("input", { bubbles: true }));
		return e.name + "=" + e.value;
	})`, name)
	same(name, strings.Join(set, "&"))
	p.Wait("the lesson's program", `document.querySelector("iframe")`)
}

// ChangesWithoutServer changes a declaration and runs it, and makes a mistake.
func ChangesWithoutServer(t *testing.T, p *browser.Page) {
	t.Helper()
	p.Open(ExportPrefix + "/lessons/entropy.html")
	Unhurried(p)
	p.Edit(Surprise, "math.Log2(", "2 + math.Log2(")
	p.Run(Surprise)
	p.Wait("a program built in the browser", browser.BenchSays+`.startsWith("Built in your browser")`)
	p.Wait("cells computed by the reader's code", CoinSurprise+` === "4.0000"`)
	p.Edit(Surprise, "2 + math.Log2(", "unused := 1; return math.Log2(")
	p.Run(Surprise)
	p.Wait("the compiler's message", `document.querySelector(".cm-problem")`)
	p.Edit(Surprise, "unused := 1; return math.Log2(", "math.Log2(")
	p.Run(Surprise)
	p.Wait("the lesson's own code", CoinSurprise+` === "2.0000"`)
}

// SQLWithoutServer runs statements and answers an exercise.
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
		t.Errorf("of a wrong answer the check says %q", got)
	}
	p.Rewrite(exercise, browser.Eval[string](p, `document.querySelector(%s + " > .solution code").textContent.trimEnd()`, exercise))
	if got := p.Check(exercise); !strings.Contains(got, "Correct, on this data and on other data") {
		t.Errorf("of the solution the check says %q", got)
	}
}
