package gotest

import (
	"fmt"
	"strings"
	"testing"
)

func TestAGameIsPlayedWithButtons(t *testing.T) {
	p := visit(t, coinPage)
	const (
		game    = "#cell-GuessGame"
		say     = game + " .outputs > .say"
		lower   = game + " .buttons button:nth-of-type(1)"
		higher  = game + " .buttons button:nth-of-type(2)"
		undo    = game + " .buttons button:nth-of-type(3)"
		restart = game + " .buttons button:nth-of-type(4)"
	)
	says := func(what string) {
		t.Helper()
		p.wait("the game to say "+what, "[...document.querySelectorAll(%s)].some(e => e.textContent.includes(%s))", say, what)
	}
	focused := func(button string) {
		t.Helper()
		if !eval[bool](p, "document.activeElement === document.querySelector(%s)", button) {
			t.Errorf("the focus is on %q, not on the button that was pressed", eval[string](p, "document.activeElement.textContent"))
		}
	}
	start := p.text(say)
	says("Question 1: is your number higher than 32")
	p.click(higher)
	says("Question 2: is your number higher than 48")
	focused(higher)
	p.click(lower)
	says("Question 3: is your number higher than 40")
	focused(lower)
	p.press("\r") // the focus stayed: Enter gives the same answer again
	says("Question 4: is your number higher than 36")
	focused(lower)
	p.wait("the address to hold the answers", "location.search === '?GuessGame.answers=1.0.0'")

	p.click(undo)
	says("Question 3: is your number higher than 40")
	focused(undo)
	p.click(restart)
	says("Question 1: is your number higher than 32")
	if got := p.text(say); got != start {
		t.Errorf("after the restart the game says %q, at first %q", got, start)
	}
	p.wait("the address to forget the answers", "location.search === ''")

	for n := range 6 {
		says(fmt.Sprintf("Question %d:", n+1))
		p.click(lower)
	}
	says("Your number is 1")
}

func TestAGameIsPlayedWithoutJavaScript(t *testing.T) {
	p := newPage(t, courseURL(t))
	p.withoutScripts()
	p.open(coinPage)
	p.click("#cell-GuessGame .buttons button:nth-of-type(2)")
	p.wait("the second question", "document.querySelector('#cell-GuessGame .say:nth-of-type(2)')?.textContent.includes('Question 2')")
	if !strings.Contains(p.search(), "GuessGame.answers=1") {
		t.Errorf("the address is %s", p.search())
	}
}
