package reading

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// The command list finds places and does what buttons do, by keyboard alone.
func TestTheCommandList(t *testing.T) {
	t.Parallel()
	p := course.Visit(t, course.CoinPage)
	open := func() {
		t.Helper()
		p.Press("k", kb.ModifierCtrl)
		p.Wait("the list", "document.querySelector('.commands').open")
	}
	open()
	p.Accessible(".commands")
	p.Press("binary")
	p.Wait("the cell", "document.querySelectorAll('.commands li').length === 1")
	p.Press(kb.Enter)
	p.Wait("the cell to have the keyboard", "document.activeElement.id === 'cell-BinaryCurve'")
	if browser.Eval[bool](p, "document.querySelector('.commands').open") {
		t.Error("the list stays open")
	}

	open()
	p.Press("information gain")
	p.Press(kb.Enter)
	p.Wait("the section", "document.activeElement.tagName === 'H2' && document.activeElement.textContent.includes('Information gain')")

	open()
	p.Press("dark")
	p.Press(kb.Enter)
	p.Wait("the dark theme", "document.documentElement.dataset.theme === 'dark'")

	open()
	p.Press("keys")
	p.Press(kb.Enter)
	p.Wait("the keys", "document.querySelector('.keys').open")
	p.Accessible(".keys")
	p.Press(kb.Escape)

	open()
	p.Press("no such thing")
	p.Wait("nothing", "document.querySelectorAll('.commands li').length === 0")
	p.Press(kb.Enter)
	p.Press(kb.Escape)
	p.Wait("the list to go", "!document.querySelector('.commands').open")
	open()
	p.Press("joins")
	p.Press(kb.Enter)
	p.Wait("the other lesson", "location.pathname === '/lessons/joins'")
}
