package export

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// What a reader does with exported pages, on a host of plain files and
// without any.

// slide moves a slider as a person does who uses the arrow keys.
func slide(p *browser.Page, slider, value string) {
	p.T.Helper()
	browser.Eval[bool](p, `(() => {
		const e = document.querySelector(%s);
		e.value = %s;
		return e.dispatchEvent(new Event("input", { bubbles: true }));
	})()`, slider, value)
}

// movesWithoutServer moves inputs, after which cells show what the server
// shows: first one that was computed ahead, then two together, which the
// lesson's program answers.
func movesWithoutServer(t *testing.T, p *browser.Page) {
	t.Helper()
	p.Open(exportPrefix + "/lessons/entropy.html")
	same := func(cell, query string) {
		t.Helper()
		q := course.Visit(t, "/lessons/entropy?"+query)
		outputs := `document.querySelector("#cell-` + cell + ` > .outputs").textContent.replace(/\s+/g, "")` // the two differ in the spaces between elements
		p.Wait(cell+" as on the server for "+query, outputs+" === %s", browser.Eval[string](q, outputs))
	}
	requests := `performance.getEntriesByType("resource").filter(e => e.name.includes("/states/")).length`
	slide(p, course.CoinSlider, "0.7")
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

// changesWithoutServer changes a declaration and runs it, and makes a mistake.
func changesWithoutServer(t *testing.T, p *browser.Page) {
	t.Helper()
	p.Open(exportPrefix + "/lessons/entropy.html")
	browser.Eval[bool](p, `(document.querySelector(".lesson").dataset.deadline = 100000, true)`) // the tests' machine may be busy
	p.Edit(course.Surprise, "math.Log2(", "2 + math.Log2(")
	p.Run(course.Surprise)
	p.Wait("a program built in the browser", browser.BenchSays+`.startsWith("Built in your browser")`)
	p.Wait("cells computed by the reader's code", course.CoinSurprise+` === "4.0000"`)
	p.Edit(course.Surprise, "2 + math.Log2(", "unused := 1; return math.Log2(")
	p.Run(course.Surprise)
	p.Wait("the compiler's message", `document.querySelector(".cm-problem")`)
	p.Edit(course.Surprise, "unused := 1; return math.Log2(", "math.Log2(")
	p.Run(course.Surprise)
	p.Wait("the lesson's own code", course.CoinSurprise+` === "2.0000"`)
}

// practisedWithoutServer does an exercise and a question.
func practisedWithoutServer(t *testing.T, p *browser.Page) {
	t.Helper()
	p.Open(exportPrefix + "/lessons/gini.html")
	browser.Eval[bool](p, `(document.querySelector(".lesson").dataset.deadline = 100000, true)`)
	if got := p.Check(course.YourGini); !strings.Contains(got, "Not yet: YourGini([4, 4]) should give 0.5 and gives 0") {
		t.Errorf("of the stub the check says %q", got)
	}
	p.Rewrite(course.YourGini, browser.Eval[string](p, `document.querySelector(%s + " > .solution code").textContent.trimEnd()`, course.YourGini))
	if got := p.Check(course.YourGini); p.State(course.YourGini) != "done" {
		t.Errorf("the solution does not pass: %s", got)
	}
	const three = "#exercise-ThreeClasses"
	slide(p, three+" input[type=text]", "0,656")
	if got := p.Check(three); !strings.Contains(got, "Correct") || p.State(three) != "done" {
		t.Errorf("to 0,656 the check says %q", got)
	}
}

// sqlWithoutServer runs statements and answers an exercise.
func sqlWithoutServer(t *testing.T, p *browser.Page) {
	t.Helper()
	p.Open(exportPrefix + "/lessons/tables.html")
	p.Write(course.SQLMakes, "CREATE TABLE paint (hue TEXT); INSERT INTO paint VALUES ('ochre');")
	p.Write(course.SQLReads, "SELECT hue, 40 + 2 AS answer FROM paint;")
	p.Click(course.SQLReads + " .run")
	p.Shows(course.SQLReads, "ochre")
	p.Shows(course.SQLReads, "42")
	p.Write(course.SQLReads, "SELECT name\nFROM prodct;")
	p.Click(course.SQLReads + " .run")
	p.Shows(course.SQLReads, "no such table: prodct")
	p.Click(course.SQLReads + " [type=reset]")

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

// replacedByAnother puts a new version in the old one's place. Its pages show
// at once; what is kept of the old version goes when no page uses it any more.
func replacedByAnother(t *testing.T, p *browser.Page, dir string) {
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
		for deadline := time.Now().Add(browser.Patience); got != want; time.Sleep(10 * time.Millisecond) {
			got = browser.Eval[string](p, `caches.keys().then(all => all.filter(k => k.startsWith("abacus ")).map(k => k.split(" ").pop()).sort().join(" "))`)
			if time.Now().After(deadline) {
				t.Fatalf("waited in vain for %s: there are %q, not %q", what, got, want)
			}
		}
	}
	p.Open(exportPrefix + "/")
	version := browser.Eval[string](p, `caches.keys().then(all => all.find(k => k.startsWith("abacus ") && !k.endsWith(" files")).split(" ").pop())`)
	until("the version that is there", version+" files")
	change("index.html", regexp.MustCompile(`<h1>.*</h1>`), "<h1>The second edition</h1>")
	change("sw.js", regexp.MustCompile(`version: "[0-9a-f]+"`), `version: "second"`)
	p.Open(exportPrefix + "/")
	if got := p.Text("h1"); got != "The second edition" {
		t.Errorf("with a network the page is still %q", got)
	}
	browser.Eval[bool](p, `navigator.serviceWorker.getRegistration().then(r => r.update()).then(() => true)`)
	until("the new version beside the old one", version+" files second")
	p.Open(elsewhere)
	until("the old version to go", "files second")
}
