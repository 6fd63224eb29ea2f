package gotest

import (
	"fmt"
	"strings"
	"testing"

	protocol "github.com/chromedp/cdproto/page"
)

const (
	maxShift     = 0.02 // cumulative layout shift of a page while it loads
	smallestText = 7.5  // CSS pixels, of text in figures on a telephone
	smallText    = 8.5  // reported
)

// watchShifts adds up the layout shifts from the first paint on.
const watchShifts = `window.shifts = []; new PerformanceObserver(list => {
	for (const e of list.getEntries()) window.shifts.push([e.value, e.sources.map(s => s.node?.nodeName + "." + (s.node?.className?.baseVal ?? s.node?.className ?? "")).join(" ")]);
}).observe({ type: "layout-shift", buffered: true });`

func TestEveryPageFitsAndKeepsStill(t *testing.T) {
	for _, width := range []int64{narrow, wide} {
		t.Run(fmt.Sprint(width, " pixels"), func(t *testing.T) {
			t.Parallel()
			p := newPage(t, courseURL(t))
			p.expect("404")
			p.width(width)
			send(p, protocol.AddScriptToEvaluateOnNewDocument, protocol.AddScriptToEvaluateOnNewDocumentParams{Source: watchShifts})
			for _, path := range pagePaths() {
				p.sub(name(path), func(t *testing.T) {
					p.open(path)
					p.fits(t)
					p.keepsStill(t)
					if width == narrow {
						p.legible(t)
					}
				})
			}
		})
	}
}

// fits checks that nothing makes the page wider than the window.
func (p *page) fits(t *testing.T) {
	t.Helper()
	if over := eval[float64](p, "document.scrollingElement.scrollWidth - innerWidth"); over > 0 {
		t.Errorf("the page is %g pixels wider than the window: %s", over, strings.Join(eval[[]string](p, tooWide), "; "))
	}
}

const tooWide = `[...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1 &&
	!e.closest("pre, svg, .table-scroll, .formula, .lessons")).slice(0, 5).map(e => e.tagName + "." + e.className + " in " + e.closest("[id]")?.id)`

// keepsStill checks that the page did not jump while fonts and scripts came.
func (p *page) keepsStill(t *testing.T) {
	t.Helper()
	eval[bool](p, "document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))))")
	if got := eval[float64](p, "window.shifts.reduce((sum, s) => sum + s[0], 0)"); got > maxShift {
		t.Errorf("the layout shifts by %.3f while the page loads, at most %g is allowed: %s", got, maxShift, eval[string](p, "JSON.stringify(window.shifts)"))
	}
}

// legible checks the size of the text in figures.
func (p *page) legible(t *testing.T) {
	t.Helper()
	type label struct {
		Cell, Text string
		Size       float64
	}
	for _, l := range eval[[]label](p, `[...document.querySelectorAll(".drawing > svg")].flatMap(svg => {
		const scale = svg.getScreenCTM().a;
		let small = null;
		for (const text of svg.querySelectorAll("text")) {
			const size = parseFloat(getComputedStyle(text).fontSize) * scale;
			if (size < `+fmt.Sprint(smallText)+` && (!small || size < small.Size)) small = { Cell: svg.closest(".cell")?.id ?? "", Text: text.textContent, Size: size };
		}
		return small ? [small] : [];
	})`) {
		report := t.Logf
		if l.Size < smallestText {
			report = t.Errorf
		}
		report("in %s the text %q is %.1f pixels high", l.Cell, l.Text, l.Size)
	}
}
