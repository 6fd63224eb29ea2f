package gotest

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// sheet is the width of the text on A4 paper, in CSS pixels.
const sheet = 718

func TestALessonPrintsWell(t *testing.T) {
	for _, path := range []string{coinPage, "/lessons/joins"} {
		t.Run(strings.TrimPrefix(path, "/lessons/"), func(t *testing.T) {
			p := newPage(t, courseURL(t))
			p.media("", "dark")
			p.open(path)
			eval[any](p, "document.documentElement.dataset.theme = 'dark'")
			p.media("print", "dark")
			p.width(sheet)
			if got := eval[[]string](p, `[".top", ".course", ".contents", ".around", ".copy"].filter(s => {
				const e = document.querySelector(s);
				return e && e.offsetParent !== null;
			})`); len(got) > 0 {
				t.Errorf("on paper there are still %s", strings.Join(got, ", "))
			}
			if got := eval[string](p, "getComputedStyle(document.body).color"); got != "rgb(34, 38, 43)" {
				t.Errorf("a reader of the dark theme gets text of the colour %s on white paper", got)
			}
			if got := eval[[]string](p, `[...document.querySelectorAll("main pre, main table, .formula")]
				.filter(e => e.getBoundingClientRect().right > innerWidth + 1 || e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== "visible")
				.filter(e => e.offsetParent)
				.map(e => (e.closest("[id]")?.id ?? "") + ": " + e.textContent.trim().slice(0, 50))`); len(got) > 0 {
				t.Errorf("cut off at the edge of the paper:\n%s", strings.Join(got, "\n"))
			}
			pdf, err := chromedp.Run(p.ctx, chromedp.PrintToPDF())
			if err != nil || len(pdf) < 10_000 {
				t.Errorf("printing gives %d bytes (%v)", len(pdf), err)
			}
		})
	}
}
