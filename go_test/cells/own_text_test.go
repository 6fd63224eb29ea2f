package cells

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// A note is written, shown typeset, changed and kept, by keyboard alone.
func TestNotesOfOnesOwn(t *testing.T) {
	t.Parallel()
	p := browser.NewPage(t, course.Workshop(t).URL)
	p.Open("/notebook")
	cell := course.AddOwnLast(p, "text")
	p.Press("# Surprise\n\nIt's $-\\log_2 p$, see `x := 1` and\n\n| a | b |\n|---|---|\n| 1 | 2 |")
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.Wait("the formula", "document.querySelector(%s + ' .note math msub')", cell)
	p.Wait("the keyboard on the note", "document.activeElement.matches(%s + ' .note')", cell)
	if got := p.Text(cell + " .note h2"); got != "Surprise" {
		t.Errorf("the heading is %q", got)
	}
	p.Accessible()
	p.Width(browser.Narrow)
	p.Fits(t)

	t.Log("Enter edits it, and leaving typesets it")
	p.Press(kb.Enter)
	p.Wait("the editor", "document.querySelector(%s + ' .cm-editor.cm-focused')", cell)
	p.Wait("the note to make room", "!document.querySelector(%s + ' .note').checkVisibility()", cell)
	p.Accessible(cell)
	p.Press(kb.End, kb.ModifierCtrl)
	p.Press("\n\nThe end.")
	p.Press(kb.Escape)
	p.Press("\t")
	p.Wait("the note", "document.querySelector(%s + ' .note').checkVisibility()", cell)
	p.Wait("what was added", "document.querySelector(%s + ' .note').lastChild.textContent === 'The end.'", cell)

	t.Log("the button edits it too, and a click elsewhere leaves it")
	p.ClickText(cell+" .own-head button", "Edit")
	p.Wait("the editor", "document.querySelector(%s + ' .cm-editor.cm-focused')", cell)
	p.Click("h1")
	p.Wait("the note", "document.querySelector(%s + ' .note').checkVisibility()", cell)
	p.Click(cell + " .note h2")
	p.Wait("the editor", "document.querySelector(%s + ' .cm-editor.cm-focused')", cell)
	p.ClickText(cell+" .own-head button", "Done")

	t.Log("it is kept")
	p.Open("/notebook")
	p.Wait("the formula", "document.querySelector(%s + ' .note math msub')", cell)
	if got := browser.Eval[bool](p, "document.querySelector(%s + ' .cm-editor') === null", cell); !got {
		t.Error("the note opens in an editor")
	}
}

// A note of somebody else's does nothing but show.
func TestNotesFromALinkAreOnlyShown(t *testing.T) {
	t.Parallel()
	url := course.Workshop(t).URL
	author := browser.NewPage(t, url)
	author.Open(course.WorkshopPage)
	course.AddOwnLast(author, "text")
	author.Press("# Look\n\n<script>window.attacked = 1</script><img src=x onerror=\"window.attacked = 2\">\n" +
		"[here](javascript:window.attacked=3) ![picture](https://elsewhere.example/x.png)\n\n" +
		"<iframe srcdoc=\"<script>parent.attacked = 4</script>\"></iframe>\n\n$\\href{javascript:window.attacked=5}{x}$")
	link := course.SharedLink(author, func() { author.ClickText(".own-head button", "Share") })

	p := browser.NewPage(t, url)
	p.Open(link)
	p.Wait("the offer", course.Offered+` === "This link contains a cell: Cell 1."`)
	course.OnBench(p, "Use it")
	p.Wait("the note", "document.querySelector('.own .note')?.textContent.includes('onerror')")
	cell := course.OwnCell(p, 1)
	p.Accessible() // the headings of the page go on
	const made = `[...document.querySelectorAll(%s + " .note :is(script, img, iframe, [onerror], [srcdoc], a)")]
		.map((e) => e.outerHTML).join()`
	const picture = `<a href="https://elsewhere.example/x.png">picture</a>`
	if got := browser.Eval[string](p, made, cell); got != picture {
		t.Errorf("the note contains %s, want the link to the picture alone", got)
	}
	p.ClickText(cell+" .own-head button", "Edit")
	p.Wait("the editor", "document.querySelector(%s + ' .cm-editor.cm-focused')", cell)
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.Wait("the note", "document.querySelector(%s + ' .note').checkVisibility()", cell)
	if browser.Eval[bool](p, "'attacked' in window") {
		t.Error("something in the note ran")
	}
}

// While what typesets notes cannot be loaded, a note is shown as it was written.
func TestNotesWithoutTheTypesetter(t *testing.T) {
	t.Parallel()
	p := browser.NewPage(t, course.Workshop(t).URL)
	p.Expect("third_party/temml.js")
	block := func(patterns ...*network.BlockPattern) {
		browser.Send(p, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: patterns})
	}
	browser.Send(p, network.Enable, network.EnableParams{})
	block(&network.BlockPattern{URLPattern: "*://*:*/*third_party/temml.js", Block: true})
	p.Open("/notebook")
	cell := course.AddOwnLast(p, "text")
	p.Press("It is *half*: $\\frac{1}{2}$.")
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.Wait("the text",
		`document.querySelector(%s + " .note > pre")?.textContent === "It is *half*: $\\frac{1}{2}$."`, cell)
	if got := p.Text(cell + " .note > .error"); !strings.Contains(got, "The server cannot be reached.") {
		t.Errorf("the message is %q", got)
	}
	p.Accessible(cell)

	t.Log("its text can be edited, and the note shows once the typesetter is there")
	p.Press(kb.Enter)
	p.Wait("the editor", "document.querySelector(%s + ' .cm-editor.cm-focused')", cell)
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.Wait("the text again", "document.querySelector(%s + ' .note > pre')?.checkVisibility()", cell)
	block()
	p.ClickText(cell+" .note button", "Try again")
	p.Wait("the note", "document.querySelector(%s + ' .note em')", cell)
	p.Wait("the formula", "document.querySelector(%s + ' .note mfrac')", cell)
}

// Two tabs show the same note; a note that is moved takes its place in the outline.
func TestNotesInTwoTabsAndPlaces(t *testing.T) {
	t.Parallel()
	p := browser.NewPage(t, course.Workshop(t).URL)
	p.Open(course.WorkshopPage)
	cell := course.AddOwnLast(p, "text")
	p.Press("# Mine")
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.Wait("a heading below the lesson's last", "document.querySelector(%s + ' .note h3')", cell)
	q := p.Another()
	q.Open(course.WorkshopPage)
	q.Wait("the note", "document.querySelector(%s + ' .note h3')", cell)
	q.ClickText(cell+" .own-head button", "Edit")
	q.Wait("the editor", "document.querySelector(%s + ' .cm-editor.cm-focused')", cell)
	q.Press(kb.End, kb.ModifierCtrl)
	q.Press(" too")
	p.Wait("what the other tab wrote", "document.querySelector(%s + ' .note h3').textContent === 'Mine too'", cell)

	const up = `(() => {
		const cell = document.querySelector(%s);
		const press = [...cell.querySelectorAll(".own-head button")].find((b) => b.textContent === "↑");
		for (let i = 0; i < 300 && cell.previousElementSibling.id !== "coin"; i++) press.click();
		return cell.previousElementSibling.id;
	})()`
	if got := browser.Eval[string](p, up, cell); got != "coin" {
		t.Fatalf("the note is behind %q", got)
	}
	p.Wait("a heading below one of level 3", "document.querySelector(%s + ' .note h4')", cell)
	p.Accessible()
}
