package editing

import (
	"math"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// editorPage is a page of the course, under its own policy, with the editor's
// module at hand.
func editorPage(t *testing.T, path string) *browser.Page {
	t.Helper()
	p := course.Visit(t, path)
	browser.Eval[any](p, `(async () => { window.editors = await import(new URL("editor/editor.js", document.querySelector("script[type=module]").src)); })()`)
	return p
}

// listing finds the first listing that is not folded away.
const listing = "main .listing:not(details *) > pre:first-child"

// edit puts an editor over the element that selector finds.
func edit(p *browser.Page, selector, options string) {
	p.T.Helper()
	p.At(selector)
	browser.Eval[any](p, `(async () => { window.said = []; window.editor = await editors.mountEditor(document.querySelector(%s), { announce: (await import(document.querySelector("script[type=module]").src)).page.announce, ...`+options+` }); })()`, selector)
}

func value(p *browser.Page) string { p.T.Helper(); return browser.Eval[string](p, "editor.value") }

const goOptions = `{ language: "go", onRun: () => said.push("run"), onRunNext: () => said.push("next"), onChange: v => said.push("change") }`

// Nothing on the page moves when editors take the place of listings.
func TestEditorLiesExactlyOnTheListing(t *testing.T) {
	t.Parallel()
	for _, width := range []int64{browser.Wide, browser.Narrow} {
		p := editorPage(t, course.CoinPage)
		p.Width(width)
		browser.Eval[any](p, `{
			document.querySelectorAll("details").forEach(d => d.open = true);
			document.querySelectorAll(".unfold").forEach(b => (b.click(), b.remove()));
			0 }`)
		type measure struct {
			Worst  float64 // pixels by which an editor differs from its listing
			Which  string
			Count  int
			Height float64 // by which the page grew
		}
		got := browser.Eval[measure](p, `(async () => {
			const height = document.documentElement.scrollHeight;
			const pres = [...document.querySelectorAll(".listing > pre:first-child")];
			const before = pres.map(pre => { const b = pre.getBoundingClientRect(); return [b.x, b.y + scrollY, b.width, b.height]; });
			for (const pre of pres) await editors.mountEditor(pre, { language: "go" });
			await new Promise(r => setTimeout(r, 300));
			let worst = 0, which = "";
			pres.forEach((pre, i) => {
				const b = pre.nextElementSibling.getBoundingClientRect();
				[b.x, b.y + scrollY, b.width, b.height].forEach((v, j) => {
					if (Math.abs(v - before[i][j]) > worst) worst = Math.abs(v - before[i][j]), which = i + " " + "xywh"[j] + " " + before[i][j] + " " + v;
				});
			});
			return { worst, which, count: pres.length, height: document.documentElement.scrollHeight - height };
		})()`)
		if got.Count < 5 || got.Worst > 0.5 || math.Abs(got.Height) > 1 {
			t.Errorf("%d wide: %+v", width, got)
		}
		t.Logf("%d wide: %d listings, off by at most %.3f px", width, got.Count, got.Worst)
	}
}

// The colours and the type of an editor are those of the listing, in both
// themes: the policy let CodeMirror's style sheet in.
func TestEditorLooksLikeTheListing(t *testing.T) {
	t.Parallel()
	p := editorPage(t, course.CoinPage)
	const colours = `((root) => Object.fromEntries(["func", "return", "float64", "len"].map(word => {
		const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
		for (let n; n = walk.nextNode();) if (n.data.trim() === word) return [word, getComputedStyle(n.parentElement).color];
		return [word, ""];
	}).filter(([, c]) => c)))`
	for _, theme := range []string{"light", "dark"} {
		p.Media("", theme)
		before := browser.Eval[map[string]string](p, colours+`(document.querySelector(%s))`, listing)
		edit(p, listing, goOptions)
		p.Wait("all words have their colour", `Object.keys(`+colours+`(document.querySelector(".cm-content"))).length >= %s`, len(before)) // it parses when idle
		after := browser.Eval[map[string]string](p, colours+`(document.querySelector(".cm-content"))`)
		if len(before) < 2 {
			t.Fatalf("the listing has too few words to compare: %v", before)
		}
		for word, colour := range before {
			if after[word] != colour {
				t.Errorf("%s: %s is %s in the listing and %s in the editor", theme, word, colour, after[word])
			}
		}
		if got := browser.Eval[string](p, `getComputedStyle(document.querySelector(".cm-line")).whiteSpace`); !strings.HasPrefix(got, "pre") && got != "break-spaces" {
			t.Errorf("the editor's own style sheet is missing: white-space is %s", got)
		}
		if n := browser.Eval[int](p, `document.querySelectorAll("head style:not(:first-of-type), .cm-editor style").length`); n > 0 {
			t.Errorf("%d style elements were added", n)
		}
		browser.Eval[any](p, "editor.destroy()")
	}
	if browser.Eval[bool](p, `document.querySelector(%s).offsetHeight === 0 || document.querySelector(".cm-editor") !== null`, listing) {
		t.Error("the listing is not back")
	}
}

func TestWritingGo(t *testing.T) {
	t.Parallel()
	p := editorPage(t, course.CoinPage)
	edit(p, listing, goOptions)
	original := value(p)
	clear := func() { p.Press("a", kb.ModifierCtrl); p.Press(kb.Backspace) }
	p.Click(".cm-content")
	clear()
	p.Press("func f(")
	if got := value(p); got != "func f()" {
		t.Errorf("the bracket does not close: %q", got)
	}
	p.Press(") {")
	p.Press(kb.Enter)
	p.Press("x := 1")
	if got := value(p); got != "func f() {\n\tx := 1\n}" {
		t.Errorf("indentation: %q", got)
	}
	p.Press("z", kb.ModifierCtrl)
	if value(p) == "func f() {\n\tx := 1\n}" {
		t.Error("Ctrl-Z undoes nothing")
	}
	for range 20 {
		p.Press("z", kb.ModifierCtrl)
	}
	if got := value(p); got != original {
		t.Errorf("undone to %q", got)
	}
	if got := browser.Eval[string](p, `document.querySelector(%s + " code").textContent.replace(/\n$/, "")`, listing); got != original {
		t.Errorf("the listing below holds %q", got)
	}
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.Press(kb.Enter, kb.ModifierShift)
	if got := browser.Eval[string](p, `said.filter(s => s !== "change").join(" ")`); got != "run next" {
		t.Errorf("the keys to run said %q", got)
	}
	if value(p) != original {
		t.Error("the keys to run changed the text")
	}
	p.Press("f", kb.ModifierCtrl)
	if !browser.Eval[bool](p, `document.activeElement.matches(".cm-search input")`) {
		t.Error("Ctrl-F does not open the search")
	}
	p.Press(kb.Escape)
	browser.Eval[any](p, `editor.setReadOnly(true)`)
	browser.Eval[any](p, `editor.focus()`)
	p.Press("xyz")
	if value(p) != original {
		t.Error("a read-only editor took a text")
	}
}

// The Tab key walks over editors until something is typed in one, and Escape
// sets it free again.
func TestTabIsNoTrap(t *testing.T) {
	t.Parallel()
	p := editorPage(t, course.CoinPage)
	edit(p, listing, goOptions)
	inside := func() bool { return browser.Eval[bool](p, `document.activeElement.matches(".cm-content")`) }
	original := value(p)
	p.At(".cm-content")
	browser.Eval[any](p, `editor.focus()`)
	p.Press(kb.Tab)
	if inside() || value(p) != original {
		t.Fatal("Tab stays in an editor in which nothing was typed")
	}
	p.Press(kb.Tab, kb.ModifierShift)
	if !inside() {
		t.Fatal("Shift-Tab does not come back")
	}
	p.Press("x")
	p.Press(kb.Tab)
	if !inside() || !strings.HasPrefix(value(p), "x\t") {
		t.Fatalf("Tab does not indent after typing: %q", value(p)[:10])
	}
	p.Press(kb.Escape)
	p.Press(kb.Tab)
	if inside() {
		t.Error("Tab does not leave after Escape")
	}
	p.Click(".cm-content")
	p.Press(kb.Home)
	p.Press(kb.Tab)
	if !inside() || strings.Count(value(p), "\t") <= strings.Count(original, "\t") {
		t.Error("Tab does not indent after a click")
	}
}

func TestProblemsStandBelowTheirLines(t *testing.T) {
	t.Parallel()
	p := editorPage(t, course.CoinPage)
	edit(p, listing, goOptions)
	browser.Eval[any](p, `(editor.value = "var größe = undefined\nvar x int\n", editor.setDiagnostics([
		{ line: 1, column: 15, message: "undefined: undefined", hint: "No such <name>." }, { line: 99, message: "at the end" }]))`)
	if got := p.Text(".cm-problem-at"); got != "undefined" {
		t.Errorf("%q is underlined", got)
	}
	if got := p.Text(".cm-problem-line + .cm-problem"); got != "undefined: undefinedNo such <name>." {
		t.Errorf("below the first line stands %q", got)
	}
	if n := browser.Eval[int](p, `document.querySelectorAll(".cm-problem").length`); n != 2 {
		t.Errorf("%d messages", n)
	}
	p.Wait("the message to be read out", `document.getElementById("announcer").textContent.startsWith("Line 1: undefined")`)
	if got := browser.Eval[string](p, `document.querySelector(".cm-content").getAttribute("aria-invalid")`); got != "true" {
		t.Errorf("aria-invalid is %s", got)
	}
	if value(p) != "var größe = undefined\nvar x int" {
		t.Errorf("the messages are in the text: %q", value(p))
	}
	browser.Eval[any](p, `editor.setDiagnostics([])`)
	if browser.Eval[bool](p, `document.querySelector(".cm-problem, .cm-problem-line") !== null`) {
		t.Error("the messages do not go")
	}
}

func TestEditorOverATextArea(t *testing.T) {
	t.Parallel()
	p := course.Visit(t, "/lessons/joins")
	const cell = ".cell[data-sql]"
	const value = `document.querySelector(%s).innerText.trim()`
	p.At(cell)
	p.Wait("the editor", "document.querySelector(%s)", cell+" .cm-content")
	if got := browser.Eval[string](p, `document.querySelector(%s).getAttribute("aria-label")`, cell+" .cm-content"); got != "SQL statement" {
		t.Errorf("the editor is labelled %q", got)
	}
	original := browser.Eval[string](p, value, cell+" .cm-content")
	p.Click(cell + " .cm-content")
	p.Press("a", kb.ModifierCtrl)
	p.Press("SELECT 41 + 1 AS answer")
	if got := browser.Eval[string](p, "document.querySelector(%s).value", cell+" textarea"); got != "SELECT 41 + 1 AS answer" {
		t.Errorf("the text area holds %q", got)
	}
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.Wait("the answer", `document.querySelector(%s).textContent.includes("42")`, cell+" .outputs")
	p.Click(cell + " button[type=reset]")
	p.Wait("the statement of the lesson", value+" === %s", cell+" .cm-content", original)
	if !browser.Eval[bool](p, "document.activeElement.matches(%s)", cell+" .cm-content") {
		t.Error("after a reset the keyboard is not in the editor")
	}
}

func TestAnEditorsTextIsReplacedGently(t *testing.T) {
	t.Parallel()
	p := editorPage(t, course.CoinPage)
	edit(p, listing, goOptions)
	browser.Eval[any](p, `(editor.value = "func f() {\n  if x:=1;x>0 {return}\n}", editor.focus(2))`)
	p.Press(strings.Repeat(kb.ArrowRight, 9)) // behind 1
	browser.Eval[any](p, `(editor.value = "func f() {\n\tif x := 1; x > 0 {\n\t\treturn\n\t}\n}")`)
	p.Press("7")
	if got := value(p); !strings.Contains(got, "x := 17; x") {
		t.Errorf("the caret is not where it was: %q", got)
	}
	p.Press("z", kb.ModifierCtrl)
	p.Press("z", kb.ModifierCtrl)
	if got := value(p); got != "func f() {\n  if x:=1;x>0 {return}\n}" {
		t.Errorf("undone twice to %q", got)
	}
}

func TestEditorsComeWhenTheyAreNear(t *testing.T) {
	t.Parallel()
	p := editorPage(t, course.CoinPage)
	browser.Eval[any](p, `{
		window.near = [];
		document.querySelectorAll(".listing").forEach((l, i) => editors.whenNear(l, () => near.push(i)));
		0 }`)
	p.At(listing)
	p.Wait("the first listing", "near.length > 0")
	all := browser.Eval[int](p, `document.querySelectorAll(".listing").length`)
	if n := browser.Eval[int](p, "near.length"); n >= all {
		t.Errorf("all %d listings are near the first", n)
	}
	const last = `[...document.querySelectorAll(".listing")].findLastIndex(l => l.checkVisibility())`
	browser.Eval[any](p, `document.querySelectorAll(".listing")[`+last+`].scrollIntoView({ behavior: "instant" })`)
	p.Wait("the last listing", `near.includes(`+last+`)`)
	loaded := browser.Eval[bool](p, `performance.getEntriesByType("resource").some(r => r.name.includes("third_party/editor.js"))`)
	if loaded {
		t.Error("the editor was loaded although none was wanted")
	}
}
