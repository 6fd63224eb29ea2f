package work

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// choosing chooses a file to import; what the page says then is about this file.
func choosing(p *browser.Page, name, content string) {
	p.T.Helper()
	browser.Eval[any](p, `(document.querySelector(".work .report").textContent = "")`)
	course.ChooseFile(p, ".work input[type=file]", name, content)
}

// importing imports a file with the given content.
func importing(p *browser.Page, content string) {
	p.T.Helper()
	choosing(p, "work.json", content)
	p.Wait("the report", workReport)
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
	browser.Eval[any](p, `(
		store.setAnswer("joins", "Count", { chosen: [2] }),
		store.write({ lesson: "gini", kind: "progress", name: "Half" }, { state: "done" })
	)`)
	openYourWork(p)
	importing(p, string(content))
	for _, want := range []string{
		"Some texts differ", "Both versions are kept; choose in",
		"1 answer differs from what you have here, which stays",
	} {
		if got := browser.Eval[string](p, workReport); !strings.Contains(got, want) {
			t.Errorf("the report %q does not say %q", got, want)
		}
	}
	kept := keptBy(p)
	if got := kept["abacus/gini/progress/Half"]; !strings.Contains(got, "done") {
		t.Errorf("an older file undoes an exercise: %s", got)
	}
	if got := kept["abacus/joins/answer/Count"]; !strings.Contains(got, "[2]") {
		t.Errorf("an older file changes an answer: %s", got)
	}
	p.Accessible(".work")
	p.Click(".work .report a")
	p.Wait("the question", "document.querySelector(%s)?.textContent.includes('a file you imported')",
		versions(workListing))
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
	file := func(lessons string) string { return `{"abacus":1,"lessons":` + lessons + `}` }
	text := func(name, body string) string { return file(`{"joins":{"go":{"` + name + `":` + body + `}}}`) }
	edit := func(lesson string) string {
		return file(`{"` + lesson + `":{"go":{"A":{"text":"a","original":"b"}}}}`)
	}
	deep := strings.Repeat(`{"a":`, 5000) + "1" + strings.Repeat("}", 5000)
	const refused, skipped = "Nothing was changed.", "could not be read"
	for what, c := range map[string]struct{ file, told string }{
		"nothing":            {"", refused},
		"no JSON":            {"<html>hello", refused},
		"other JSON":         {`{"name": "x", "version": 1}`, refused},
		"null":               {`null`, refused},
		"a list":             {`[1, 2]`, refused},
		"lessons as a list":  {file(`[]`), refused},
		"a newer version":    {`{"abacus":99,"lessons":{}}`, "newer version"},
		"no number":          {`{"abacus":"1","lessons":{}}`, refused},
		"deep":               {file(deep), skipped},
		"text as a number":   {text("NestedLoop", `{"text":1,"original":"x"}`), skipped},
		"text as null":       {text("NestedLoop", `null`), skipped},
		"a huge text":        {text("NestedLoop", `{"text":"`+strings.Repeat("x", 200_000)+`","original":"x"}`), skipped},
		"a huge name":        {text(strings.Repeat("N", 500), `{"text":"a","original":"b"}`), skipped},
		"an unknown kind":    {file(`{"joins":{"cookie":{"a":"b"}}}`), skipped},
		"a path as a lesson": {edit("../../x"), skipped},
		"markup as a lesson": {edit("<img src=x onerror=alert(1)>"), skipped},
		"a state of its own": {file(`{"joins":{"progress":{"Count":{"state":"expert"}}}}`), skipped},
		"too many things":    {file(`{"joins":{"progress":{` + many(20_000) + `}}}`), refused},
	} {
		importing(p, c.file)
		if got := browser.Eval[string](p, workReport); !strings.Contains(got, c.told) {
			t.Errorf("%s: the report is %q and does not contain %q", what, got, c.told)
		}
		if got := meaning(p); !maps.Equal(got, before) {
			t.Fatalf("%s: the browser keeps %v, want %v", what, got, before)
		}
	}

	t.Log("names that are special in JavaScript are treated like others")
	const proto = `"__proto__":{"text":"a","original":"b","others":["c"]}`
	importing(p, file(`{"joins":{"go":{`+proto+`,"constructor":{"text":"<img src=x>","original":"b"}}}}`))
	if got := browser.Eval[string](p, workReport); !strings.Contains(got, "2 pieces of Go") {
		t.Errorf("the report is %q", got)
	}
	p.Import("backup", "work/backup.js")
	pages(p, "store")
	packed := browser.Eval[string](p, "JSON.stringify(backup.pack(store).lessons.joins.go)")
	if !strings.Contains(packed, proto) {
		t.Errorf("exported again it is %s", packed)
	}
	if browser.Eval[bool](p, "'others' in {} || 'text' in {}") {
		t.Error("the file changed the prototype of all objects")
	}
	p.Open(workPage)
	p.Wait("the texts without a place", `document.querySelectorAll("article > .versions").length >= 2`)
	if browser.Eval[bool](p, `!!document.querySelector("article > .versions img")`) {
		t.Error("the page contains markup of the file")
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
