package cells

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/course"
)

// The code of own cells comes when it is wanted; the key or the click that wants it
// is not lost.
func TestTheFirstKeyIsNotLost(t *testing.T) {
	t.Parallel()
	p, l := course.VisitLate(t, "own/cells.js", "own/go.js")
	p.Press(kb.Insert, kb.ModifierAlt)
	p.ClickText(".insert-last button", "+ Go")
	l.Release()
	p.Wait("two cells", "document.querySelectorAll('.own').length === 2")
	p.Wait("one with the keyboard", "document.querySelector('.own .cm-editor.cm-focused')")
}

// When the code cannot be had, the page says so, and the next try works.
func TestOwnCellsWhileTheServerIsAway(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"own/cells.js", "own/go.js"} {
		t.Run(name, func(t *testing.T) {
			p, l := course.VisitLate(t, name)
			p.Expect("503")
			l.Refused.Store(true)
			p.ClickText(".insert-last button", "+ Go")
			p.Wait("what is wrong",
				"document.querySelector('.insert-last').textContent.includes('The server cannot be reached.')")
			l.Refused.Store(false)
			l.Release()
			course.AddOwnLast(p, "go")
			p.Wait("no more complaint", "!document.querySelector('.insert-last').textContent.includes('cannot')")
		})
	}
}
