package editing

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// addNote adds a note at the end with the keyboard, which is then in it.
func addNote(p *browser.Page) {
	p.T.Helper()
	p.Wait("the buttons", "document.querySelector('.insert-last [value=text]')")
	browser.Eval[any](p, "document.querySelector('.insert-last [value=text]').focus()")
	p.Press(kb.Enter)
	p.Wait("a note with the keyboard", "document.querySelector('.own[data-note] .cm-editor.cm-focused')")
}

// A note is written, shown typeset, changed and kept, by keyboard alone.
func TestNotesOfOnesOwn(t *testing.T) {
	t.Parallel()
	p := browser.NewPage(t, course.Workshop(t).URL)
	p.Open("/notebook")
	addNote(p)
	cell := ownCell(p, 1)
	p.Press("# Surprise\n\nIt's $-\\log_2 p$, see `x := 1` and\n\n| a | b |\n|---|---|\n| 1 | 2 |")
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.Wait("the formula", "document.querySelector(%s + ' .note math msub')", cell)
	p.Wait("the keyboard on the note", "document.activeElement.matches(%s + ' .note')", cell)
	if got := p.Text(cell + " .note h2"); got != "Surprise" {
		t.Errorf("the heading is %q", got)
	}
	p.Accessible()
	p.Width(browser.Narrow)
	p.Fits(t)

	t.Log("Enter edits it, and leaving typesets it")
	p.Press(kb.Enter)
	p.Wait("the editor", "document.querySelector(%s + ' .cm-editor.cm-focused') && !document.querySelector(%s + ' .note').checkVisibility()", cell, cell)
	p.Accessible(cell)
	p.Press(kb.End, kb.ModifierCtrl)
	p.Press("\n\nThe end.")
	p.Press(kb.Escape)
	p.Press("\t")
	p.Wait("the note", "document.querySelector(%s + ' .note').checkVisibility()", cell)
	p.Wait("what was added", "document.querySelector(%s + ' .note').lastChild.textContent === 'The end.'", cell)

	t.Log("the button edits it too, and a click elsewhere leaves it")
	p.ClickText(cell+" .own-head button", "Edit")
	p.Wait("the editor", "document.querySelector(%s + ' .cm-editor.cm-focused')", cell)
	p.Click("h1")
	p.Wait("the note", "document.querySelector(%s + ' .note').checkVisibility()", cell)
	p.Click(cell + " .note h2")
	p.Wait("the editor", "document.querySelector(%s + ' .cm-editor.cm-focused')", cell)
	p.ClickText(cell+" .own-head button", "Done")

	t.Log("it is kept")
	p.Open("/notebook")
	p.Wait("the formula", "document.querySelector(%s + ' .note math msub')", cell)
	if got := browser.Eval[bool](p, "document.querySelector(%s + ' .cm-editor') === null", cell); !got {
		t.Error("the note opens in an editor")
	}
}

// A note of somebody else's does nothing but show.
func TestNotesFromALinkAreOnlyShown(t *testing.T) {
	t.Parallel()
	url := course.Workshop(t).URL
	author := browser.NewPage(t, url)
	author.Open(course.WorkshopPage)
	addNote(author)
	author.Press("# Look\n\n<script>window.attacked = 1</script><img src=x onerror=\"window.attacked = 2\">\n" +
		"[here](javascript:window.attacked=3) ![picture](https://elsewhere.example/x.png)\n\n" +
		"<iframe srcdoc=\"<script>parent.attacked = 4</script>\"></iframe>\n\n$\\href{javascript:window.attacked=5}{x}$")
	browser.Eval[any](author, "navigator.clipboard.writeText = async (text) => void (window.copied = text)")
	author.ClickText(".own-head button", "Share")
	author.Wait("the link", "window.copied")

	p := browser.NewPage(t, url)
	p.Open(strings.TrimPrefix(browser.Eval[string](author, "copied"), author.Origin))
	p.Wait("the offer", course.Offered+` === "This link contains a cell: Cell 1."`)
	onBench(p, "Use it")
	p.Wait("the note", "document.querySelector('.own .note')?.textContent.includes('onerror')")
	cell := ownCell(p, 1)
	p.Accessible() // the headings of the page go on
	const made = `[...document.querySelectorAll(%s + " .note :is(script, img, iframe, [onerror], [srcdoc], a)")].map((e) => e.outerHTML)`
	if got := browser.Eval[[]string](p, made, cell); len(got) != 1 || !strings.HasPrefix(got[0], `<a href="https://elsewhere.example/x.png">`) {
		t.Errorf("the note contains %q, want the link to the picture alone", got)
	}
	p.ClickText(cell+" .own-head button", "Edit")
	p.Wait("the editor", "document.querySelector(%s + ' .cm-editor.cm-focused')", cell)
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.Wait("the note", "document.querySelector(%s + ' .note').checkVisibility()", cell)
	if browser.Eval[bool](p, "'attacked' in window") {
		t.Error("something in the note ran")
	}
}
