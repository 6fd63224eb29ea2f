package work

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
)

const (
	ownEditor = "document.querySelector('.own .cm-editor.cm-focused .cm-content')"
	ownTexts  = `[...document.querySelectorAll(".own")].map(e => e.querySelector(".cm-content, code").textContent).join(" | ")`
	ownTitles = `[...document.querySelectorAll(".own .own-head input")].map(e => e.value).join(", ")`
)

// What one tab does to the reader's own cells shows in the other, which keeps the
// keyboard, and what is being typed.
func TestTwoTabsShareOwnCells(t *testing.T) {
	t.Parallel()
	a, b := twoTabs(t)
	a.Press(kb.Insert, kb.ModifierAlt)
	a.Wait("a cell with the keyboard", ownEditor)
	a.Press("1 + 1")
	b.Wait("the cell in the other tab", ownTexts+" === '1 + 1'")

	t.Log("renamed, folded and unfolded, while the first tab types")
	browser.Eval[any](b, `(() => {
		const title = document.querySelector(".own-head input");
		title.value = "Sum";
		title.dispatchEvent(new Event("input"));
	})()`)
	b.ClickText(".own-head button", "Fold")
	a.Wait("the new name", ownTitles+" === 'Sum' && document.querySelector('.own.folded')")
	b.ClickText(".own-head button", "Unfold")
	a.Wait("the cell unfolded", "!document.querySelector('.own.folded')")
	browser.Eval[any](a, "document.querySelector('.own .cm-content').focus()")
	a.Press(" + 2")
	b.Wait("what was typed", ownTexts+" === '1 + 1 + 2'")

	t.Log("others are added and moved around it")
	b.ClickText(".insert-last button", "+ Go")
	b.Wait("a second cell", ownEditor)
	b.Press("second")
	a.Wait("the second cell", ownTitles+" === 'Sum, Cell 1'")
	b.Press(kb.Escape)
	b.Press("a")
	a.Wait("the third cell", ownTitles+" === 'Sum, Cell 2, Cell 1'")
	b.ClickText("[aria-label='Cell 1, your own'] .own-head button", "↑")
	a.Wait("another order", ownTitles+" === 'Sum, Cell 1, Cell 2'")
	b.ClickText("[aria-label='Sum, your own'] .own-head button", "↓")
	b.Wait("that it has moved", "document.querySelector('[aria-label=\"Sum, your own\"]').getBoundingClientRect().top > 0")
	a.Press(" + 3")
	b.Wait("what was typed then", ownTexts+".includes('1 + 1 + 2 + 3')")
	if got := browser.Eval[string](a, ownTexts); got != browser.Eval[string](b, ownTexts) {
		t.Errorf("one tab shows %q, the other %q", got, browser.Eval[string](b, ownTexts))
	}

	t.Log("deleted, and put back where it was being typed")
	b.ClickText("[aria-label='Sum, your own'] .own-head button", "Delete")
	a.Wait("that it is gone, and the way back", `document.querySelector(".own-gone")?.textContent === "Sum was deleted in another tab. Undo"
		&& document.activeElement.matches(".own-gone button")`)
	a.Accessible(".own-gone")
	a.Press(kb.Enter)
	for _, p := range []*browser.Page{a, b} {
		p.Wait("its text again", ownTexts+".includes('1 + 1 + 2 + 3') && "+ownTitles+".includes('Sum')")
		p.Wait("no more of it", "!document.querySelector('.own-gone')")
	}
}
