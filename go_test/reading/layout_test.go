package reading

import (
	"fmt"
	"testing"

	protocol "github.com/chromedp/cdproto/page"

	"abacus/go_test/browser"
	"abacus/go_test/course"
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
	t.Parallel()
	for _, width := range []int64{browser.Narrow, browser.Wide} {
		t.Run(fmt.Sprint(width, " pixels"), func(t *testing.T) {
			t.Parallel()
			p := browser.NewPage(t, course.URL(t))
			p.Expect("404")
			p.Width(width)
			browser.Send(p, protocol.AddScriptToEvaluateOnNewDocument, protocol.AddScriptToEvaluateOnNewDocumentParams{Source: watchShifts})
			for _, path := range course.PagePaths() {
				p.Sub(name(path), func(t *testing.T) {
					p.Open(path)
					p.Fits(t)
					keepsStill(p, t)
					if width == browser.Narrow {
						legible(p, t)
					}
				})
			}
		})
	}
}

// keepsStill checks that the page did not jump while fonts and scripts came.
func keepsStill(p *browser.Page, t *testing.T) {
	t.Helper()
	browser.Eval[bool](p, "document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))))")
	if got := browser.Eval[float64](p, "window.shifts.reduce((sum, s) => sum + s[0], 0)"); got > maxShift {
		t.Errorf("the layout shifts by %.3f while the page loads, at most %g is allowed: %s", got, maxShift, browser.Eval[string](p, "JSON.stringify(window.shifts)"))
	}
}

// legible checks the size of the text in figures.
func legible(p *browser.Page, t *testing.T) {
	t.Helper()
	type label struct {
		Cell, Text string
		Size       float64
	}
	for _, l := range browser.Eval[[]label](p, `[...document.querySelectorAll(".drawing > svg")].flatMap(svg => {
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
