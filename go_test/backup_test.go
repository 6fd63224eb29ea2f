package gotest

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
)

const (
	tally      = `document.querySelector(".work .tally").textContent`
	workReport = `document.querySelector(".work .report").textContent`
)

// button presses one of the buttons of "Your work".
func (p *page) button(action string) {
	p.t.Helper()
	p.click(".work [data-do=" + action + "]")
}

// script imports one of the page's own modules as the name.
func (p *page) script(name, file string) {
	p.t.Helper()
	eval[any](p, `(async () => { window[%s] = await import(new URL(%s, document.querySelector("script[type=module]").src)); })()`, name, file)
}

// someWork leaves work of every kind and ends on the overview.
func (p *page) someWork() {
	p.t.Helper()
	p.open(workPage)
	p.work()
	p.script("store", "store.js")
	p.script("progress", "progress.js")
	eval[any](p, `(store.setAnswer("joins", "Count", { chosen: [1, 3] }), progress.record("joins", "Count", "done"), progress.record("gini", "Half", "tried"))`)
	p.open("/")
}

// meaning returns what the browser keeps without what differs from one
// writing to the next.
func (p *page) meaning() map[string]string {
	p.t.Helper()
	kept := p.kept()
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
func (p *page) importing(content string) {
	p.t.Helper()
	file := filepath.Join(p.t.TempDir(), "work.json")
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		p.t.Fatal(err)
	}
	eval[any](p, `(document.querySelector(".work .report").textContent = "")`)
	p.do(chromedp.SetUploadFiles(chromedp.CSS(".work input[type=file]"), []string{file}, chromedp.NodeReady))
	p.wait("the report", workReport)
}

func TestExportClearAndImport(t *testing.T) {
	p, _ := newWork(t)
	dir := p.downloads()
	p.open("/")
	if !eval[bool](p, `document.querySelector("[data-do=export]").disabled && document.querySelector("[data-do=clear]").disabled`) {
		t.Error("nothing can be exported, and cleared")
	}
	p.someWork()
	before := p.meaning()
	if len(before) != 5 {
		t.Fatalf("the browser keeps %v, want a thing of each kind and one more", before)
	}
	if got, want := eval[string](p, tally), "2 exercises tried or done, 1 piece of Go changed, 1 SQL statement changed, 1 answer given."; got != want {
		t.Errorf("there is %q, want %q", got, want)
	}
	p.accessible()

	p.button("export")
	_, content := p.downloaded(dir)

	t.Log("clear asks, and can be undone")
	p.button("clear")
	p.wait("the question", "document.querySelector('.work dialog').open")
	p.accessible()
	p.button("cancel")
	if got := p.meaning(); !maps.Equal(got, before) {
		t.Errorf("after Cancel the browser keeps %v, want %v", got, before)
	}
	p.button("clear")
	p.button("clear-now")
	p.wait("the work to be gone", workReport+".startsWith('Cleared')")
	if kept := p.kept(); len(kept) > 0 {
		t.Errorf("after Clear the browser keeps %v", kept)
	}
	p.accessible()
	p.click(".work .report button")
	p.wait("the work to be back", workReport+".includes('back')")
	if got := p.meaning(); !maps.Equal(got, before) {
		t.Errorf("after Undo the browser keeps %v, want %v", got, before)
	}

	t.Log("what was exported can be imported where there is nothing")
	p.button("clear")
	p.button("clear-now")
	p.open("/") // where there is nothing to undo
	p.importing(string(content))
	if got := p.meaning(); !maps.Equal(got, before) {
		t.Errorf("after the import the browser keeps %v, want %v", got, before)
	}
	if got, want := eval[string](p, workReport), "Added: 2 exercises tried or done, 1 piece of Go changed, 1 SQL statement changed, 1 answer given."; got != want {
		t.Errorf("the report is %q, want %q", got, want)
	}
	p.importing(string(content))
	if got, want := eval[string](p, workReport), "There was nothing new in it. 5 were here already."; got != want {
		t.Errorf("the report of the same once more is %q, want %q", got, want)
	}
	p.open(workPage)
	p.hasWork()
}

func TestImportKeepsWhatIsThere(t *testing.T) {
	p, _ := newWork(t)
	dir := p.downloads()
	p.someWork()
	p.button("export")
	_, content := p.downloaded(dir)

	p.open(workPage)
	p.edit(workListing, "/* mine */", "/* newer */")
	p.script("store", "store.js")
	eval[any](p, `(store.setAnswer("joins", "Count", { chosen: [2] }), store.write({ lesson: "gini", kind: "progress", name: "Half" }, { state: "done" }))`)
	p.open("/")
	p.importing(string(content))
	for _, want := range []string{"Some texts differ", "Both versions are kept; choose in", "1 answer differs from what you have here, which stays"} {
		if got := eval[string](p, workReport); !strings.Contains(got, want) {
			t.Errorf("the report %q does not say %q", got, want)
		}
	}
	kept := p.kept()
	if got := kept["abacus/gini/progress/Half"]; !strings.Contains(got, "done") {
		t.Errorf("an older file undid an exercise: %s", got)
	}
	if got := kept["abacus/joins/answer/Count"]; !strings.Contains(got, "[2]") {
		t.Errorf("an older file changed an answer: %s", got)
	}
	p.accessible()
	p.click(".work .report a")
	p.wait("the question", "document.querySelector(%s)?.textContent.includes('a file you imported')", versions(workListing))
	p.wait("what was there, not the file's version", goText+".includes('/* newer */')")
	p.choose(workListing, "Take the other")
	p.wait("the version of the file", goText+".includes('/* mine */')")
	p.wait("the question to go", "!document.querySelector('.versions')")
}

func TestImportOfFilesThatAreNotOurs(t *testing.T) {
	p, _ := newWork(t)
	p.someWork()
	before := p.meaning()
	text := func(name, body string) string {
		return `{"abacus":1,"lessons":{"joins":{"go":{"` + name + `":` + body + `}}}}`
	}
	const refused, skipped = "Nothing was changed.", "could not be understood"
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
		p.importing(c.file)
		if got := eval[string](p, workReport); !strings.Contains(got, c.told) {
			t.Errorf("%s: the report is %q, want %q in it", what, got, c.told)
		}
		if got := p.meaning(); !maps.Equal(got, before) {
			t.Fatalf("%s: the browser keeps %v, want %v", what, got, before)
		}
	}

	t.Log("names that mean something to JavaScript are names like others")
	p.importing(`{"abacus":1,"lessons":{"joins":{"go":{"__proto__":{"text":"a","original":"b","others":["c"]},"constructor":{"text":"<img src=x>","original":"b"}}}}}`)
	if got := eval[string](p, workReport); !strings.Contains(got, "2 pieces of Go") {
		t.Errorf("the report is %q", got)
	}
	p.script("backup", "backup.js")
	if got := eval[string](p, "JSON.stringify(backup.pack().lessons.joins.go)"); !strings.Contains(got, `"__proto__":{"text":"a","original":"b","others":["c"]}`) {
		t.Errorf("packed again it is %s", got)
	}
	if eval[bool](p, "'others' in {} || 'text' in {}") {
		t.Error("the file changed the prototype of all objects")
	}
	p.open(workPage)
	p.wait("the texts without a place", `document.querySelectorAll("article > .versions").length >= 2`)
	if eval[bool](p, `!!document.querySelector("article > .versions img")`) {
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
	p, _ := newWork(t)
	dir := p.downloads()
	p.someWork()
	before := p.meaning()
	focused := func(action string) {
		t.Helper()
		p.wait("the focus on "+action, "document.activeElement?.dataset.do === %s", action)
	}
	eval[any](p, `document.querySelector(".card:last-child a").focus()`)
	p.press("\t")
	focused("export")
	p.press("\r")
	p.downloaded(dir)
	p.press("\t")
	focused("import")
	if !p.choosesFile(func() { p.press("\r") }) {
		t.Error("Enter on Import asks for no file")
	}
	p.press("\t")
	focused("clear")
	p.press("\r")
	focused("cancel")
	p.press(kb.Escape)
	p.wait("the question to go", "!document.querySelector('.work dialog').open")
	focused("clear")
	p.press("\r")
	focused("cancel")
	p.press("\t\t")
	focused("clear-now")
	p.press("\r")
	p.wait("the focus on Undo", "document.activeElement?.textContent === 'Undo'")
	if kept := p.kept(); len(kept) > 0 {
		t.Errorf("after Clear the browser keeps %v", kept)
	}
	p.press("\r")
	focused("clear")
	if got := p.meaning(); !maps.Equal(got, before) {
		t.Errorf("after Undo the browser keeps %v, want %v", got, before)
	}
}
