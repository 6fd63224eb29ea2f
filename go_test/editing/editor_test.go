package editing

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// editorPage opens a page of the course, under its own security policy, and loads
// the editor's module as window.editors.
func editorPage(t *testing.T, path string) *browser.Page {
	t.Helper()
	p := course.Visit(t, path)
	p.Import("editors", "editor/editor.js")
	return p
}

// listing selects the first listing that is not folded away.
const listing = "main .listing:not(details *) > pre:first-child"

// edit puts an editor over the element that matches selector.
func edit(p *browser.Page, selector, options string) {
	p.T.Helper()
	p.At(selector)
	browser.Eval[any](p, `(async () => {
		window.said = [];
		window.editor = await editors.mountEditor(document.querySelector(%s), {
			announce: (await import(document.querySelector("script[type=module]").src)).page.announce,
			...`+options+`
		});
	})()`, selector)
}

func value(p *browser.Page) string { p.T.Helper(); return browser.Eval[string](p, "editor.value") }

const goOptions = `{
	language: "go", onRun: () => said.push("run"), onRunNext: () => said.push("next"),
	onChange: v => said.push("change"),
}`

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
		t.Errorf("the bracket is not closed: %q", got)
	}
	p.Press(") {")
	p.Press(kb.Enter)
	p.Press("x := 1")
	if got := value(p); got != "func f() {\n\tx := 1\n}" {
		t.Errorf("the line is not indented: %q", got)
	}
	p.Press("z", kb.ModifierCtrl)
	if value(p) == "func f() {\n\tx := 1\n}" {
		t.Error("Ctrl-Z does not undo anything")
	}
	for range 20 {
		p.Press("z", kb.ModifierCtrl)
	}
	if got := value(p); got != original {
		t.Errorf("undone to %q", got)
	}
	below := browser.Eval[string](p, `document.querySelector(%s + " code").textContent.replace(/\n$/, "")`, listing)
	if below != original {
		t.Errorf("the listing below is %q", below)
	}
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.Press(kb.Enter, kb.ModifierShift)
	if got := browser.Eval[string](p, `said.filter(s => s !== "change").join(" ")`); got != "run next" {
		t.Errorf("the keys for running cause %q", got)
	}
	if value(p) != original {
		t.Error("the keys for running changed the text")
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
		t.Error("a read-only editor accepts text")
	}
}

// The Tab key leaves editors until something is typed in one; Escape lets it leave
// again.
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
		t.Fatal("Tab does not leave an editor in which nothing was typed")
	}
	p.Press(kb.Tab, kb.ModifierShift)
	if !inside() {
		t.Fatal("Shift-Tab does not return to the editor")
	}
	p.Press("x")
	p.Press(kb.Tab)
	if !inside() || !strings.HasPrefix(value(p), "x\t") {
		t.Fatalf("Tab does not indent after typing: %q", value(p)[:10])
	}
	p.Press(kb.Escape)
	p.Press(kb.Tab)
	if inside() {
		t.Error("Tab does not leave the editor after Escape")
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
		{ line: 1, column: 15, message: "undefined: undefined", hint: "No such <name>." },
		{ line: 99, message: "at the end" },
	]))`)
	if got := p.Text(".cm-problem-at"); got != "undefined" {
		t.Errorf("%q is underlined", got)
	}
	if got := p.Text(".cm-problem-line + .cm-problem"); got != "undefined: undefinedNo such <name>." {
		t.Errorf("the message below the first line is %q", got)
	}
	if n := browser.Eval[int](p, `document.querySelectorAll(".cm-problem").length`); n != 2 {
		t.Errorf("there are %d messages, want 2", n)
	}
	p.Wait("the message to be read out",
		`document.getElementById("announcer").textContent.startsWith("Line 1: undefined")`)
	invalid := browser.Eval[string](p, `document.querySelector(".cm-content").getAttribute("aria-invalid")`)
	if invalid != "true" {
		t.Errorf("aria-invalid is %s", invalid)
	}
	if value(p) != "var größe = undefined\nvar x int" {
		t.Errorf("the text contains the messages: %q", value(p))
	}
	browser.Eval[any](p, `editor.setDiagnostics([])`)
	if browser.Eval[bool](p, `document.querySelector(".cm-problem, .cm-problem-line") !== null`) {
		t.Error("the messages do not disappear")
	}
}

func TestEditorOverATextArea(t *testing.T) {
	t.Parallel()
	p := course.Visit(t, "/lessons/joins")
	const cell = ".cell[data-sql]"
	const value = `document.querySelector(%s).innerText.trim()`
	p.At(cell)
	p.Wait("the editor", "document.querySelector(%s)", cell+" .cm-content")
	label := browser.Eval[string](p, `document.querySelector(%s).getAttribute("aria-label")`, cell+" .cm-content")
	if label != "SQL statement" {
		t.Errorf("the editor is labelled %q", label)
	}
	original := browser.Eval[string](p, value, cell+" .cm-content")
	p.Click(cell + " .cm-content")
	p.Press("a", kb.ModifierCtrl)
	p.Press("SELECT 41 + 1 AS answer")
	area := browser.Eval[string](p, "document.querySelector(%s).value", cell+" textarea")
	if area != "SELECT 41 + 1 AS answer" {
		t.Errorf("the text area contains %q", area)
	}
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.Wait("the answer", `document.querySelector(%s).textContent.includes("42")`, cell+" .outputs")
	p.Click(cell + " button[type=reset]")
	p.Wait("the statement of the lesson", value+" === %s", cell+" .cm-content", original)
	if !browser.Eval[bool](p, "document.activeElement.matches(%s)", cell+" .cm-content") {
		t.Error("after a reset the focus is not in the editor")
	}
}

func TestAnEditorsTextIsReplacedGently(t *testing.T) {
	t.Parallel()
	p := editorPage(t, course.CoinPage)
	edit(p, listing, goOptions)
	browser.Eval[any](p, `(editor.value = "func f() {\n  if x:=1;x>0 {return}\n}", editor.focus(2))`)
	p.Press(strings.Repeat(kb.ArrowRight, 9)) // after the 1
	browser.Eval[any](p, `(editor.value = "func f() {\n\tif x := 1; x > 0 {\n\t\treturn\n\t}\n}")`)
	p.Press("7")
	if got := value(p); !strings.Contains(got, "x := 17; x") {
		t.Errorf("the caret has moved: %q", got)
	}
	p.Press("z", kb.ModifierCtrl)
	p.Press("z", kb.ModifierCtrl)
	if got := value(p); got != "func f() {\n  if x:=1;x>0 {return}\n}" {
		t.Errorf("undone twice to %q", got)
	}
}
