package editing

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

const (
	guidedPage = "/lessons/descent"
	pathGuess  = "#predict-1" // has options
	rateGuess  = "#predict-2" // asks for a number
)

// shown reports whether what a prediction reveals is visible.
func shown(p *browser.Page, prediction string) bool {
	p.T.Helper()
	return browser.Eval[bool](p, `[...document.querySelectorAll(%s)].every(e => e.checkVisibility())`,
		prediction+" > .revealed > *")
}

// focused describes the focused element.
func focused(p *browser.Page) string {
	p.T.Helper()
	return browser.Eval[string](p,
		`document.activeElement.className || document.activeElement.value || document.activeElement.tagName`)
}

func TestTheFigureComesAfterTheGuess(t *testing.T) {
	t.Parallel()
	p := course.Visit(t, guidedPage)
	if shown(p, pathGuess) {
		t.Fatal("the figure shows before the guess")
	}
	p.At(pathGuess)
	browser.Eval[any](p, `document.querySelector(%s).focus()`, pathGuess+" button.run")
	p.Press(kb.Enter)
	if shown(p, pathGuess) {
		t.Fatal("the figure shows without a guess")
	}

	browser.Eval[any](p, `document.querySelector(%s).focus()`, pathGuess+" input")
	p.Press(" ")
	p.Press(kb.ArrowDown)
	p.Press(kb.ArrowDown)
	p.Press(kb.Enter)
	if !shown(p, pathGuess) {
		t.Fatal("the guess does not reveal the figure")
	}
	want := "You guessed: a zigzag from side to sideGuess again"
	if got := p.Text(pathGuess + " .guessed"); got != want {
		t.Errorf("the page says %q, want %q", got, want)
	}
	if got := focused(p); got != "revealed" {
		t.Errorf("the focus is on %s, not on what was revealed", got)
	}
	p.Wait("the guess to be read out",
		`document.getElementById("announcer").textContent.startsWith("You guessed: a zigzag")`)
	if b := p.At(pathGuess + " svg.plot"); b.Height < 100 {
		t.Errorf("the figure is %g pixels high", b.Height)
	}
	p.Do(chromedp.Evaluate[chromedp.Void](browser.Axe))
	violations := `axe.run(%s, { iframes: false }).then(found => found.violations.map(v => v.help))`
	for _, v := range browser.Eval[[]string](p, violations, pathGuess) {
		t.Error("after the guess: ", v)
	}

	p.Click(pathGuess + " .guessed button")
	if shown(p, pathGuess) {
		t.Error("the figure still shows while the reader guesses again")
	}
	if got := focused(p); got != "a zigzag from side to side" {
		t.Errorf("the focus is on %s, not on the last guess", got)
	}
	p.Press(kb.ArrowUp)
	p.Press(kb.Enter)
	p.Open(guidedPage)
	if !shown(p, pathGuess) || !strings.Contains(p.Text(pathGuess+" .guessed"), "first down") {
		t.Errorf("after a reload the figure shows: %v, and the guess is %q",
			shown(p, pathGuess), p.Text(pathGuess+" .guessed"))
	}
}

func TestAGuessCanBeANumber(t *testing.T) {
	t.Parallel()
	p := course.Visit(t, guidedPage)
	p.Click(rateGuess + " input[type=number]")
	p.Press(kb.Enter)
	if shown(p, rateGuess) {
		t.Fatal("the figure shows without a number")
	}
	p.Press("0.15")
	p.Press(kb.Enter)
	if got := p.Text(rateGuess + " .guessed span"); got != "0.15" || !shown(p, rateGuess) {
		t.Errorf("guessed %q, the figure shows: %v", got, shown(p, rateGuess))
	}
	if shown(p, pathGuess) {
		t.Error("the other prediction is revealed too")
	}
}

// Readers who follow a link to a figure need not guess.
func TestAnAddressLeadsIntoAPrediction(t *testing.T) {
	t.Parallel()
	p := course.Visit(t, guidedPage+"?Phase.rate=0.05")
	if !shown(p, rateGuess) || shown(p, pathGuess) {
		t.Errorf("with an input of Phase in the address its prediction is revealed: %v, the other: %v",
			shown(p, rateGuess), shown(p, pathGuess))
	}
	p.Open(guidedPage + "#cell-BowlPath")
	p.Wait("the figure in the address", `document.querySelector("#cell-BowlPath .outputs").checkVisibility()`)
	p.Open("/lessons/introduction")
	p.Open(guidedPage + "#:~:text=So%20the%20path%20zigzags")
	p.Wait("the words in the address", `document.querySelector("#cell-BowlPath .outputs").checkVisibility()`)
}

func TestPredictionsAndListingsWithoutScripts(t *testing.T) {
	t.Parallel()
	p := browser.NewPage(t, course.URL(t))
	p.WithoutScripts()
	p.Open(guidedPage)
	if !shown(p, pathGuess) || !shown(p, rateGuess) {
		t.Error("predictions stay hidden without scripts")
	}
	if got := browser.Eval[int](p, `document.querySelectorAll(%s).length`, pathGuess+" > .callout li"); got != 4 {
		t.Errorf("the text lists %d options, want 4", got)
	}
	if browser.Eval[bool](p, `[...document.querySelectorAll(".rest")].some(e => e.getClientRects().length === 0)`) {
		t.Error("listings are folded without scripts")
	}
}

const (
	longPage    = "/lessons/gini"
	longListing = "main .listing:has(.rest[data-lines='40'])"
)

func TestLongListingsUnfold(t *testing.T) {
	t.Parallel()
	p := course.Visit(t, longPage)
	lines := func() bool {
		return browser.Eval[bool](p, `document.querySelector(%s).hidden !== "until-found"`, longListing+" .rest")
	}
	all := browser.Eval[string](p, `document.querySelector(%s).textContent`, longListing+" code")
	if lines() || p.Text(longListing+" .unfold") != "Show all 40 lines" {
		t.Fatalf("unfolded: %v, the button says %q", lines(), p.Text(longListing+" .unfold"))
	}
	folded := p.At(longListing).Height
	p.Click(longListing + " .unfold")
	if !lines() || p.Text(longListing+" .unfold") != "Show fewer lines" || p.At(longListing).Height < 1.5*folded {
		t.Errorf("after the button: unfolded %v, %g high, was %g", lines(), p.At(longListing).Height, folded)
	}
	p.Click(longListing + " .unfold")
	if lines() || p.At(longListing).Height != folded {
		t.Errorf("folded again: unfolded %v, %g high, was %g", lines(), p.At(longListing).Height, folded)
	}
	if got := browser.Eval[string](p, `document.querySelector(%s).textContent`, longListing+" code"); got != all {
		t.Errorf("the text changed to %q", got)
	}

	p.Open("/lessons/introduction")
	p.Open(longPage + "#:~:text=" + strings.ReplaceAll(lastWords(all), " ", "%20"))
	p.Wait("the words in the folded part", `document.querySelector(%s).hidden !== "until-found"`, longListing+" .rest")
}

// lastWords returns the last comment of a listing.
func lastWords(text string) string {
	_, comment, _ := strings.Cut(text[strings.LastIndex(text, "// "):], "// ")
	comment, _, _ = strings.Cut(comment, "\n")
	return comment
}

func TestEditingUnfolds(t *testing.T) {
	t.Parallel()
	p := editorPage(t, longPage)
	all := browser.Eval[string](p, `document.querySelector(%s).textContent`, longListing+" code")
	edit(p, longListing+" > pre", goOptions)
	if value(p) != strings.TrimSuffix(all, "\n") {
		t.Errorf("the editor contains %q", value(p))
	}
	p.Wait("the button to go", `document.querySelector(%s).hidden`, longListing+" .unfold")
	browser.Eval[any](p, "editor.destroy()")
	p.Wait("the whole listing", `document.querySelector(%s).hidden === false`, longListing+" .rest")
}
