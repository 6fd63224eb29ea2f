package cells

import (
	"testing"

	"github.com/chromedp/cdproto/input"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// In a gap between two blocks, buttons show under the pointer, or after a tap. They
// add a cell there, and go when the pointer goes.
func TestACellIsAddedInAGap(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	move := func(x, y float64) {
		t.Helper()
		browser.Send(p, input.DispatchMouseEvent, input.DispatchMouseEventParams{
			Type: "mouseMoved", X: x, Y: y, PointerType: "mouse",
		})
	}
	type gap struct{ X, Y float64 }
	// between returns the middle of the gap after the n-th paragraph of the lesson.
	between := func(n int) gap {
		t.Helper()
		return browser.Eval[gap](p, `(() => {
			const e = document.querySelectorAll(".lesson > p")[%s];
			e.scrollIntoView({ block: "center", behavior: "instant" });
			const { bottom, left } = e.getBoundingClientRect();
			return { X: left + 40, Y: (bottom + e.nextElementSibling.getBoundingClientRect().top) / 2 };
		})()`, n)
	}
	at := between(1)
	move(at.X, at.Y)
	p.Wait("the buttons", "document.querySelector('.insert')?.checkVisibility()")
	p.Accessible(".insert")
	if middle := browser.Eval[float64](p, `(({ top, bottom }) => (top + bottom) / 2)(
		document.querySelector(".insert button").getBoundingClientRect())`); middle < at.Y-2 || middle > at.Y+2 {
		t.Errorf("the button is at a height of %g, the gap at %g", middle, at.Y)
	}
	move(at.X, 5)
	p.Wait("no buttons", "!document.querySelector('.insert').checkVisibility()")

	t.Log("a tap shows them too")
	at = between(1)
	p.ClickAt(at.X, at.Y)
	p.Wait("the buttons", "document.querySelector('.insert').checkVisibility()")
	p.Click(".insert button")
	p.Wait("the cell there, with the keyboard",
		`document.querySelectorAll(".lesson > p")[1].nextElementSibling.matches(".own:has(.cm-focused)")`)
	p.Width(browser.Narrow)
	p.Fits(t)
}
