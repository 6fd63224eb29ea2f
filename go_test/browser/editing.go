package browser

import (
	"strings"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp/kb"
)

// InBar presses the named button below a listing.
func (p *Page) InBar(listing, name string) {
	p.T.Helper()
	if !Eval[bool](p, `(() => {
		const b = [...document.querySelectorAll(%s)].find(b => b.textContent === %s);
		if (!b || b.disabled) return false;
		b.focus();
		b.click();
		return true;
	})()`, listing+" > .bar button", name) {
		p.T.Fatalf("no enabled button %s below %s", name, listing)
	}
}

// Rewrite replaces the text in an element's editor, like a person who selects
// everything and types.
func (p *Page) Rewrite(editable, text string) {
	p.T.Helper()
	Eval[bool](p, `(async () => {
		const e = document.querySelector(%s);
		e.scrollIntoView({ block: "center", behavior: "instant" });
		if (!e.querySelector(".cm-content")) e.querySelector(".edit, textarea").focus();
		e.querySelector(".edit:not([hidden])")?.click();
		return true;
	})()`, editable)
	p.Wait("an editor", "document.querySelector(%s + ' .cm-content')", editable)
	p.focusEditor(editable)
	p.Press("a", kb.ModifierCtrl)
	Send(p, input.InsertText, input.InsertTextParams{Text: text})
}

// focusEditor gives an element's editor the keyboard. The editor notices a moment
// later, and would then take back what has been selected in the meantime.
func (p *Page) focusEditor(editable string) {
	p.T.Helper()
	Eval[bool](p, "(document.querySelector(%s + ' .cm-content').focus(), true)", editable)
	p.Wait("the keyboard in the editor", "document.querySelector(%s + ' .cm-editor.cm-focused')", editable)
}

// Solution returns the solution of an exercise.
func (p *Page) Solution(exercise string) string {
	p.T.Helper()
	return Eval[string](p, `document.querySelector(%s + " > .solution code").textContent.trimEnd()`, exercise)
}

// Check presses an exercise's button and returns the text of the verdict.
func (p *Page) Check(exercise string) string {
	p.T.Helper()
	Eval[bool](p, `(() => {
		const e = document.querySelector(%s);
		delete e.dataset.heard;
		e.addEventListener("answered", () => (e.dataset.heard = ""), { once: true });
		e.querySelector("button.run").click();
		return true;
	})()`, exercise)
	p.Wait("a verdict", "document.querySelector(%s + '[data-heard]')", exercise)
	return p.Text(exercise + " .outputs")
}

// State returns the state that the page shows for an exercise.
func (p *Page) State(exercise string) string {
	p.T.Helper()
	return Eval[string](p, "document.querySelector(%s).dataset.state ?? ''", exercise)
}

// Write replaces the text of an SQL cell with the keyboard.
func (p *Page) Write(cell, text string) {
	p.T.Helper()
	// Another editor that loads late may scroll the window away.
	p.Wait("an editor in "+cell, `(
		document.querySelector(%s).scrollIntoView({ block: "center", behavior: "instant" }),
		document.querySelector(%s)
	)`, cell, cell+" .cm-content")
	p.Click(cell + " .cm-content")
	p.Press("a", kb.ModifierCtrl)
	p.Press(text)
}

// Shows waits until the outputs of a cell contain the text.
func (p *Page) Shows(cell, text string) {
	p.T.Helper()
	done := false
	defer func() {
		if !done {
			p.T.Logf("%s shows %q", cell, p.Text(cell+" .outputs"))
		}
	}()
	p.Wait(cell+" to show "+text, "document.querySelector(%s).textContent.includes(%s)", cell+" .outputs", text)
	done = true
}

// Edit opens a listing in its editor and replaces old with new.
func (p *Page) Edit(listing, old, new string) {
	p.T.Helper()
	if Eval[bool](p, "!document.querySelector(%s + ' .cm-content')", listing) {
		Eval[bool](p, "(document.querySelector(%s + ' button.edit').click(), true)", listing)
		p.Wait("an editor", "document.querySelector(%s + ' .cm-content')", listing)
	}
	p.focusEditor(listing)
	text := Eval[string](p, "document.querySelector(%s + ' .cm-content').innerText", listing)
	if !strings.Contains(text, old) {
		p.T.Fatalf("the editor does not contain %q:\n%s", old, text)
	}
	line := Eval[string](p, `(async () => {
		const content = document.querySelector(%s + " .cm-content");
		const line = [...content.querySelectorAll(".cm-line")].find(l => l.textContent.includes(%s));
		getSelection().collapse(content, 0);
		const seen = new Promise(done => document.addEventListener("selectionchange", done, { once: true }));
		getSelection().selectAllChildren(line);
		await seen; // the editor has seen it too
		return line.textContent;
	})()`, listing, old)
	Send(p, input.InsertText, input.InsertTextParams{Text: strings.Replace(line, old, new, 1)})
}

// Run presses Run below a listing.
func (p *Page) Run(listing string) {
	p.T.Helper()
	Eval[bool](p, "(document.querySelector(%s + ' .bar .run').click(), true)", listing)
}

// BenchSays is JavaScript for the text of the edit bar.
const BenchSays = `document.querySelector(".bench > p").textContent`
