package reading

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// sheet is the width of the text on A4 paper, in CSS pixels.
const sheet = 718

func TestALessonPrintsWell(t *testing.T) {
	t.Parallel()
	for _, path := range []string{course.CoinPage, "/lessons/joins"} {
		t.Run(strings.TrimPrefix(path, "/lessons/"), func(t *testing.T) {
			p := browser.NewPage(t, course.URL(t))
			p.Media("", "dark")
			p.Open(path)
			browser.Eval[any](p, "document.documentElement.dataset.theme = 'dark'")
			p.Media("print", "dark")
			p.Width(sheet)
			if got := browser.Eval[[]string](p, `[".top", ".course", ".contents", ".around", ".copy"].filter(s => {
				const e = document.querySelector(s);
				return e && e.offsetParent !== null;
			})`); len(got) > 0 {
				t.Errorf("these are printed: %s", strings.Join(got, ", "))
			}
			if got := browser.Eval[string](p, "getComputedStyle(document.body).color"); got != "rgb(34, 38, 43)" {
				t.Errorf("the dark theme prints text in the colour %s on white paper", got)
			}
			if got := browser.Eval[[]string](p, `[...document.querySelectorAll("main pre, main table, .formula")]
				.filter(e => e.getBoundingClientRect().right > innerWidth + 1 ||
					e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== "visible")
				.filter(e => e.offsetParent)
				.map(e => (e.closest("[id]")?.id ?? "") + ": " + e.textContent.trim().slice(0, 50))`); len(got) > 0 {
				t.Errorf("cut off at the edge of the paper:\n%s", strings.Join(got, "\n"))
			}
			pdf, err := chromedp.Run(p.Context, chromedp.PrintToPDF())
			if err != nil || len(pdf) < 10_000 {
				t.Errorf("printing gives %d bytes (%v)", len(pdf), err)
			}
		})
	}
}
