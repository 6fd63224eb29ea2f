package cells

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// Cells count in the order of the page, whatever the order in which they were added:
// one sees what those above it declare, and all run from the top.
func TestCellsStandInTheOrderOfThePage(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	browser.Eval[any](p, `(async () => {
		const { page: { ownCells } } = await import(document.querySelector("script[type=module]").src);
		const sections = [...document.querySelectorAll(".lesson > h2")].map((e) => e.id);
		const double = "func double(n int) int { return 2 * n }";
		for (const [id, text] of [[sections.at(-1), "double(21)"], [sections[0], double]])
			ownCells.texts.set(ownCells.add("go", id + "+0").id, text, "");
	})()`)
	p.Open(course.WorkshopPage)
	p.Wait("the lower cell below", course.OwnTitles+" === 'Cell 2, Cell 1'")
	p.Run(course.OwnCell(p, 2))
	p.Shows(course.OwnCell(p, 2), "42")

	t.Log("a cell that is moved up into another block")
	browser.Eval[any](p, "document.querySelector(%s).focus()", course.OwnCell(p, 2))
	course.OwnKeys(p)
	p.ClickText(course.OwnCell(p, 1)+" .own-head button", "↑")
	p.Press("k")
	p.Wait("the cell above selected", selected+" === 1")
}

// What says that a cell is deleted stays in its place.
func TestUndoStaysInPlace(t *testing.T) {
	t.Parallel()
	p := course.VisitOwn(t, "1", "2", "3")
	p.ClickText(course.OwnCell(p, 2)+" .own-head button", "Delete")
	p.Wait("the way back between the others", `[...document.querySelectorAll(".own, .own-gone")]
		.map(e => e.className).join() === "cell own,own-gone,cell own"`)
	p.Press(kb.Enter)
	p.Wait("all cells", course.OwnTitles+" === 'Cell 1, Cell 2, Cell 3' && !document.querySelector('.own-gone')")
}

// A page has room for so many cells. What does not fit is said, never lost in silence.
func TestRoomForCells(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	got := browser.Eval[string](p, `(async () => {
		const { page: { ownCells } } = await import(document.querySelector("script[type=module]").src);
		const cell = { language: "text", title: "t", after: "+0" };
		const cells = (n, from = 0) => Array.from({ length: n }, (_, i) => ({ ...cell, id: "c" + (from + i) }));
		const placed = [[...cells(150), { id: 7 }, ...cells(1)], cells(60, 150)].map((some) => ownCells.place(some).skipped);
		const { ids, problems } = ownCells.addAll([{ language: "text", title: "", after: "+0", text: "more" }]);
		return [...placed, ids.length, ...problems, ownCells.list.length].join(" | ");
	})()`)
	if want := "1 | 10 | 0 | The last 1 cell is not taken: the page has no room for more. | 200"; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	p.ClickText(".insert-last button", "+ Text")
	p.Wait("what is wrong",
		"document.querySelector('.insert-last').textContent.includes('no room for more cells')")
}

// Each letter of a cell's name is kept, as each letter of its text is.
func TestANameIsKeptAsItIsTyped(t *testing.T) {
	t.Parallel()
	p := course.VisitOwn(t, "1")
	head := course.OwnCell(p, 1) + " .own-head input"
	browser.Eval[any](p, "document.querySelector(%s).select()", head)
	p.Press("my sum")
	p.Open(course.WorkshopPage)
	p.Wait("the name", course.OwnTitles+" === 'my sum'")
	p.ClickText(course.OwnCell(p, 1)+" .own-head button", "Fold")
	p.ClickText(course.OwnCell(p, 1)+" .own-head button", "Unfold")
	browser.Eval[any](p, "document.querySelector(%s).select()", course.OwnCell(p, 1)+" .own-head input")
	p.Press(kb.Backspace + "\t")
	p.Wait("the last name instead of none", course.OwnTitles+" === 'my sum'")
}

// The list offers a cell of each language, and says when there is nothing.
func TestTheCommandListOffersCells(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	course.OpenCommands(p)
	p.Press("add a cell")
	p.Wait("the languages", `[...document.querySelectorAll(".commands li")].map(e => e.firstChild.textContent).join() ===
		"Add a cell: Go,Add a cell: SQL,Add a cell: Text"`)
	p.Press(" of stone")
	p.Wait("that there is none", "document.querySelector('.commands p').checkVisibility()")
	p.Accessible(".commands")
}

// Cells from a link are kept before the code that shows them is there.
func TestCellsFromALinkAreKeptAtOnce(t *testing.T) {
	t.Parallel()
	p, l := course.VisitLate(t, "own/cells.js")
	p.Expect("503")
	link := browser.Eval[string](p, `(async () => {
		const { pack } = await import(new URL("./program/share-link.js", document.querySelector("script[type=module]").src));
		return pack([], [{ language: "text", title: "From afar", after: "+0", text: "a note" }]);
	})()`)
	l.Refused.Store(true)
	p.Open(course.WorkshopPage + link)
	course.OnBench(p, "Use it")
	p.Wait("that the server is away",
		"document.querySelector('.insert-last').textContent.includes('The server cannot be reached.')")
	l.Refused.Store(false)
	l.Release()
	p.Open(course.WorkshopPage)
	p.Wait("the cell", course.OwnTitles+" === 'From afar'")
}
