package work

import (
	"encoding/json"
	"maps"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
	"abacus/server"
)

const (
	tally      = `document.querySelector(".work .tally").textContent`
	workReport = `document.querySelector(".work .report").textContent`
)

// button presses a button of "Your work".
func button(p *browser.Page, action string) {
	p.T.Helper()
	p.Click(".work [data-do=" + action + "]")
}

// pages makes a part of the page, such as its store, a global variable.
func pages(p *browser.Page, name string) {
	p.T.Helper()
	browser.Eval[any](p, `(async () => {
		const { page } = await import(document.querySelector("script[type=module]").src);
		window[%s] = page[%s];
	})()`, name, name)
}

// someWork leaves work of every kind and ends on the overview.
func someWork(p *browser.Page) {
	p.T.Helper()
	p.Open(workPage)
	work(p)
	pages(p, "store")
	pages(p, "progress")
	browser.Eval[any](p, `(
		store.setAnswer("joins", "Count", { chosen: [1, 3] }),
		progress.record("joins", "Count", "done"),
		progress.record("gini", "Half", "tried")
	)`)
	openYourWork(p)
}

// meaning returns what the browser keeps, without what differs each time it is
// written.
func meaning(p *browser.Page) map[string]string {
	p.T.Helper()
	kept := keptBy(p)
	for key, value := range kept {
		var fields map[string]any
		if json.Unmarshal([]byte(value), &fields) == nil {
			delete(fields, "rev")
			delete(fields, "base")
			plain, _ := json.Marshal(fields)
			kept[key] = string(plain)
		}
	}
	return kept
}

func TestExportClearAndImport(t *testing.T) {
	t.Parallel()
	p, _ := newWork(t)
	dir := downloads(p)
	openYourWork(p)
	if !browser.Eval[bool](p, `document.querySelector("[data-do=export]").disabled &&
		document.querySelector("[data-do=clear]").disabled`) {
		t.Error("Export and Clear are enabled without any work")
	}
	someWork(p)
	before := meaning(p)
	if len(before) != 5 {
		t.Fatalf("the browser keeps %v, want one item of each kind and one more", before)
	}
	const all = "2 exercises tried or done, 1 piece of Go changed, 1 SQL statement changed, 1 answer given."
	if got := browser.Eval[string](p, tally); got != all {
		t.Errorf("the page lists %q, want %q", got, all)
	}
	p.Accessible(".work")

	button(p, "export")
	_, content := downloaded(p, dir)

	t.Log("Clear asks first, and can be undone")
	button(p, "clear")
	p.Wait("the question", "document.querySelector('.work dialog').open")
	p.Accessible(".work")
	button(p, "cancel")
	if got := meaning(p); !maps.Equal(got, before) {
		t.Errorf("after Cancel the browser keeps %v, want %v", got, before)
	}
	button(p, "clear")
	button(p, "clear-now")
	p.Wait("the work to be gone", workReport+".startsWith('Cleared')")
	if kept := keptBy(p); len(kept) > 0 {
		t.Errorf("after Clear the browser keeps %v", kept)
	}
	p.Accessible(".work")
	p.Click(".work .report button")
	p.Wait("the work to be back", workReport+".includes('back')")
	if got := meaning(p); !maps.Equal(got, before) {
		t.Errorf("after Undo the browser keeps %v, want %v", got, before)
	}

	t.Log("an exported file can be imported where there is no work")
	button(p, "clear")
	button(p, "clear-now")
	openYourWork(p) // after which Undo is no longer offered
	importing(p, string(content))
	if got := meaning(p); !maps.Equal(got, before) {
		t.Errorf("after the import the browser keeps %v, want %v", got, before)
	}
	if got, want := browser.Eval[string](p, workReport), "Added: "+all; got != want {
		t.Errorf("the report is %q, want %q", got, want)
	}
	importing(p, string(content))
	got, want := browser.Eval[string](p, workReport), "The file contains nothing new. 5 were already here."
	if got != want {
		t.Errorf("after importing the same file again the report is %q, want %q", got, want)
	}
	p.Open(workPage)
	hasWork(p)
}

// "Your work" is used with the keyboard alone.
func TestYourWorkFromTheKeyboard(t *testing.T) {
	t.Parallel()
	p, _ := newWork(t)
	dir := downloads(p)
	someWork(p)
	before := meaning(p)
	focused := func(action string) {
		t.Helper()
		p.Wait("the focus on "+action, "document.activeElement?.dataset.do === %s", action)
	}
	browser.Eval[any](p, `document.querySelector("main > .closing a").focus()`)
	p.Press("\t")
	focused("export")
	p.Press("\r")
	downloaded(p, dir)
	p.Press("\t")
	focused("import")
	if !choosesFile(p, func() { p.Press("\r") }) {
		t.Error("Enter on Import does not ask for a file")
	}
	p.Press("\t")
	focused("clear")
	p.Press("\r")
	focused("cancel")
	p.Press(kb.Escape)
	p.Wait("the question to go", "!document.querySelector('.work dialog').open")
	focused("clear")
	p.Press("\r")
	focused("cancel")
	p.Press("\t\t")
	focused("clear-now")
	p.Press("\r")
	p.Wait("the focus on Undo", "document.activeElement?.textContent === 'Undo'")
	if kept := keptBy(p); len(kept) > 0 {
		t.Errorf("after Clear the browser keeps %v", kept)
	}
	p.Press("\r")
	focused("clear")
	if got := meaning(p); !maps.Equal(got, before) {
		t.Errorf("after Undo the browser keeps %v, want %v", got, before)
	}
}

// Over plain HTTP, where browsers withhold many features, learners can export and
// import their work too.
func TestTheWorkOfAClass(t *testing.T) {
	t.Parallel()
	s := course.WithoutGo(t, func(cfg *server.Config) { cfg.Class = true })
	p := course.InClass(t, course.Serve(t, s.Handler()))
	dir := downloads(p)
	someWork(p)
	if browser.Eval[bool](p, "isSecureContext") {
		t.Fatalf("%s is a secure context: the test tests nothing", p.Origin)
	}
	before := meaning(p)
	button(p, "export")
	_, content := downloaded(p, dir)
	button(p, "clear")
	button(p, "clear-now")
	p.Wait("the work to be gone", workReport+".startsWith('Cleared')")
	importing(p, string(content))
	if got := meaning(p); len(before) != 5 || !maps.Equal(got, before) {
		t.Errorf("after the import the browser keeps %v, want %v", got, before)
	}
}
