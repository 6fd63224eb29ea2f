package editing

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

func TestShiftEnterRunsAndGoesOn(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	p.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.Press(kb.Enter, kb.ModifierShift)
	p.Wait("the program", course.CoinSurprise+` === "6.0000"`)
	p.Wait("the keyboard in the next listing", `(() => {
		const all = [...document.querySelectorAll(".listing[data-source]")].filter(e => e.checkVisibility());
		return all[all.indexOf(document.querySelector(%s)) + 1].contains(document.activeElement) &&
			document.activeElement.matches(".cm-content");
	})()`, course.Surprise)
	// The page scrolls a moment later.
	p.Wait("the next listing in sight", `(focus => !focus.Hidden)(`+browser.Focus+`)`)
}

// Without a mouse: enter the listing, edit, format, run, compare, leave.
func TestTheKeyboardAloneEdits(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	p.At(course.Surprise)
	browser.Eval[any](p, `(() => { // the last stop before the listing
		const stops = "main :is(a[href], button, input, select, pre[tabindex], summary, .table-scroll)";
		const all = [...document.querySelectorAll(stops)].filter(e => e.checkVisibility() && !e.disabled);
		all[all.indexOf(document.querySelector(%s)) - 1].focus();
	})()`, course.Surprise+" > pre")
	tabTo := func(what, condition string) {
		t.Helper()
		for range 10 {
			p.Press(kb.Tab)
			p.Wait("the focus to settle", `!document.activeElement.matches(".listing[data-source] > pre")`)
			if browser.Eval[bool](p, condition) {
				s := browser.Eval[browser.Stop](p, browser.Focus)
				if !s.Ring && !strings.Contains(s.Name, "Your ") || s.Hidden {
					t.Errorf("at %s the focus cannot be seen: %+v", what, s)
				}
				return
			}
		}
		t.Fatalf("Tab does not reach %s", what)
	}
	tabTo("the editor", inEditor)
	p.Press(kb.End, kb.ModifierCtrl)
	p.Press(kb.ArrowUp)
	p.Press(kb.Home)
	p.Press("if  p==1 {return 8}")
	p.Press(kb.Enter)
	p.Press("f", kb.ModifierShift, kb.ModifierAlt)
	p.Wait("the formatted text", "document.querySelector(%s).textContent.includes('if p == 1 {')",
		course.Surprise+" > pre code")
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.Wait("the program", course.Marked+" > 3")
	p.Press(kb.Escape)
	button := func(name string) string { return `document.activeElement.textContent === "` + name + `"` }
	tabTo("Format", button("Format"))
	tabTo("Changes", button("Changes"))
	p.Press("\r")
	p.Wait("the changes", "document.querySelector(%s)", course.Surprise+" .changes")
	tabTo("Reset", button("Reset"))
	tabTo("the changes", `document.activeElement.matches(".changes")`)
	tabTo("what follows",
		`!document.querySelector('.listing[data-source="Surprise"]').contains(document.activeElement)`)
}

// The Tab key opens editors on its way. One that opens while the focus is on its
// button leaves the button in place.
func TestTheEditButtonStaysUnderTheKeyboard(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	edit := course.Surprise + " button.edit"
	p.Wait("the button", "document.querySelector(%s)", edit)
	browser.Eval[any](p, `(() => {
		document.querySelector(%s).focus();
		document.querySelector(%s).dispatchEvent(new Event("focus"));
	})()`, edit, course.Surprise+" > pre")
	p.Wait("the editor", "document.querySelector(%s)", course.Surprise+" .cm-content")
	browser.Eval[any](p, "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
	if !browser.Eval[bool](p, "document.activeElement === document.querySelector(%s)", edit) {
		t.Fatalf("the focus is on %s", browser.Eval[string](p, "document.activeElement.outerHTML.slice(0, 100)"))
	}
	p.Press("\r")
	p.Wait("the keyboard in the editor", "document.querySelector(%s + ' .cm-editor.cm-focused')", course.Surprise)
	p.Wait("the button to go", "document.querySelector(%s).hidden", edit)
}
