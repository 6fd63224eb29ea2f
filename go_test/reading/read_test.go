package reading

import (
	"slices"
	"strings"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
	"abacus/lessons"
)

// A reader opens every lesson and finds it complete.
func TestEveryLessonCanBeRead(t *testing.T) {
	t.Parallel()
	p := browser.NewPage(t, course.URL(t))
	for _, l := range lessons.All() {
		p.Sub(l.Slug, func(t *testing.T) {
			p.Open("/lessons/" + l.Slug)
			title, heading := browser.Eval[string](p, "document.title"), p.Text("h1")
			if heading == "" || title != heading+" · abacus" {
				t.Errorf("the title is %q under the heading %q", title, heading)
			}
			if here := p.Text(".lessons [aria-current=page]"); here == "" {
				t.Error("the list of lessons does not mark the current one")
			}
			failed := browser.Eval[string](p,
				"[...document.fonts].filter(f => f.status === 'error').map(f => f.family).join()")
			if failed != "" {
				t.Errorf("fonts that do not load: %s", failed)
			}

			shown := browser.Eval[[]string](p, "[...document.querySelectorAll('[data-cell]')].map(e => e.dataset.cell)")
			for name := range l.Cells {
				if !slices.Contains(shown, name) {
					t.Errorf("the cell %s of the package is not on the page", name)
				}
			}
			if empty := browser.Eval[[]string](p, emptyCells); len(empty) > 0 {
				t.Errorf("cells without a result: %s", strings.Join(empty, ", "))
			}
			if blank := browser.Eval[[]string](p, blankFigures); len(blank) > 0 {
				t.Errorf("figures that show nothing: %s", strings.Join(blank, ", "))
			}
			if plain := browser.Eval[[]string](p, silentFigures); len(plain) > 0 {
				t.Errorf("figures without a description: %s", strings.Join(plain, ", "))
			}
		})
	}
}

const (
	// The cells and SQL cells without outputs, or with nothing but a failure.
	emptyCells = `[...document.querySelectorAll(".cell")].filter(c => {
		const outputs = c.querySelector(":scope > .outputs");
		return !outputs.querySelector(c.dataset.cell ? ":scope > :not(.error)" : "*");
	}).map(c => c.id)`

	blankFigures = `[...document.querySelectorAll(".drawing > svg")].filter(svg => {
		const box = svg.getBoundingClientRect();
		return box.width < 100 || box.height < 30 || svg.childElementCount < 2;
	}).map(svg => svg.closest(".cell")?.id + " " + svg.getAttribute("aria-label"))`

	silentFigures = `[...document.querySelectorAll(".drawing > svg")].filter(svg => {
		const title = svg.parentElement.querySelector("figcaption").firstChild.data.trim();
		return svg.getAttribute("aria-label").length < title.length + 10;
	}).map(svg => svg.closest(".cell")?.id)`
)
