package work

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
	"abacus/server"
)

const (
	tally      = `document.querySelector(".work .tally").textContent`
	workReport = `document.querySelector(".work .report").textContent`
)

// button presses one of the buttons of "Your work".
func button(p *browser.Page, action string) {
	p.T.Helper()
	p.Click(".work [data-do=" + action + "]")
}

// script imports one of the page's own modules as the name.
func script(p *browser.Page, name, file string) {
	p.T.Helper()
	browser.Eval[any](p, `(async () => { window[%s] = await import(new URL(%s, document.querySelector("script[type=module]").src)); })()`, name, file)
}

// pages gives the tests what the page has, as the name: its store, its progress.
func pages(p *browser.Page, name string) {
	p.T.Helper()
	browser.Eval[any](p, `(async () => { const { page } = await import(document.querySelector("script[type=module]").src); window[%s] = page[%s]; })()`, name, name)
}

// someWork leaves work of every kind and ends on the overview.
func someWork(p *browser.Page) {
	p.T.Helper()
	p.Open(workPage)
	work(p)
	pages(p, "store")
	pages(p, "progress")
	browser.Eval[any](p, `(store.setAnswer("joins", "Count", { chosen: [1, 3] }), progress.record("joins", "Count", "done"), progress.record("gini", "Half", "tried"))`)
	p.Open("/")
}

// meaning returns what the browser keeps without what differs from one
// writing to the next.
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

// importing imports a file whose content is given.
func importing(p *browser.Page, content string) {
	p.T.Helper()
	file := filepath.Join(p.T.TempDir(), "work.json")
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		p.T.Fatal(err)
	}
	browser.Eval[any](p, `(document.querySelector(".work .report").textContent = "")`)
	p.Do(chromedp.SetUploadFiles(chromedp.CSS(".work input[type=file]"), []string{file}, chromedp.NodeReady))
	p.Wait("the report", workReport)
}

func TestExportClearAndImport(t *testing.T) {
	t.Parallel()
	p, _ := newWork(t)
	dir := downloads(p)
	p.Open("/")
	if !browser.Eval[bool](p, `document.querySelector("[data-do=export]").disabled && document.querySelector("[data-do=clear]").disabled`) {
		t.Error("nothing can be exported, and cleared")
	}
	someWork(p)
	before := meaning(p)
	if len(before) != 5 {
		t.Fatalf("the browser keeps %v, want a thing of each kind and one more", before)
	}
	if got, want := browser.Eval[string](p, tally), "2 exercises tried or done, 1 piece of Go changed, 1 SQL statement changed, 1 answer given."; got != want {
		t.Errorf("there is %q, want %q", got, want)
	}
	p.Accessible(".work")

	button(p, "export")
	_, content := downloaded(p, dir)

	t.Log("clear asks, and can be undone")
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

	t.Log("what was exported can be imported where there is nothing")
	button(p, "clear")
	button(p, "clear-now")
	p.Open("/") // where there is nothing to undo
	importing(p, string(content))
	if got := meaning(p); !maps.Equal(got, before) {
		t.Errorf("after the import the browser keeps %v, want %v", got, before)
	}
	if got, want := browser.Eval[string](p, workReport), "Added: 2 exercises tried or done, 1 piece of Go changed, 1 SQL statement changed, 1 answer given."; got != want {
		t.Errorf("the report is %q, want %q", got, want)
	}
	importing(p, string(content))
	if got, want := browser.Eval[string](p, workReport), "The file contains nothing new. 5 were already here."; got != want {
		t.Errorf("the report of the same once more is %q, want %q", got, want)
	}
	p.Open(workPage)
	hasWork(p)
}

func TestImportKeepsWhatIsThere(t *testing.T) {
	t.Parallel()
	p, _ := newWork(t)
	dir := downloads(p)
	someWork(p)
	button(p, "export")
	_, content := downloaded(p, dir)

	p.Open(workPage)
	p.Edit(workListing, "/* mine */", "/* newer */")
	pages(p, "store")
	browser.Eval[any](p, `(store.setAnswer("joins", "Count", { chosen: [2] }), store.write({ lesson: "gini", kind: "progress", name: "Half" }, { state: "done" }))`)
	p.Open("/")
	importing(p, string(content))
	for _, want := range []string{"Some texts differ", "Both versions are kept; choose in", "1 answer differs from what you have here, which stays"} {
		if got := browser.Eval[string](p, workReport); !strings.Contains(got, want) {
			t.Errorf("the report %q does not say %q", got, want)
		}
	}
	kept := keptBy(p)
	if got := kept["abacus/gini/progress/Half"]; !strings.Contains(got, "done") {
		t.Errorf("an older file undid an exercise: %s", got)
	}
	if got := kept["abacus/joins/answer/Count"]; !strings.Contains(got, "[2]") {
		t.Errorf("an older file changed an answer: %s", got)
	}
	p.Accessible(".work")
	p.Click(".work .report a")
	p.Wait("the question", "document.querySelector(%s)?.textContent.includes('a file you imported')", versions(workListing))
	p.Wait("what was there, not the file's version", goText+".includes('/* newer */')")
	choose(p, workListing, "Take the other")
	p.Wait("the version of the file", goText+".includes('/* mine */')")
	p.Wait("the question to go", "!document.querySelector('.versions')")
}

func TestImportOfFilesThatAreNotOurs(t *testing.T) {
	t.Parallel()
	p, _ := newWork(t)
	someWork(p)
	before := meaning(p)
	text := func(name, body string) string {
		return `{"abacus":1,"lessons":{"joins":{"go":{"` + name + `":` + body + `}}}}`
	}
	const refused, skipped = "Nothing was changed.", "could not be read"
	for what, c := range map[string]struct{ file, told string }{
		"nothing":            {"", refused},
		"no JSON":            {"<html>hello", refused},
		"other JSON":         {`{"name": "x", "version": 1}`, refused},
		"null":               {`null`, refused},
		"a list":             {`[1, 2]`, refused},
		"lessons as a list":  {`{"abacus":1,"lessons":[]}`, refused},
		"a newer version":    {`{"abacus":99,"lessons":{}}`, "newer version"},
		"no number":          {`{"abacus":"1","lessons":{}}`, refused},
		"deep":               {`{"abacus":1,"lessons":` + strings.Repeat(`{"a":`, 5000) + "1" + strings.Repeat("}", 5000) + `}`, skipped},
		"text as a number":   {text("NestedLoop", `{"text":1,"original":"x"}`), skipped},
		"text as null":       {text("NestedLoop", `null`), skipped},
		"a huge text":        {text("NestedLoop", `{"text":"`+strings.Repeat("x", 200_000)+`","original":"x"}`), skipped},
		"a huge name":        {text(strings.Repeat("N", 500), `{"text":"a","original":"b"}`), skipped},
		"an unknown kind":    {`{"abacus":1,"lessons":{"joins":{"cookie":{"a":"b"}}}}`, skipped},
		"a path as a lesson": {`{"abacus":1,"lessons":{"../../x":{"go":{"A":{"text":"a","original":"b"}}}}}`, skipped},
		"markup as a lesson": {`{"abacus":1,"lessons":{"<img src=x onerror=alert(1)>":{"go":{"A":{"text":"a","original":"b"}}}}}`, skipped},
		"a state of its own": {`{"abacus":1,"lessons":{"joins":{"progress":{"Count":{"state":"expert"}}}}}`, skipped},
		"too many things":    {`{"abacus":1,"lessons":{"joins":{"progress":{` + many(20_000) + `}}}}`, refused},
	} {
		importing(p, c.file)
		if got := browser.Eval[string](p, workReport); !strings.Contains(got, c.told) {
			t.Errorf("%s: the report is %q, want %q in it", what, got, c.told)
		}
		if got := meaning(p); !maps.Equal(got, before) {
			t.Fatalf("%s: the browser keeps %v, want %v", what, got, before)
		}
	}

	t.Log("names that mean something to JavaScript are names like others")
	importing(p, `{"abacus":1,"lessons":{"joins":{"go":{"__proto__":{"text":"a","original":"b","others":["c"]},"constructor":{"text":"<img src=x>","original":"b"}}}}}`)
	if got := browser.Eval[string](p, workReport); !strings.Contains(got, "2 pieces of Go") {
		t.Errorf("the report is %q", got)
	}
	script(p, "backup", "work/backup.js")
	pages(p, "store")
	if got := browser.Eval[string](p, "JSON.stringify(backup.pack(store).lessons.joins.go)"); !strings.Contains(got, `"__proto__":{"text":"a","original":"b","others":["c"]}`) {
		t.Errorf("packed again it is %s", got)
	}
	if browser.Eval[bool](p, "'others' in {} || 'text' in {}") {
		t.Error("the file changed the prototype of all objects")
	}
	p.Open(workPage)
	p.Wait("the texts without a place", `document.querySelectorAll("article > .versions").length >= 2`)
	if browser.Eval[bool](p, `!!document.querySelector("article > .versions img")`) {
		t.Error("markup of the file is on the page")
	}
}

// many returns n members of a JSON object.
func many(n int) string {
	members := make([]string, n)
	for i := range members {
		members[i] = fmt.Sprintf(`"n%d":{"state":"tried"}`, i)
	}
	return strings.Join(members, ",")
}

// The whole of it from the keyboard alone.
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
	browser.Eval[any](p, `document.querySelector(".card:last-child a").focus()`)
	p.Press("\t")
	focused("export")
	p.Press("\r")
	downloaded(p, dir)
	p.Press("\t")
	focused("import")
	if !choosesFile(p, func() { p.Press("\r") }) {
		t.Error("Enter on Import asks for no file")
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

// TestTheWorkOfAClass: over plain HTTP, where browsers withhold much, a learner
// takes their work along as well.
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
