package browser

import (
	"strings"
	"testing"
)

// Fits checks that nothing makes the page wider than the window.
func (p *Page) Fits(t *testing.T) {
	t.Helper()
	if over := Eval[float64](p, "document.scrollingElement.scrollWidth - innerWidth"); over > 0 {
		t.Errorf("the page is %g pixels wider than the window: %s", over, strings.Join(Eval[[]string](p, tooWide), "; "))
	}
}

const tooWide = `[...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1 &&
	!e.closest("pre, svg, .table-scroll, .formula, .lessons")).slice(0, 5).map(e => e.tagName + "." + e.className + " in " + e.closest("[id]")?.id)`
