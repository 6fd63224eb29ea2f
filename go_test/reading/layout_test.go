package reading

import (
	"fmt"
	"strings"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

const (
	maxShift     = 0.02 // cumulative layout shift of a page while it loads
	smallestText = 7.5  // CSS pixels, for text in figures on a phone
	smallText    = 8.5  // CSS pixels; smaller text is logged
)

// watchShifts is JavaScript that records the layout shifts from the first paint on.
const watchShifts = `window.shifts = []; new PerformanceObserver(list => {
	const name = (node) => node?.nodeName + "." + (node?.className?.baseVal ?? node?.className ?? "");
	for (const e of list.getEntries()) window.shifts.push([e.value, e.sources.map(s => name(s.node)).join(" ")]);
}).observe({ type: "layout-shift", buffered: true });`

// Every page on a phone, on a desktop, and for screen readers.
func TestEveryPageFitsEverybody(t *testing.T) {
	t.Parallel()
	const tabs = 2 // one for each core
	for tab := range tabs {
		t.Run(fmt.Sprint("tab ", tab), func(t *testing.T) {
			t.Parallel()
			p := browser.NewPage(t, course.URL(t))
			p.Expect("404")
			p.BeforeScripts(watchShifts)
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

// name returns the name of the subtest for a path.
func name(path string) string {
	if path == "/" {
		return "overview"
	}
	return strings.NewReplacer("/lessons/", "", "/", "", "?q=", " ").Replace(path)
}

// keepsStill checks that the page did not shift while fonts and scripts loaded.
func keepsStill(p *browser.Page, t *testing.T) {
	t.Helper()
	browser.Eval[bool](p, `document.fonts.ready.then(() => new Promise(
		done => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))))`)
	if got := browser.Eval[float64](p, "window.shifts.reduce((sum, s) => sum + s[0], 0)"); got > maxShift {
		t.Errorf("the layout shifts by %.3f while the page loads, at most %g is allowed: %s",
			got, maxShift, browser.Eval[string](p, "JSON.stringify(window.shifts)"))
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
			if (size < %s && (!small || size < small.Size)) {
				small = { Cell: svg.closest(".cell")?.id ?? "", Text: text.textContent, Size: size };
			}
		}
		return small ? [small] : [];
	})`, smallText) {
		report := t.Logf
		if l.Size < smallestText {
			report = t.Errorf
		}
		report("in %s the text %q is %.1f pixels high", l.Cell, l.Text, l.Size)
	}
}
