package reading

import (
	"fmt"
	"strings"
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

// Every page on a telephone and on a screen, and for screen readers.
func TestEveryPageFitsEverybody(t *testing.T) {
	t.Parallel()
	const tabs = 2 // one for each core
	for tab := range tabs {
		t.Run(fmt.Sprint("tab ", tab), func(t *testing.T) {
			t.Parallel()
			p := browser.NewPage(t, course.URL(t))
			p.Expect("404")
			watch := protocol.AddScriptToEvaluateOnNewDocumentParams{Source: watchShifts}
			browser.Send(p, protocol.AddScriptToEvaluateOnNewDocument, watch)
			for i, path := range course.PagePaths() {
				if i%tabs == tab {
					p.Sub(name(path), func(t *testing.T) { fitsEverybody(p, path) })
				}
			}
		})
	}
}

func fitsEverybody(p *browser.Page, path string) {
	p.T.Helper()
	for _, width := range []int64{browser.Narrow, browser.Wide} {
		p.Width(width)
		p.Open(path)
		p.Fits(p.T)
		keepsStill(p, p.T)
		if width == browser.Narrow {
			legible(p, p.T)
		}
	}
	p.Accessible()
}

// name turns a path into the name of a subtest.
func name(path string) string {
	if path == "/" {
		return "overview"
	}
	return strings.NewReplacer("/lessons/", "", "/", "", "?q=", " ").Replace(path)
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
