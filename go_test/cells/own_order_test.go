package cells

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// outdated is JavaScript for the names of the cells that say they are outdated.
const outdated = `[...document.querySelectorAll(".own.outdated")]
	.filter(e => e.textContent.includes("Changed since it was run"))
	.map(e => e.querySelector(".own-head input").value).join(", ")`

// announcements collects what screen readers are told.
const announcements = `window.told = [];
new MutationObserver(() => told.push(document.querySelector("#announcer").textContent))
	.observe(document.querySelector("#announcer"), { childList: true, characterData: true, subtree: true })`

// All cells run by one command, from the top. One that fails does not stop the rest.
func TestAllCellsRun(t *testing.T) {
	t.Parallel()
	p := course.VisitOwn(t, "func two() int { return 2 }\ntwo()", "nothing", "var m map[int]int\nm[1] = 2", "two() + 40")
	browser.Eval[any](p, announcements)
	course.OpenCommands(p)
	p.Press("run all my cells")
	p.Press(kb.Enter)
	p.Wait("the end", "told.includes('4 cells have run. See Cell 2 and Cell 3.')")
	p.Shows(course.OwnCell(p, 1), "2")
	p.Shows(course.OwnCell(p, 2), "It does not compile yet")
	p.Shows(course.OwnCell(p, 3), "nil map")
	p.Shows(course.OwnCell(p, 4), "42")
	p.Accessible(".insert-last")

	t.Log("one that never ends is stopped, and the next one runs")
	p.Rewrite(course.OwnCell(p, 2), "for {\n}")
	p.Rewrite(course.OwnCell(p, 4), "two() + 50")
	p.ClickText(".insert-last button", "Run all")
	p.Wait("the loop", "document.querySelector(%s).textContent.includes('Running')", course.OwnCell(p, 2)+" .bar .meta")
	p.ClickText(course.OwnCell(p, 2)+" .bar button", "Stop")
	p.Shows(course.OwnCell(p, 4), "52")
}

// Cells say when what they show may be from before a change.
func TestCellsAreOutdated(t *testing.T) {
	t.Parallel()
	p := course.VisitOwn(t, "func half(x float64) float64 { return x / 2 }\nhalf(2)", "half(entropy.Surprise(0.25))", "")
	first, second := course.OwnCell(p, 1), course.OwnCell(p, 2)
	is := func(want string) {
		t.Helper()
		p.Wait("outdated: "+want, outdated+" === %s", want)
	}
	p.Run(first)
	p.Shows(first, "1")
	p.Run(second)
	p.Shows(second, "1")
	is("")

	t.Log("a cell's statements are its own business, its declarations are not")
	p.Rewrite(first, "func half(x float64) float64 { return x / 2 }\nhalf(20)")
	is("Cell 1")
	p.Rewrite(first, "func half(x float64) float64 { return x / 4 }\nhalf(20)")
	is("Cell 1, Cell 2")
	p.Accessible(second)
	p.Run(second)
	p.Shows(second, "0.5")
	is("Cell 1")
	p.Run(first)
	p.Shows(first, "5")
	is("")

	t.Log("the lesson's edits concern all")
	p.Edit(course.Surprise, "return math.Log2(", "return 2 * math.Log2(")
	is("Cell 1, Cell 2")
	p.Run(second)
	p.Shows(second, "1")
	is("Cell 1")

	t.Log("so does the order of the cells")
	p.ClickText(first+" .own-head button", "↓")
	is("Cell 2, Cell 1")
}
