package gotest

import (
	"math"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// written returns what the editor of a listing holds. Listings keep the text
// of their editor.
func (p *page) written(listing string) string {
	p.t.Helper()
	return strings.TrimRight(eval[string](p, "document.querySelector(%s).textContent", listing+" > pre code"), "\n")
}

// inBar presses a button below a listing.
func (p *page) inBar(listing, name string) {
	p.t.Helper()
	if !eval[bool](p, `(() => {
		const b = [...document.querySelectorAll(%s)].find(b => b.textContent === %s);
		if (!b || b.disabled) return false;
		b.focus();
		b.click();
		return true;
	})()`, listing+" > .bar button", name) {
		p.t.Fatalf("there is no button %s to press below %s", name, listing)
	}
}

const inEditor = `document.activeElement.matches('.listing[data-source="Surprise"] .cm-content')`

func TestAClickStartsEditingWhereItIs(t *testing.T) {
	for _, width := range []int64{wide, narrow} {
		p := visitWorkshop(t, "go")
		p.width(width)
		p.at(surprise)
		before := eval[[]box](p, `[...document.querySelectorAll("main :is(h2, h3, .listing, .cell)")].map(e => e.getBoundingClientRect().toJSON())`)
		at := eval[box](p, `(() => {
			const walk = document.createTreeWalker(document.querySelector(%s + " code"), NodeFilter.SHOW_TEXT);
			for (let n; n = walk.nextNode();) if (n.data.includes("Log2")) {
				const r = document.createRange();
				r.setStart(n, n.data.indexOf("Log2"));
				r.setEnd(n, n.data.indexOf("Log2") + 3);
				return r.getBoundingClientRect().toJSON();
			}
		})()`, surprise)
		p.clickAt(at.X+at.Width, at.Y+at.Height/2)
		p.wait("the keyboard in an editor", inEditor)
		after := eval[[]box](p, `[...document.querySelectorAll("main :is(h2, h3, .listing, .cell)")].map(e => e.getBoundingClientRect().toJSON())`)
		for i := range before {
			if math.Abs(after[i].Y-before[i].Y) > 0.5 || math.Abs(after[i].Height-before[i].Height) > 0.5 {
				t.Errorf("%d wide: what was at %+v is at %+v", width, before[i], after[i])
			}
		}
		p.press("x")
		if got := p.written(surprise); !strings.Contains(got, "math.Logx2(") {
			t.Errorf("%d wide: typed elsewhere than clicked:\n%s", width, got)
		}
		p.wait("the bar", "!document.querySelector(%s).hidden", surprise+" > .bar")
	}
}

func TestASelectionInAListingCanBeCopied(t *testing.T) {
	p := visitWorkshop(t, "go")
	b := p.at(surprise + " > pre")
	x, y := b.X+30, b.Y+20
	p.do(chromedp.MouseEvent(chromedp.MousePressed, x, y, chromedp.ButtonLeft, chromedp.ClickCount(1)))
	p.do(chromedp.MouseEvent(chromedp.MouseMoved, x+170, y+40, chromedp.ButtonLeft))
	p.do(chromedp.MouseEvent(chromedp.MouseReleased, x+170, y+40, chromedp.ButtonLeft, chromedp.ClickCount(1)))
	if got := eval[string](p, "String(getSelection())"); len(got) < 10 {
		t.Errorf("%q is selected", got)
	}
	if eval[bool](p, "!!document.querySelector(%s)", surprise+" .cm-editor") {
		t.Error("an editor came in the way of copying")
	}
}

func TestFormatting(t *testing.T) {
	p := visitWorkshop(t, "go")
	original := p.written(surprise)
	p.edit(surprise, "return math.Log2(", "return  3*math.Log2( ")
	typed := p.written(surprise)
	eval[any](p, `{ const s = getSelection(); s.collapse(s.focusNode, s.focusOffset); }`)

	p.sub("with its keys, and the caret stays", func(t *testing.T) {
		p.edit(surprise, "3*math", "3*math")
		p.press(kb.End)
		p.press("f", kb.ModifierShift, kb.ModifierAlt)
		p.wait("the formatted text", "document.querySelector(%s).textContent.includes('return 3 * math.Log2(1/p)')", surprise+" > pre code")
		p.press("7")
		if got := p.written(surprise); !strings.Contains(got, "Log2(1/p)7\n") {
			t.Errorf("the caret has moved:\n%s", got)
		}
		p.press("z", kb.ModifierCtrl)
		p.press("z", kb.ModifierCtrl)
		if got := p.written(surprise); got != typed {
			t.Errorf("undone to\n%s\nnot to\n%s", got, typed)
		}
	})
	p.sub("with the button", func(t *testing.T) {
		p.inBar(surprise, "Format")
		p.wait("the formatted text", "document.querySelector(%s).textContent.includes('return 3 * math.Log2(1/p)')", surprise+" > pre code")
		p.wait("screen readers to be told", "document.getElementById('announcer').textContent === 'Formatted.'")
	})
	p.sub("not what is not Go", func(t *testing.T) {
		p.edit(surprise, "return 3 *", "return  3 * (")
		broken := p.written(surprise)
		p.inBar(surprise, "Format")
		p.wait("the reason", "document.querySelector(%s)", surprise+" .cm-problem")
		if got := p.written(surprise); got != broken {
			t.Errorf("it is now\n%s", got)
		}
	})
	p.sub("and Run formats, too", func(t *testing.T) {
		p.edit(surprise, "return  3 * (", "return  5  *  ")
		p.run(surprise)
		p.wait("the program", coinSurprise+` === "10.0000"`)
		if got, want := p.written(surprise), strings.Replace(original, "return math.Log2(1 / p)", "return 5 * math.Log2(1/p)", 1); got != want {
			t.Errorf("after the run it is\n%s\nwant\n%s", got, want)
		}
	})
}

func TestChangesAreShownLineByLine(t *testing.T) {
	p := visitWorkshop(t, "go")
	p.edit(surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.inBar(surprise, "Changes")
	changes := surprise + " .changes"
	lines := eval[[]string](p, `[...document.querySelectorAll(%s)].map(e => e.tagName + e.textContent)`, changes+" > :is(ins, del)")
	if len(lines) != 2 || lines[0] != "DEL− \treturn math.Log2(1 / p)\n" || lines[1] != "INS+ \treturn 3 * math.Log2(1 / p)\n" {
		t.Errorf("the changes are %q", lines)
	}
	p.edit(surprise, "return 3 *", "return 4 *")
	p.wait("the changes to follow", "document.querySelector(%s).textContent.includes('return 4')", changes)
	p.inBar(surprise, "Changes")
	if eval[bool](p, "!!document.querySelector(%s)", changes) {
		t.Error("the changes do not go")
	}
	p.inBar(surprise, "Reset")
	if !eval[bool](p, "[...document.querySelectorAll(%s)].find(b => b.textContent === 'Changes').disabled", surprise+" > .bar button") {
		t.Error("changes are offered where there are none")
	}
}

// The lesson changed since the reader did: its old text is in the storage.
func TestALessonThatChangedUnderAnEdit(t *testing.T) {
	p := visitWorkshop(t, "go")
	original := p.written(surprise)
	p.edit(surprise, "return math.Log2(", "return 3 * math.Log2(")
	age := func() {
		eval[any](p, `{
			const key = Object.keys(localStorage).find(k => k.includes("entropy"));
			localStorage.setItem(key, localStorage.getItem(key).replaceAll("the bits learnt", "the bits LEARNT"));
		}`)
		p.open(workshopPage)
		p.wait("the page to tell", "document.querySelector(%s)", surprise+" .stale")
	}
	press := func(name string) {
		eval[any](p, "[...document.querySelectorAll(%s)].find(b => b.textContent === %s).click()", surprise+" .stale button", name)
	}
	age()
	press("What changed")
	if got := p.text(surprise + " .stale"); !strings.Contains(got, "LEARNT") || !strings.Contains(got, "+ // Surprise returns log₂(1/p), the bits learnt") {
		t.Errorf("of the lesson's change it shows %s", got)
	}
	p.at(surprise)
	p.wait("the reader's version", "document.querySelector(%s).textContent.includes('3 * math')", surprise+" > pre code")
	press("Keep mine")
	p.open(workshopPage)
	p.wait("the reader's version to run", coinSurprise+` === "6.0000"`)
	if eval[bool](p, "!!document.querySelector(%s)", surprise+" .stale") {
		t.Error("the page asks again")
	}
	age()
	press("Take the new one")
	p.wait("the lesson's version", coinSurprise+` === "2.0000"`)
	p.at(surprise)
	if got := p.written(surprise); got != original {
		t.Errorf("the listing holds\n%s", got)
	}
}

func TestHelpersAndRenamedThings(t *testing.T) {
	p := visitWorkshop(t, "go")
	p.sub("a helper beside the function", func(t *testing.T) {
		p.edit(surprise, "return math.Log2(", "return thrice(math.Log2(")
		p.edit(surprise, "1 / p)", "1 / p))")
		p.inEditorType(surprise, "\n\nfunc thrice(x float64) float64 {\nreturn 3 * x")
		p.run(surprise)
		p.wait("the helper to be used", coinSurprise+` === "6.0000"`)
	})
	const entropy = `.listing[data-source^="Entropy,"]`
	p.sub("a renamed function is missed where it was used", func(t *testing.T) {
		p.edit(entropy, "func Entropy(", "func Disorder(")
		p.run(entropy)
		const missed = "undefined: Entropy"
		p.wait("the line and what to do", `[...document.querySelectorAll(".cm-problem")].some(e => e.checkVisibility() && e.textContent.includes(%s) && e.textContent.includes("lesson's own code"))`, missed)
		p.wait("the bench to say where", benchSays+`.startsWith("It does not compile yet: see the marked line")`)
		eval[any](p, `[...document.querySelectorAll(".bench button")].find(b => b.textContent === "Go there").click()`)
		p.wait("the keyboard on the line", `getSelection().focusNode?.parentElement.closest(".cm-problem-line")`)
	})
	p.sub("also by code that the page does not show", func(t *testing.T) {
		p.edit(entropy, "func Disorder(", "func Entropy(")
		p.edit(surprise, "func Surprise(", "func Astonishment(")
		p.run(surprise)
		p.wait("the bench to say where", benchSays+`.includes("terms, line 11: undefined: Surprise")`)
	})
	p.sub("and is found again under its name", func(t *testing.T) {
		p.edit(surprise, "func Astonishment(", "func Surprise(")
		p.run(surprise)
		p.wait("the helper to be used", coinSurprise+` === "6.0000" && `+marked+` > 3`)
	})
}

func TestShiftEnterRunsAndGoesOn(t *testing.T) {
	p := visitWorkshop(t, "go")
	p.edit(surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.press(kb.Enter, kb.ModifierShift)
	p.wait("the program", coinSurprise+` === "6.0000"`)
	p.wait("the keyboard in the next listing", `(() => {
		const all = [...document.querySelectorAll(".listing[data-source]")].filter(e => e.checkVisibility());
		return all[all.indexOf(document.querySelector(%s)) + 1].contains(document.activeElement) && document.activeElement.matches(".cm-content");
	})()`, surprise)
	if s := eval[stop](p, focus); s.Hidden {
		t.Error("the next listing is out of sight")
	}
}

// Everything without a mouse: into the listing, edit, format, run, compare,
// leave.
func TestTheKeyboardAloneEdits(t *testing.T) {
	p := visitWorkshop(t, "go")
	p.at(surprise)
	eval[any](p, `(() => { // the last stop before the listing
		const all = [...document.querySelectorAll("main :is(a[href], button, input, select, pre[tabindex], summary, .table-scroll)")].filter(e => e.checkVisibility() && !e.disabled);
		all[all.indexOf(document.querySelector(%s)) - 1].focus();
	})()`, surprise+" > pre")
	tabTo := func(what, condition string) {
		t.Helper()
		for range 10 {
			p.press(kb.Tab)
			p.wait("the focus to settle", `!document.activeElement.matches(".listing[data-source] > pre")`)
			if eval[bool](p, condition) {
				if s := eval[stop](p, focus); !s.Ring && !strings.Contains(s.Name, "Your ") || s.Hidden {
					t.Errorf("at %s the focus cannot be seen: %+v", what, s)
				}
				return
			}
		}
		t.Fatalf("Tab does not reach %s", what)
	}
	tabTo("the editor", inEditor)
	p.press(kb.End, kb.ModifierCtrl)
	p.press(kb.ArrowUp)
	p.press(kb.Home)
	p.press("if  p==1 {return 8}")
	p.press(kb.Enter)
	p.press("f", kb.ModifierShift, kb.ModifierAlt)
	p.wait("the formatted text", "document.querySelector(%s).textContent.includes('if p == 1 {')", surprise+" > pre code")
	p.press(kb.Enter, kb.ModifierCtrl)
	p.wait("the program", marked+" > 3")
	p.press(kb.Escape)
	button := func(name string) string { return `document.activeElement.textContent === "` + name + `"` }
	tabTo("Format", button("Format"))
	tabTo("Changes", button("Changes"))
	p.press("\r")
	p.wait("the changes", "document.querySelector(%s)", surprise+" .changes")
	tabTo("Reset", button("Reset"))
	tabTo("the changes", `document.activeElement.matches(".changes")`)
	tabTo("what follows", `!document.querySelector('.listing[data-source="Surprise"]').contains(document.activeElement)`)
}
