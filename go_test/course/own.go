package course

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
)

// OwnTitles is JavaScript for the names of the reader's own cells, in order.
const OwnTitles = `[...document.querySelectorAll(".own .own-head input")].map(e => e.value).join(", ")`

// OwnCell selects the n-th cell of the reader's own, from 1.
func OwnCell(p *browser.Page, n int) string {
	p.T.Helper()
	return "#" + browser.Eval[string](p, "document.querySelectorAll('.own')[%s].id", n-1)
}

// VisitOwn opens the lesson that these tests change, with Go cells of these texts in
// this order.
func VisitOwn(t *testing.T, texts ...string) *browser.Page {
	t.Helper()
	p := VisitWorkshop(t)
	KeepOwn(p, texts...)
	p.Open(WorkshopPage)
	p.Wait("the cells", "document.querySelectorAll('.own').length === %s", len(texts))
	return p
}

// KeepOwn keeps Go cells below the heading of the open page, which shows them when it
// is opened again.
func KeepOwn(p *browser.Page, texts ...string) {
	p.T.Helper()
	browser.Eval[any](p, `(async () => {
		const { page: { ownCells } } = await import(document.querySelector("script[type=module]").src);
		for (const text of %s) ownCells.texts.set(ownCells.add("go", "+0").id, text, "");
	})()`, texts)
}

// AddOwn adds a Go cell by its keys, AddOwnSQL an SQL cell by the command list, each
// after the block that has the keyboard, and AddOwnLast a cell of a language behind all
// others. The cell then has the keyboard; they return what selects it.
func AddOwn(p *browser.Page) (cell string) {
	p.T.Helper()
	return ownAdded(p, func() { p.Press(kb.Insert, kb.ModifierAlt) })
}

// AddOwnSQL is described with AddOwn.
func AddOwnSQL(p *browser.Page) (cell string) {
	p.T.Helper()
	return ownAdded(p, func() {
		OpenCommands(p)
		p.Press("add a cell: sql\r")
	})
}

// AddOwnLast is described with AddOwn.
func AddOwnLast(p *browser.Page, language string) (cell string) {
	p.T.Helper()
	button := ".insert-last [value=" + language + "]"
	p.Wait("the button", "document.querySelector(%s)", button)
	return ownAdded(p, func() {
		browser.Eval[any](p, "document.querySelector(%s).focus()", button)
		p.Press(kb.Enter)
	})
}

// ownAdded adds a cell and waits until one that was not there has the keyboard.
func ownAdded(p *browser.Page, add func()) (cell string) {
	p.T.Helper()
	before := browser.Eval[[]string](p, "[...document.querySelectorAll('.own')].map(e => e.id)")
	add()
	const added = `[...document.querySelectorAll(".own:has(.cm-editor.cm-focused)")].find(e => !%s.includes(e.id))`
	p.Wait("another cell, with the keyboard", added, before)
	return "#" + browser.Eval[string](p, added+".id", before)
}

// OwnKeys waits for the keys of cells, whose code comes when one first has the focus.
func OwnKeys(p *browser.Page) {
	p.T.Helper()
	p.Import("ownKeys", "own/keys.js") // the page has asked first, and hears of it first
}

// OpenCommands opens the command list, whose code comes with its first use.
func OpenCommands(p *browser.Page) {
	p.T.Helper()
	p.Press("k", kb.ModifierCtrl)
	p.Wait("the command list", "document.activeElement.matches('.commands[open] input')")
}
