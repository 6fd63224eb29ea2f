package browser

import (
	"strings"
	"testing"
)

// Fits checks that the page is no wider than the window.
func (p *Page) Fits(t *testing.T) {
	t.Helper()
	if over := Eval[float64](p, "document.scrollingElement.scrollWidth - innerWidth"); over > 0 {
		wide := strings.Join(Eval[[]string](p, tooWide), "; ")
		t.Errorf("the page is %g pixels wider than the window: %s", over, wide)
	}
}

const tooWide = `[...document.querySelectorAll("body *")]
	.filter(e => e.getBoundingClientRect().right > innerWidth + 1 &&
		!e.closest("pre, svg, .table-scroll, .formula, .lessons"))
	.slice(0, 5)
	.map(e => e.tagName + "." + e.className + " in " + e.closest("[id]")?.id)`
