package editing

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// written returns the text of a listing, which mirrors that of its editor.
func written(p *browser.Page, listing string) string {
	p.T.Helper()
	text := browser.Eval[string](p, "document.querySelector(%s).textContent", listing+" > pre code")
	return strings.TrimRight(text, "\n")
}

const inEditor = `document.activeElement.matches('.listing[data-source="Surprise"] .cm-content')`

// boxes is JavaScript for the positions of everything that an editor might move.
const boxes = `[...document.querySelectorAll("main :is(h2, h3, .listing, .cell)")]
	.map(e => e.getBoundingClientRect().toJSON())`

func TestAClickStartsEditingWhereItIs(t *testing.T) {
	t.Parallel()
	for _, width := range []int64{browser.Wide, browser.Narrow} {
		p := course.VisitWorkshop(t)
		p.Width(width)
		p.At(course.Surprise)
		before := browser.Eval[[]browser.Box](p, boxes)
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
		after := browser.Eval[[]browser.Box](p, boxes)
		for i := range before {
			if math.Abs(after[i].Y-before[i].Y) > 0.5 || math.Abs(after[i].Height-before[i].Height) > 0.5 {
				t.Errorf("%d wide: an element moved from %+v to %+v", width, before[i], after[i])
			}
		}
		p.Press("x")
		if got := written(p, course.Surprise); !strings.Contains(got, "math.Logx2(") {
			t.Errorf("%d wide: the text is not inserted where the click was:\n%s", width, got)
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
		t.Error("selecting text opens an editor")
	}
}

func TestFormatting(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	original := written(p, course.Surprise)
	p.Edit(course.Surprise, "return math.Log2(", "return  3*math.Log2( ")
	typed := written(p, course.Surprise)
	browser.Eval[any](p, `{ const s = getSelection(); s.collapse(s.focusNode, s.focusOffset); }`)
	formatted := func() {
		p.T.Helper()
		p.Wait("the formatted text", "document.querySelector(%s).textContent.includes('return 3 * math.Log2(1/p)')",
			course.Surprise+" > pre code")
	}

	p.Sub("with its keys, and the caret stays", func(t *testing.T) {
		p.Edit(course.Surprise, "3*math", "3*math")
		p.Press(kb.End)
		p.Press("f", kb.ModifierShift, kb.ModifierAlt)
		formatted()
		p.Press("7")
		if got := written(p, course.Surprise); !strings.Contains(got, "Log2(1/p)7\n") {
			t.Errorf("the caret has moved:\n%s", got)
		}
		p.Press("z", kb.ModifierCtrl)
		p.Press("z", kb.ModifierCtrl)
		if got := written(p, course.Surprise); got != typed {
			t.Errorf("after undoing it is\n%s\nwant\n%s", got, typed)
		}
	})
	p.Sub("with the button", func(t *testing.T) {
		p.InBar(course.Surprise, "Format")
		formatted()
		p.Wait("screen readers to be told", "document.getElementById('announcer').textContent === 'Formatted.'")
	})
	p.Sub("not what is not Go", func(t *testing.T) {
		p.Edit(course.Surprise, "return 3 *", "return  3 * (")
		broken := written(p, course.Surprise)
		p.InBar(course.Surprise, "Format")
		p.Wait("the reason", "document.querySelector(%s)", course.Surprise+" .cm-problem")
		if got := written(p, course.Surprise); got != broken {
			t.Errorf("text that is not Go changed to\n%s", got)
		}
	})
	p.Sub("and Run formats, too", func(t *testing.T) {
		p.Edit(course.Surprise, "return  3 * (", "return  5  *  ")
		p.Run(course.Surprise)
		p.Wait("the program", course.CoinSurprise+` === "10.0000"`)
		want := strings.Replace(original, "return math.Log2(1 / p)", "return 5 * math.Log2(1/p)", 1)
		if got := written(p, course.Surprise); got != want {
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
	lines := browser.Eval[[]string](p, `[...document.querySelectorAll(%s)].map(e => e.tagName + e.textContent)`,
		changes+" > :is(ins, del)")
	want := []string{"DEL− \treturn math.Log2(1 / p)\n", "INS+ \treturn 3 * math.Log2(1 / p)\n"}
	if !slices.Equal(lines, want) {
		t.Errorf("the changes are %q", lines)
	}
	p.Edit(course.Surprise, "return 3 *", "return 4 *")
	p.Wait("the changes to follow", "document.querySelector(%s).textContent.includes('return 4')", changes)
	p.InBar(course.Surprise, "Changes")
	if browser.Eval[bool](p, "!!document.querySelector(%s)", changes) {
		t.Error("the changes do not close")
	}
	p.InBar(course.Surprise, "Reset")
	disabled := "[...document.querySelectorAll(%s)].find(b => b.textContent === 'Changes').disabled"
	if !browser.Eval[bool](p, disabled, course.Surprise+" > .bar button") {
		t.Error("the button Changes is enabled although there are none")
	}
}

// The lesson has changed since the reader edited it: the storage holds its old
// text.
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
	press := func(name string) { p.ClickText(course.Surprise+" .stale button", name) }
	age()
	press("What changed")
	got := p.Text(course.Surprise + " .stale")
	if !strings.Contains(got, "LEARNT") || !strings.Contains(got, "+ // Surprise returns log₂(1/p), the bits learnt") {
		t.Errorf("the lesson's change is shown as %s", got)
	}
	p.At(course.Surprise)
	p.Wait("the reader's version", "document.querySelector(%s).textContent.includes('3 * math')",
		course.Surprise+" > pre code")
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
		t.Errorf("the listing is\n%s\nwant\n%s", got, original)
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
		p.Wait("the line and what to do", `[...document.querySelectorAll(".cm-problem")].some(e =>
			e.checkVisibility() && e.textContent.includes(%s) && e.textContent.includes("lesson's own code"))`, missed)
		p.Wait("the bench to say where", browser.BenchSays+`.startsWith("It does not compile yet: see the marked line")`)
		p.ClickText(".bench button", "Go there")
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
