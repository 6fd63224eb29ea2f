package gotest

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// What a reader does with exported pages, on a host of plain files and
// without any.

// slide moves a slider as a person does who uses the arrow keys.
func (p *page) slide(slider, value string) {
	p.t.Helper()
	eval[bool](p, `(() => {
		const e = document.querySelector(%s);
		e.value = %s;
		return e.dispatchEvent(new Event("input", { bubbles: true }));
	})()`, slider, value)
}

// movesWithoutServer moves inputs, after which cells show what the server
// shows: first one that was computed ahead, then two together, which the
// lesson's program answers.
func movesWithoutServer(t *testing.T, p *page) {
	t.Helper()
	p.open(exportPrefix + "/lessons/entropy.html")
	same := func(cell, query string) {
		t.Helper()
		q := visit(t, "/lessons/entropy?"+query)
		outputs := `document.querySelector("#cell-` + cell + ` > .outputs").textContent.replace(/\s+/g, "")` // the two differ in the spaces between elements
		p.wait(cell+" as on the server for "+query, outputs+" === %s", eval[string](q, outputs))
	}
	requests := `performance.getEntriesByType("resource").filter(e => e.name.includes("/states/")).length`
	p.slide(coinSlider, "0.7")
	same("BinaryCurve", "BinaryCurve.p=0.7")
	if eval[int](p, requests) == 0 {
		t.Error("the program answered for a common input")
	}
	p.wait("the address to hold the state", "location.search === '?BinaryCurve.p=0.7'")

	name := eval[string](p, `[...document.querySelectorAll(".cell[data-cell]")].find(c => c.querySelectorAll(".inputs input[type=range]").length > 1)?.dataset.cell ?? ""`)
	if name == "" {
		t.Fatal("the lesson has no cell with two sliders")
	}
	set := eval[[]string](p, `[...document.querySelectorAll("#cell-" + %s + " .inputs input[type=range]")].slice(0, 2).map(e => {
		e.value = e.max;
		e.dispatchEvent(new Event("input", { bubbles: true }));
		return e.name + "=" + e.value;
	})`, name)
	same(name, strings.Join(set, "&"))
	p.wait("the lesson's program", `document.querySelector("iframe")`)
}

// changesWithoutServer changes a declaration and runs it, and makes a mistake.
func changesWithoutServer(t *testing.T, p *page) {
	t.Helper()
	p.open(exportPrefix + "/lessons/entropy.html")
	eval[bool](p, `(document.querySelector(".lesson").dataset.deadline = 100000, true)`) // the tests' machine may be busy
	p.edit(surprise, "math.Log2(", "2 + math.Log2(")
	p.run(surprise)
	p.wait("a program built in the browser", benchSays+`.startsWith("Built in your browser")`)
	p.wait("cells computed by the reader's code", coinSurprise+` === "4.0000"`)
	p.edit(surprise, "2 + math.Log2(", "unused := 1; return math.Log2(")
	p.run(surprise)
	p.wait("the compiler's message", `document.querySelector(".cm-problem")`)
	p.edit(surprise, "unused := 1; return math.Log2(", "math.Log2(")
	p.run(surprise)
	p.wait("the lesson's own code", coinSurprise+` === "2.0000"`)
}

// practisedWithoutServer does an exercise and a question.
func practisedWithoutServer(t *testing.T, p *page) {
	t.Helper()
	p.open(exportPrefix + "/lessons/gini.html")
	eval[bool](p, `(document.querySelector(".lesson").dataset.deadline = 100000, true)`)
	if got := p.check(yourGini); !strings.Contains(got, "Not yet: YourGini([4, 4]) should give 0.5 and gives 0") {
		t.Errorf("of the stub the check says %q", got)
	}
	p.rewrite(yourGini, eval[string](p, `document.querySelector(%s + " > .solution code").textContent.trimEnd()`, yourGini))
	if got := p.check(yourGini); p.state(yourGini) != "done" {
		t.Errorf("the solution does not pass: %s", got)
	}
	const three = "#exercise-ThreeClasses"
	p.slide(three+" input[type=text]", "0,656")
	if got := p.check(three); !strings.Contains(got, "Correct") || p.state(three) != "done" {
		t.Errorf("to 0,656 the check says %q", got)
	}
}

// sqlWithoutServer runs statements and answers an exercise.
func sqlWithoutServer(t *testing.T, p *page) {
	t.Helper()
	p.open(exportPrefix + "/lessons/tables.html")
	p.write(sqlMakes, "CREATE TABLE paint (hue TEXT); INSERT INTO paint VALUES ('ochre');")
	p.write(sqlReads, "SELECT hue, 40 + 2 AS answer FROM paint;")
	p.click(sqlReads + " .run")
	p.shows(sqlReads, "ochre")
	p.shows(sqlReads, "42")
	p.write(sqlReads, "SELECT name\nFROM prodct;")
	p.click(sqlReads + " .run")
	p.shows(sqlReads, "no such table: prodct")
	p.click(sqlReads + " [type=reset]")

	exercise := "#" + eval[string](p, `document.querySelector(".exercise[data-kind=sql]").id`)
	p.rewrite(exercise, "SELECT 1;")
	if got := p.check(exercise); !strings.Contains(got, "Not yet") {
		t.Errorf("of a wrong answer the check says %q", got)
	}
	p.rewrite(exercise, eval[string](p, `document.querySelector(%s + " > .solution code").textContent.trimEnd()`, exercise))
	if got := p.check(exercise); !strings.Contains(got, "Correct, on this data and on other data") {
		t.Errorf("of the solution the check says %q", got)
	}
}

// replacedByAnother puts a new version in the old one's place. Its pages show
// at once; what is kept of the old version goes when no page uses it any more.
func replacedByAnother(t *testing.T, p *page, dir string) {
	t.Helper()
	change := func(name string, old *regexp.Regexp, new string) {
		t.Helper()
		path := filepath.Join(dir, name)
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		changed := old.ReplaceAll(text, []byte(new))
		if bytes.Equal(changed, text) {
			t.Fatalf("nothing to change in %s", name)
		}
		if err := os.WriteFile(path, changed, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	// until waits until just these caches are there.
	until := func(what, want string) {
		t.Helper()
		got := ""
		for deadline := time.Now().Add(patience); got != want; time.Sleep(10 * time.Millisecond) {
			got = eval[string](p, `caches.keys().then(all => all.filter(k => k.startsWith("abacus ")).map(k => k.split(" ").pop()).sort().join(" "))`)
			if time.Now().After(deadline) {
				t.Fatalf("waited in vain for %s: there are %q, not %q", what, got, want)
			}
		}
	}
	p.open(exportPrefix + "/")
	version := eval[string](p, `caches.keys().then(all => all.find(k => k.startsWith("abacus ") && !k.endsWith(" files")).split(" ").pop())`)
	until("the version that is there", version+" files")
	change("index.html", regexp.MustCompile(`<h1>.*</h1>`), "<h1>The second edition</h1>")
	change("sw.js", regexp.MustCompile(`version: "[0-9a-f]+"`), `version: "second"`)
	p.open(exportPrefix + "/")
	if got := p.text("h1"); got != "The second edition" {
		t.Errorf("with a network the page is still %q", got)
	}
	eval[bool](p, `navigator.serviceWorker.getRegistration().then(r => r.update()).then(() => true)`)
	until("the new version beside the old one", version+" files second")
	p.open(elsewhere)
	until("the old version to go", "files second")
}
