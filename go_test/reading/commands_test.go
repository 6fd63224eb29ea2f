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
	course.OpenCommands(p)
	p.Accessible(".commands")
	p.Press("binary")
	p.Wait("the cell", "document.querySelectorAll('.commands li').length === 1")
	p.Press(kb.Enter)
	p.Wait("the cell to have the keyboard", "document.activeElement.id === 'cell-BinaryCurve'")
	if browser.Eval[bool](p, "document.querySelector('.commands').open") {
		t.Error("the list stays open")
	}

	course.OpenCommands(p)
	p.Press("information gain")
	p.Press(kb.Enter)
	p.Wait("the section",
		"document.activeElement.tagName === 'H2' && document.activeElement.textContent.includes('Information gain')")

	course.OpenCommands(p)
	p.Press("dark")
	p.Press(kb.Enter)
	p.Wait("the dark theme", "document.documentElement.dataset.theme === 'dark'")

	course.OpenCommands(p)
	p.Press("keys")
	p.Press(kb.Enter)
	p.Wait("the keys", "document.querySelector('.keys').open")
	p.Accessible(".keys")
	p.Press(kb.Escape)

	course.OpenCommands(p)
	p.Press("no such thing")
	p.Wait("nothing", "document.querySelectorAll('.commands li').length === 0")
	p.Press(kb.Enter)
	p.Press(kb.Escape)
	p.Wait("the list to go", "!document.querySelector('.commands').open")
	course.OpenCommands(p)
	p.Press("joins")
	p.Press(kb.Enter)
	p.Wait("the other lesson", "location.pathname === '/lessons/joins'")
}
