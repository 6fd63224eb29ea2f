package work

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// ownTexts is JavaScript for the texts of the reader's own cells, ownPlace for the
// place of the first one among the blocks of the lesson.
const (
	ownTexts = `[...document.querySelectorAll(".own")]
		.map(e => e.querySelector(".cm-content, code").textContent).join(" | ")`
	ownPlace = `(cell => [...cell.parentElement.children].indexOf(cell))(document.querySelector(".own"))`
)

// What one tab does to the reader's own cells shows in the other, which keeps the
// keyboard, and what is being typed.
func TestTwoTabsShareOwnCells(t *testing.T) {
	t.Parallel()
	a, b := twoTabs(t)
	course.AddOwn(a)
	a.Press("1 + 1")
	b.Wait("the cell in the other tab", ownTexts+" === '1 + 1'")

	t.Log("renamed, folded and unfolded, while the first tab types")
	browser.Eval[any](b, `(() => {
		const title = document.querySelector(".own-head input");
		title.value = "Sum";
		title.dispatchEvent(new Event("input"));
	})()`)
	b.ClickText(".own-head button", "Fold")
	a.Wait("the new name", course.OwnTitles+" === 'Sum' && document.querySelector('.own.folded')")
	b.ClickText(".own-head button", "Unfold")
	a.Wait("the cell unfolded", "!document.querySelector('.own.folded')")
	browser.Eval[any](a, "document.querySelector('.own .cm-content').focus()")
	a.Press(" + 2")
	b.Wait("what was typed", ownTexts+" === '1 + 1 + 2'")

	t.Log("others are added and moved around it")
	ownCellsMove(a, b)
	if got := browser.Eval[string](a, ownTexts); got != browser.Eval[string](b, ownTexts) {
		t.Errorf("one tab shows %q, the other %q", got, browser.Eval[string](b, ownTexts))
	}

	t.Log("deleted, and put back where it was being typed")
	b.ClickText("[aria-label='Sum, your own'] .own-head button", "Delete")
	a.Wait("that it is gone, and the way back", `document.activeElement.matches(".own-gone button") &&
		document.querySelector(".own-gone").textContent === "Sum was deleted in another tab. Undo"`)
	a.Accessible(".own-gone")
	a.Press(kb.Enter)
	for _, p := range []*browser.Page{a, b} {
		p.Wait("its text again", ownTexts+".includes('1 + 1 + 2 + 3') && "+course.OwnTitles+".includes('Sum')")
		p.Wait("no more of it", "!document.querySelector('.own-gone')")
	}
}

// ownCellsMove adds cells in the second tab and moves all, while the first tab types.
func ownCellsMove(a, b *browser.Page) {
	a.T.Helper()
	course.AddOwnLast(b, "go")
	b.Press("second")
	a.Wait("the second cell", course.OwnTitles+" === 'Sum, Cell 1'")
	course.OwnKeys(b)
	b.Press(kb.Escape)
	b.Press("a")
	a.Wait("the third cell", course.OwnTitles+" === 'Sum, Cell 2, Cell 1'")
	b.ClickText("[aria-label='Cell 1, your own'] .own-head button", "↑")
	a.Wait("another order", course.OwnTitles+" === 'Sum, Cell 1, Cell 2'")
	before := browser.Eval[int](b, ownPlace)
	b.ClickText("[aria-label='Sum, your own'] .own-head button", "↓")
	for _, p := range []*browser.Page{a, b} {
		p.Wait("the cell behind the next block", ownPlace+" === %s", before+1)
	}
	a.Press(" + 3")
	b.Wait("what was typed then", ownTexts+".includes('1 + 1 + 2 + 3')")
}
