package reading

import (
	"fmt"
	"strings"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

func TestAGameIsPlayedWithButtons(t *testing.T) {
	t.Parallel()
	p := course.Visit(t, course.CoinPage)
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
		p.Wait("the game to say "+what,
			"[...document.querySelectorAll(%s)].some(e => e.textContent.includes(%s))", say, what)
	}
	focused := func(button string) {
		t.Helper()
		if !browser.Eval[bool](p, "document.activeElement === document.querySelector(%s)", button) {
			t.Errorf("the focus is on %q, not on the button that was pressed",
				browser.Eval[string](p, "document.activeElement.textContent"))
		}
	}
	start := p.Text(say)
	says("Question 1: is your number higher than 32")
	p.Click(higher)
	says("Question 2: is your number higher than 48")
	focused(higher)
	p.Click(lower)
	says("Question 3: is your number higher than 40")
	focused(lower)
	p.Press("\r") // the focus has stayed on the button: Enter gives the same answer again
	says("Question 4: is your number higher than 36")
	focused(lower)
	p.Wait("the address to hold the answers", "location.search === '?GuessGame.answers=1.0.0'")

	p.Click(undo)
	says("Question 3: is your number higher than 40")
	focused(undo)
	p.Click(restart)
	says("Question 1: is your number higher than 32")
	if got := p.Text(say); got != start {
		t.Errorf("after the restart the game says %q, want %q as at the start", got, start)
	}
	p.Wait("the address to forget the answers", "location.search === ''")

	for n := range 6 {
		says(fmt.Sprintf("Question %d:", n+1))
		p.Click(lower)
	}
	says("Your number is 1")
}

func TestAGameIsPlayedWithoutJavaScript(t *testing.T) {
	t.Parallel()
	p := browser.NewPage(t, course.URL(t))
	p.WithoutScripts()
	p.Open(course.CoinPage)
	p.Click("#cell-GuessGame .buttons button:nth-of-type(2)")
	p.Wait("the second question",
		"document.querySelector('#cell-GuessGame .say:nth-of-type(2)')?.textContent.includes('Question 2')")
	if !strings.Contains(search(p), "GuessGame.answers=1") {
		t.Errorf("the address is %s", search(p))
	}
}
