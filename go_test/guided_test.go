package gotest

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	guidedPage = "/lessons/descent"
	pathGuess  = "#predict-1" // has options
	rateGuess  = "#predict-2" // asks for a number
)

// shown reports whether what a prediction reveals can be seen.
func (p *page) shown(prediction string) bool {
	p.t.Helper()
	return eval[bool](p, `[...document.querySelectorAll(%s)].every(e => e.checkVisibility())`, prediction+" > .revealed > *")
}

func (p *page) focused() string {
	p.t.Helper()
	return eval[string](p, `document.activeElement.className || document.activeElement.value || document.activeElement.tagName`)
}

func TestTheFigureComesAfterTheGuess(t *testing.T) {
	p := visit(t, guidedPage)
	if p.shown(pathGuess) {
		t.Fatal("the figure shows before the guess")
	}
	p.at(pathGuess)
	eval[any](p, `document.querySelector(%s).focus()`, pathGuess+" button.run")
	p.press(kb.Enter)
	if p.shown(pathGuess) {
		t.Fatal("the figure shows without a guess")
	}

	eval[any](p, `document.querySelector(%s).focus()`, pathGuess+" input")
	p.press(" ")
	p.press(kb.ArrowDown)
	p.press(kb.ArrowDown)
	p.press(kb.Enter)
	if !p.shown(pathGuess) {
		t.Fatal("the guess shows nothing")
	}
	if got, want := p.text(pathGuess+" .guessed"), "You guessed: a zigzag from side to sideGuess again"; got != want {
		t.Errorf("the page says %q, want %q", got, want)
	}
	if got := p.focused(); got != "revealed" {
		t.Errorf("the focus is on %s, not on what was revealed", got)
	}
	p.wait("the guess to be read out", `document.getElementById("announcer").textContent.startsWith("You guessed: a zigzag")`)
	if b := p.at(pathGuess + " svg.plot"); b.Height < 100 {
		t.Errorf("the figure is %g pixels high", b.Height)
	}
	p.do(chromedp.Evaluate[chromedp.Void](axe))
	for _, v := range eval[[]string](p, `axe.run(%s, { iframes: false }).then(found => found.violations.map(v => v.help))`, pathGuess) {
		t.Error("after the guess: ", v)
	}

	p.click(pathGuess + " .guessed button")
	if p.shown(pathGuess) {
		t.Error("the figure still shows while one guesses again")
	}
	if got := p.focused(); got != "a zigzag from side to side" {
		t.Errorf("the focus is on %s, not on the last guess", got)
	}
	p.press(kb.ArrowUp)
	p.press(kb.Enter)
	p.open(guidedPage)
	if !p.shown(pathGuess) || !strings.Contains(p.text(pathGuess+" .guessed"), "first down") {
		t.Errorf("after a reload: shown %v, %q", p.shown(pathGuess), p.text(pathGuess+" .guessed"))
	}
}

func TestAGuessCanBeANumber(t *testing.T) {
	p := visit(t, guidedPage)
	p.click(rateGuess + " input[type=number]")
	p.press(kb.Enter)
	if p.shown(rateGuess) {
		t.Fatal("the figure shows without a number")
	}
	p.press("0.15")
	p.press(kb.Enter)
	if got := p.text(rateGuess + " .guessed span"); got != "0.15" || !p.shown(rateGuess) {
		t.Errorf("guessed %q, the figure shows: %v", got, p.shown(rateGuess))
	}
	if p.shown(pathGuess) {
		t.Error("the other prediction shows, too")
	}
}

// Who is sent to a figure by its address need not guess.
func TestAnAddressLeadsIntoAPrediction(t *testing.T) {
	p := visit(t, guidedPage+"?Phase.rate=0.05")
	if !p.shown(rateGuess) || p.shown(pathGuess) {
		t.Errorf("with an input of Phase in the address: %v, %v", p.shown(rateGuess), p.shown(pathGuess))
	}
	p.open(guidedPage + "#cell-BowlPath")
	p.wait("the figure in the address", `document.querySelector("#cell-BowlPath .outputs").checkVisibility()`)
	p.open("/lessons/introduction")
	p.open(guidedPage + "#:~:text=So%20the%20path%20zigzags")
	p.wait("the words in the address", `document.querySelector("#cell-BowlPath .outputs").checkVisibility()`)
}

func TestPredictionsAndListingsWithoutScripts(t *testing.T) {
	p := newPage(t, courseURL(t))
	p.withoutScripts()
	p.open(guidedPage)
	if !p.shown(pathGuess) || !p.shown(rateGuess) {
		t.Error("predictions stay hidden without scripts")
	}
	if got := eval[int](p, `document.querySelectorAll(%s).length`, pathGuess+" > .callout li"); got != 4 {
		t.Errorf("%d options are to be read", got)
	}
	if eval[bool](p, `[...document.querySelectorAll(".rest")].some(e => e.getClientRects().length === 0)`) {
		t.Error("listings are folded without scripts")
	}
}

const (
	longPage    = "/lessons/gini"
	longListing = "main .listing:has(.rest)"
)

func TestLongListingsUnfold(t *testing.T) {
	p := visit(t, longPage)
	lines := func() bool {
		return eval[bool](p, `document.querySelector(%s).hidden !== "until-found"`, longListing+" .rest")
	}
	all := eval[string](p, `document.querySelector(%s).textContent`, longListing+" code")
	if lines() || p.text(longListing+" .unfold") != "Show all 40 lines" {
		t.Fatalf("unfolded: %v, the button says %q", lines(), p.text(longListing+" .unfold"))
	}
	folded := p.at(longListing).Height
	p.click(longListing + " .unfold")
	if !lines() || p.text(longListing+" .unfold") != "Show fewer lines" || p.at(longListing).Height < 1.5*folded {
		t.Errorf("after the button: unfolded %v, %g high, was %g", lines(), p.at(longListing).Height, folded)
	}
	p.click(longListing + " .unfold")
	if lines() || p.at(longListing).Height != folded {
		t.Errorf("folded again: unfolded %v, %g high, was %g", lines(), p.at(longListing).Height, folded)
	}
	if got := eval[string](p, `document.querySelector(%s).textContent`, longListing+" code"); got != all {
		t.Errorf("the text changed to %q", got)
	}

	p.open("/lessons/introduction")
	p.open(longPage + "#:~:text=" + strings.ReplaceAll(lastWords(all), " ", "%20"))
	p.wait("the words in the folded part", `document.querySelector(%s).hidden !== "until-found"`, longListing+" .rest")
}

// lastWords returns the last comment of a listing.
func lastWords(text string) string {
	_, comment, _ := strings.Cut(text[strings.LastIndex(text, "// "):], "// ")
	comment, _, _ = strings.Cut(comment, "\n")
	return comment
}

func TestEditingUnfolds(t *testing.T) {
	p := editorPage(t, longPage)
	all := strings.TrimSuffix(eval[string](p, `document.querySelector(%s).textContent`, longListing+" code"), "\n")
	edit(p, longListing+" > pre", goOptions)
	if value(p) != all {
		t.Errorf("the editor holds %q", value(p))
	}
	p.wait("the button to go", `document.querySelector(%s).hidden`, longListing+" .unfold")
	eval[any](p, "editor.destroy()")
	p.wait("the whole listing", `document.querySelector(%s).hidden === false`, longListing+" .rest")
}
