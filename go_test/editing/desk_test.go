package editing

import (
	"math"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// written returns what the editor of a listing holds. Listings keep the text
// of their editor.
func written(p *browser.Page, listing string) string {
	p.T.Helper()
	return strings.TrimRight(browser.Eval[string](p, "document.querySelector(%s).textContent", listing+" > pre code"), "\n")
}

const inEditor = `document.activeElement.matches('.listing[data-source="Surprise"] .cm-content')`

func TestAClickStartsEditingWhereItIs(t *testing.T) {
	t.Parallel()
	for _, width := range []int64{browser.Wide, browser.Narrow} {
		p := course.VisitWorkshop(t)
		p.Width(width)
		p.At(course.Surprise)
		before := browser.Eval[[]browser.Box](p, `[...document.querySelectorAll("main :is(h2, h3, .listing, .cell)")].map(e => e.getBoundingClientRect().toJSON())`)
		at := browser.Eval[browser.Box](p, `(() => {
			const walk = document.createTreeWalker(document.querySelector(%s + " code"), NodeFilter.SHOW_TEXT);
			for (let n; n = walk.nextNode();) if (n.data.includes("Log2")) {
				const r = document.createRange();
				r.setStart(n, n.data.indexOf("Log2"));
				r.setEnd(n, n.data.indexOf("Log2") + 3);
				return r.getBoundingClientRect().toJSON();
			}
		})()`, course.Surprise)
		p.ClickAt(at.X+at.Width, at.Y+at.Height/2)
		p.Wait("the keyboard in an editor", inEditor)
		after := browser.Eval[[]browser.Box](p, `[...document.querySelectorAll("main :is(h2, h3, .listing, .cell)")].map(e => e.getBoundingClientRect().toJSON())`)
		for i := range before {
			if math.Abs(after[i].Y-before[i].Y) > 0.5 || math.Abs(after[i].Height-before[i].Height) > 0.5 {
				t.Errorf("%d wide: what was at %+v is at %+v", width, before[i], after[i])
			}
		}
		p.Press("x")
		if got := written(p, course.Surprise); !strings.Contains(got, "math.Logx2(") {
			t.Errorf("%d wide: typed elsewhere than clicked:\n%s", width, got)
		}
		p.Wait("the bar", "!document.querySelector(%s).hidden", course.Surprise+" > .bar")
	}
}

func TestASelectionInAListingCanBeCopied(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	b := p.At(course.Surprise + " > pre")
	x, y := b.X+30, b.Y+20
	p.Do(chromedp.MouseEvent(chromedp.MousePressed, x, y, chromedp.ButtonLeft, chromedp.ClickCount(1)))
	p.Do(chromedp.MouseEvent(chromedp.MouseMoved, x+170, y+40, chromedp.ButtonLeft))
	p.Do(chromedp.MouseEvent(chromedp.MouseReleased, x+170, y+40, chromedp.ButtonLeft, chromedp.ClickCount(1)))
	if got := browser.Eval[string](p, "String(getSelection())"); len(got) < 10 {
		t.Errorf("%q is selected", got)
	}
	if browser.Eval[bool](p, "!!document.querySelector(%s)", course.Surprise+" .cm-editor") {
		t.Error("an editor came in the way of copying")
	}
}

func TestFormatting(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	original := written(p, course.Surprise)
	p.Edit(course.Surprise, "return math.Log2(", "return  3*math.Log2( ")
	typed := written(p, course.Surprise)
	browser.Eval[any](p, `{ const s = getSelection(); s.collapse(s.focusNode, s.focusOffset); }`)

	p.Sub("with its keys, and the caret stays", func(t *testing.T) {
		p.Edit(course.Surprise, "3*math", "3*math")
		p.Press(kb.End)
		p.Press("f", kb.ModifierShift, kb.ModifierAlt)
		p.Wait("the formatted text", "document.querySelector(%s).textContent.includes('return 3 * math.Log2(1/p)')", course.Surprise+" > pre code")
		p.Press("7")
		if got := written(p, course.Surprise); !strings.Contains(got, "Log2(1/p)7\n") {
			t.Errorf("the caret has moved:\n%s", got)
		}
		p.Press("z", kb.ModifierCtrl)
		p.Press("z", kb.ModifierCtrl)
		if got := written(p, course.Surprise); got != typed {
			t.Errorf("undone to\n%s\nnot to\n%s", got, typed)
		}
	})
	p.Sub("with the button", func(t *testing.T) {
		p.InBar(course.Surprise, "Format")
		p.Wait("the formatted text", "document.querySelector(%s).textContent.includes('return 3 * math.Log2(1/p)')", course.Surprise+" > pre code")
		p.Wait("screen readers to be told", "document.getElementById('announcer').textContent === 'Formatted.'")
	})
	p.Sub("not what is not Go", func(t *testing.T) {
		p.Edit(course.Surprise, "return 3 *", "return  3 * (")
		broken := written(p, course.Surprise)
		p.InBar(course.Surprise, "Format")
		p.Wait("the reason", "document.querySelector(%s)", course.Surprise+" .cm-problem")
		if got := written(p, course.Surprise); got != broken {
			t.Errorf("it is now\n%s", got)
		}
	})
	p.Sub("and Run formats, too", func(t *testing.T) {
		p.Edit(course.Surprise, "return  3 * (", "return  5  *  ")
		p.Run(course.Surprise)
		p.Wait("the program", course.CoinSurprise+` === "10.0000"`)
		if got, want := written(p, course.Surprise), strings.Replace(original, "return math.Log2(1 / p)", "return 5 * math.Log2(1/p)", 1); got != want {
			t.Errorf("after the run it is\n%s\nwant\n%s", got, want)
		}
	})
}

func TestChangesAreShownLineByLine(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	p.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.InBar(course.Surprise, "Changes")
	changes := course.Surprise + " .changes"
	lines := browser.Eval[[]string](p, `[...document.querySelectorAll(%s)].map(e => e.tagName + e.textContent)`, changes+" > :is(ins, del)")
	if len(lines) != 2 || lines[0] != "DEL− \treturn math.Log2(1 / p)\n" || lines[1] != "INS+ \treturn 3 * math.Log2(1 / p)\n" {
		t.Errorf("the changes are %q", lines)
	}
	p.Edit(course.Surprise, "return 3 *", "return 4 *")
	p.Wait("the changes to follow", "document.querySelector(%s).textContent.includes('return 4')", changes)
	p.InBar(course.Surprise, "Changes")
	if browser.Eval[bool](p, "!!document.querySelector(%s)", changes) {
		t.Error("the changes do not go")
	}
	p.InBar(course.Surprise, "Reset")
	if !browser.Eval[bool](p, "[...document.querySelectorAll(%s)].find(b => b.textContent === 'Changes').disabled", course.Surprise+" > .bar button") {
		t.Error("changes are offered where there are none")
	}
}

// The lesson changed since the reader did: its old text is in the storage.
func TestALessonThatChangedUnderAnEdit(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	original := written(p, course.Surprise)
	p.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
	age := func() {
		browser.Eval[any](p, `{
			const key = Object.keys(localStorage).find(k => k.includes("entropy"));
			localStorage.setItem(key, localStorage.getItem(key).replaceAll("the bits learnt", "the bits LEARNT"));
		}`)
		p.Open(course.WorkshopPage)
		p.Wait("the page to tell", "document.querySelector(%s)", course.Surprise+" .stale")
	}
	press := func(name string) {
		browser.Eval[any](p, "[...document.querySelectorAll(%s)].find(b => b.textContent === %s).click()", course.Surprise+" .stale button", name)
	}
	age()
	press("What changed")
	if got := p.Text(course.Surprise + " .stale"); !strings.Contains(got, "LEARNT") || !strings.Contains(got, "+ // Surprise returns log₂(1/p), the bits learnt") {
		t.Errorf("of the lesson's change it shows %s", got)
	}
	p.At(course.Surprise)
	p.Wait("the reader's version", "document.querySelector(%s).textContent.includes('3 * math')", course.Surprise+" > pre code")
	press("Keep mine")
	p.Open(course.WorkshopPage)
	p.Wait("the reader's version to run", course.CoinSurprise+` === "6.0000"`)
	if browser.Eval[bool](p, "!!document.querySelector(%s)", course.Surprise+" .stale") {
		t.Error("the page asks again")
	}
	age()
	press("Take the new one")
	p.Wait("the lesson's version", course.CoinSurprise+` === "2.0000"`)
	p.At(course.Surprise)
	if got := written(p, course.Surprise); got != original {
		t.Errorf("the listing holds\n%s", got)
	}
}

func TestHelpersAndRenamedThings(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	p.Sub("a helper beside the function", func(t *testing.T) {
		p.Edit(course.Surprise, "return math.Log2(", "return thrice(math.Log2(")
		p.Edit(course.Surprise, "1 / p)", "1 / p))")
		inEditorType(p, course.Surprise, "\n\nfunc thrice(x float64) float64 {\nreturn 3 * x")
		p.Run(course.Surprise)
		p.Wait("the helper to be used", course.CoinSurprise+` === "6.0000"`)
	})
	const entropy = `.listing[data-source^="Entropy,"]`
	p.Sub("a renamed function is missed where it was used", func(t *testing.T) {
		p.Edit(entropy, "func Entropy(", "func Disorder(")
		p.Run(entropy)
		const missed = "undefined: Entropy"
		p.Wait("the line and what to do", `[...document.querySelectorAll(".cm-problem")].some(e => e.checkVisibility() && e.textContent.includes(%s) && e.textContent.includes("lesson's own code"))`, missed)
		p.Wait("the bench to say where", browser.BenchSays+`.startsWith("It does not compile yet: see the marked line")`)
		browser.Eval[any](p, `[...document.querySelectorAll(".bench button")].find(b => b.textContent === "Go there").click()`)
		p.Wait("the keyboard on the line", `getSelection().focusNode?.parentElement.closest(".cm-problem-line")`)
	})
	p.Sub("also by code that the page does not show", func(t *testing.T) {
		p.Edit(entropy, "func Disorder(", "func Entropy(")
		p.Edit(course.Surprise, "func Surprise(", "func Astonishment(")
		p.Run(course.Surprise)
		p.Wait("the bench to say where", browser.BenchSays+`.includes("terms, line 11: undefined: Surprise")`)
	})
	p.Sub("and is found again under its name", func(t *testing.T) {
		p.Edit(course.Surprise, "func Astonishment(", "func Surprise(")
		p.Run(course.Surprise)
		p.Wait("the helper to be used", course.CoinSurprise+` === "6.0000" && `+course.Marked+` > 3`)
	})
}

func TestShiftEnterRunsAndGoesOn(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	p.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.Press(kb.Enter, kb.ModifierShift)
	p.Wait("the program", course.CoinSurprise+` === "6.0000"`)
	p.Wait("the keyboard in the next listing", `(() => {
		const all = [...document.querySelectorAll(".listing[data-source]")].filter(e => e.checkVisibility());
		return all[all.indexOf(document.querySelector(%s)) + 1].contains(document.activeElement) && document.activeElement.matches(".cm-content");
	})()`, course.Surprise)
	p.Wait("the next listing in sight", `(focus => !focus.Hidden)(`+browser.Focus+`)`) // the page scrolls a moment later
}

// Everything without a mouse: into the listing, edit, format, run, compare,
// leave.
func TestTheKeyboardAloneEdits(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	p.At(course.Surprise)
	browser.Eval[any](p, `(() => { // the last stop before the listing
		const all = [...document.querySelectorAll("main :is(a[href], button, input, select, pre[tabindex], summary, .table-scroll)")].filter(e => e.checkVisibility() && !e.disabled);
		all[all.indexOf(document.querySelector(%s)) - 1].focus();
	})()`, course.Surprise+" > pre")
	tabTo := func(what, condition string) {
		t.Helper()
		for range 10 {
			p.Press(kb.Tab)
			p.Wait("the focus to settle", `!document.activeElement.matches(".listing[data-source] > pre")`)
			if browser.Eval[bool](p, condition) {
				if s := browser.Eval[browser.Stop](p, browser.Focus); !s.Ring && !strings.Contains(s.Name, "Your ") || s.Hidden {
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
	p.Wait("the formatted text", "document.querySelector(%s).textContent.includes('if p == 1 {')", course.Surprise+" > pre code")
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
	tabTo("what follows", `!document.querySelector('.listing[data-source="Surprise"]').contains(document.activeElement)`)
}

// The Tab key opens editors on its way. One that comes while the keyboard is on
// its button does not take that away from under it.
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
	browser.Eval[any](p, "new Promise(done => setTimeout(done, 100))")
	if !browser.Eval[bool](p, "document.activeElement === document.querySelector(%s)", edit) {
		t.Fatalf("the keyboard is on %s", browser.Eval[string](p, "document.activeElement.outerHTML.slice(0, 100)"))
	}
	p.Press("\r")
	p.Wait("the keyboard in the editor", "document.querySelector(%s + ' .cm-editor.cm-focused')", course.Surprise)
	p.Wait("the button to go", "document.querySelector(%s).hidden", edit)
}
