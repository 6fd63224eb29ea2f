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
	p.ClickText(first+" .listing button", "Edit")
	p.Wait("the editor", "document.querySelector(%s)", first+" .cm-editor.cm-focused")
	p.Press(kb.End)
	p.Press("0jb")
	p.Wait("letters in the editor", "document.querySelector(%s).textContent === '1 + 10jb'", first+" .cm-content")
	p.Press(kb.Backspace + kb.Backspace)

	t.Log("Escape selects, and Tab goes on from the editor as it always does")
	p.Press(kb.Escape)
	p.Wait("the first cell selected", selected+" === 1")
	p.Accessible(first)
	p.Press("\t")
	p.Wait("the button after the editor", "document.activeElement.matches('.bar .run')")
	browser.Eval[any](p, "document.querySelector(%s).focus()", first)

	t.Log("the selection moves")
	p.Press("j")
	p.Wait("the second cell selected", selected+" === 2")
	p.Press("j")
	p.Press(kb.ArrowUp)
	p.Wait("the first cell selected again", selected+" === 1")

	t.Log("cells run")
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.Shows(first, "11")
	p.Wait("the first cell selected still", selected+" === 1")
	p.Press(kb.ArrowDown)
	p.Press("k")
	p.Press(kb.Enter, kb.ModifierShift)
	p.Wait("the second cell selected", selected+" === 2")
	p.Press(kb.Enter, kb.ModifierShift)
	p.Shows(second, "4")

	t.Log("cells are added, edited, deleted and put back")
	p.Press("a")
	p.Wait("a cell above", course.OwnTitles+" === 'Cell 1, Cell 3, Cell 2' && "+selected+" === 2")
	p.Press("b")
	p.Wait("a cell below", course.OwnTitles+" === 'Cell 1, Cell 3, Cell 4, Cell 2' && "+selected+" === 3")
	p.Press("d")
	p.Press(kb.Enter)
	p.Wait("an editor with the keyboard", "document.querySelector(%s)", course.OwnCell(p, 3)+" .cm-editor.cm-focused")
	p.Press("d")
	p.Press(kb.Escape)
	p.Wait("the cell that was edited selected", selected+" === 3")
	p.Press("m")
	p.Wait("a note with its text", "document.querySelector(%s)?.textContent === 'd' && "+selected+" === 3", course.OwnCell(p, 3)+" .note p")
	p.Press("y")
	p.Wait("Go again", "document.querySelector(%s)?.textContent === 'd' && "+selected+" === 3", course.OwnCell(p, 3)+" .listing .cm-content, "+course.OwnCell(p, 3)+" .listing code")
	p.Press("dd")
	p.Wait("three cells, and the way back", course.OwnTitles+" === 'Cell 1, Cell 3, Cell 2' && document.activeElement.matches('.own-gone button')")
	p.Press(kb.Enter)
	p.Wait("its text", "document.querySelectorAll('.own')[2].querySelector('.cm-content')?.textContent === 'd'")

	t.Log("elsewhere in a cell they do nothing")
	browser.Eval[any](p, "document.querySelector(%s).focus()", first+" .own-head button")
	p.Press("ajddj")
	if got := browser.Eval[string](p, course.OwnTitles); got != "Cell 1, Cell 3, Cell 4, Cell 2" {
		t.Errorf("after keys on a button, there are %s", got)
	}

	t.Log("the command list tells of them, and finds cells by name")
	course.OpenCommands(p)
	p.Press("cell 4")
	p.Press(kb.Enter)
	p.Wait("the cell selected", selected+" === 3")
	course.OpenCommands(p)
	p.Press("keys")
	p.Press(kb.Enter)
	p.Wait("the keys", "document.querySelector('.keys')?.textContent.includes('D D')")
	p.Accessible(".keys")
}
