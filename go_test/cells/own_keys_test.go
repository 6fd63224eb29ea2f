package cells

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// selected is JavaScript for the number, from 1, of the cell of one's own that has
// the focus itself.
const selected = `([...document.querySelectorAll(".own")].indexOf(document.activeElement) + 1)`

// The keys of Jupyter work on a cell that is selected, and only there.
func TestJupytersKeys(t *testing.T) {
	t.Parallel()
	p := course.VisitOwn(t, "1 + 1", "2 + 2")
	first, second := course.OwnCell(p, 1), course.OwnCell(p, 2)
	p.Sub("in an editor they are letters, until Escape", func(*testing.T) { escapeSelects(p, first) })
	p.Sub("the selection moves, and cells run", func(*testing.T) { keysMoveAndRun(p, first, second) })
	p.Sub("cells are added and turned into others", func(*testing.T) { keysAddAndTurn(p) })
	p.Sub("cells are deleted and put back", func(*testing.T) {
		p.Press("dd")
		p.Wait("three cells", course.OwnTitles+" === 'Cell 1, Cell 3, Cell 2'")
		p.Wait("the way back", "document.activeElement.matches('.own-gone button')")
		p.Press(kb.Enter)
		p.Wait("its text", "document.querySelectorAll('.own')[2].querySelector('.cm-content')?.textContent === 'd'")
	})
	p.Sub("elsewhere in a cell they do nothing", func(t *testing.T) {
		browser.Eval[any](p, "document.querySelector(%s).focus()", first+" .own-head button")
		p.Press("ajddj")
		if got := browser.Eval[string](p, course.OwnTitles); got != "Cell 1, Cell 3, Cell 4, Cell 2" {
			t.Errorf("after keys on a button, there are %s", got)
		}
	})
	p.Sub("the command list tells of them, and finds cells by name", func(*testing.T) {
		course.OpenCommands(p)
		p.Press("cell 4")
		p.Press(kb.Enter)
		p.Wait("the cell selected", selected+" === 3")
		course.OpenCommands(p)
		p.Press("keys")
		p.Press(kb.Enter)
		p.Wait("the keys", "document.querySelector('.keys')?.textContent.includes('D D')")
		p.Accessible(".keys")
	})
}

// escapeSelects goes into the first cell's editor and leaves it, which selects the
// cell. From the editor, Tab goes on as it always does.
func escapeSelects(p *browser.Page, first string) {
	p.ClickText(first+" .listing button", "Edit")
	p.Wait("the editor", "document.querySelector(%s)", first+" .cm-editor.cm-focused")
	p.Press(kb.End)
	p.Press("0jb")
	p.Wait("letters in the editor", "document.querySelector(%s).textContent === '1 + 10jb'", first+" .cm-content")
	p.Press(kb.Backspace + kb.Backspace)
	course.OwnKeys(p)
	p.Press(kb.Escape)
	p.Wait("the first cell selected", selected+" === 1")
	p.Accessible(first)
	p.Press("\t")
	p.Wait("the button after the editor", "document.activeElement.matches('.bar .run')")
}

// keysMoveAndRun ends on the second cell.
func keysMoveAndRun(p *browser.Page, first, second string) {
	browser.Eval[any](p, "document.querySelector(%s).focus()", first)
	p.Press("j")
	p.Wait("the second cell selected", selected+" === 2")
	p.Press("j")
	p.Press(kb.ArrowUp)
	p.Wait("the first cell selected again", selected+" === 1")

	p.Press(kb.Enter, kb.ModifierCtrl)
	p.Shows(first, "11")
	p.Wait("the first cell selected still", selected+" === 1")
	p.Press(kb.ArrowDown)
	p.Press("k")
	p.Press(kb.Enter, kb.ModifierShift)
	p.Wait("the second cell selected", selected+" === 2")
	p.Press(kb.Enter, kb.ModifierShift)
	p.Shows(second, "4")
}

// keysAddAndTurn adds two cells beside the second. The lower one gets a text, and is a
// note for a while.
func keysAddAndTurn(p *browser.Page) {
	p.Press("a")
	p.Wait("a cell above", course.OwnTitles+" === 'Cell 1, Cell 3, Cell 2' && "+selected+" === 2")
	p.Press("b")
	p.Wait("a cell below", course.OwnTitles+" === 'Cell 1, Cell 3, Cell 4, Cell 2' && "+selected+" === 3")
	p.Press("d")
	p.Press(kb.Enter)
	added := course.OwnCell(p, 3)
	p.Wait("an editor with the keyboard", "document.querySelector(%s)", added+" .cm-editor.cm-focused")
	p.Press("d")
	p.Press(kb.Escape)
	p.Wait("the cell that was edited selected", selected+" === 3")
	const text = "document.querySelector(%s)?.textContent === 'd' && " + selected + " === 3"
	p.Press("m")
	p.Wait("a note with its text", text, added+" .note p")
	p.Press("y")
	p.Wait("Go again", text, added+" .listing .cm-content, "+added+" .listing code")
}
