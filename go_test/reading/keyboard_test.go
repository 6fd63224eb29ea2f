package reading

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

func TestTheTabKeyReachesEverything(t *testing.T) {
	t.Parallel()
	p := browser.NewPage(t, course.URL(t))
	p.Open("/lessons/gini")
	stops := p.Tab()

	var order []string
	for _, s := range stops {
		if !s.Ring {
			t.Errorf("%s does not show that it has the focus", s.Name)
		}
		if s.Hidden {
			t.Errorf("%s has the focus but is out of sight", s.Name)
		}
		if len(order) == 0 || order[len(order)-1] != s.Where {
			order = append(order, s.Where)
		}
	}
	want := []string{"skip", "brand", "search", "theme", "course", "main", "around", "contents"}
	if !slices.Equal(order, want) {
		t.Errorf("Tab goes through %s; want %s", strings.Join(order, ", "), strings.Join(want, ", "))
	}
	const control = "main :is(a[href], button, input, select, textarea, summary)" +
		":not([type=hidden], [tabindex='-1'], :disabled)"
	controls := browser.Eval[int](p,
		`[...document.querySelectorAll(%s)].filter(e => e.checkVisibility()).length`, control)
	reached := 0
	for _, s := range stops {
		if (s.Where == "main" || s.Where == "around") &&
			!strings.HasPrefix(s.Name, "pre ") && !strings.HasPrefix(s.Name, "div ") {
			reached++
		}
	}
	if reached < controls {
		t.Errorf("Tab reaches %d of %d controls of the lesson", reached, controls)
	}
}

func TestTheSkipLinkSkips(t *testing.T) {
	t.Parallel()
	p := course.Visit(t, course.CoinPage)
	p.Press("\t\r")
	p.Wait("the focus in the content", "document.activeElement.id === 'main'")
	p.Press("\t")
	if s := browser.Eval[browser.Stop](p, browser.Focus); s.Where != "main" {
		t.Errorf("the stop after the skip link is %s in %s", s.Name, s.Where)
	}
}

func TestTheKeyboardDrivesACell(t *testing.T) {
	t.Parallel()
	p := course.Visit(t, course.CoinPage)
	browser.Eval[any](p, "document.querySelector(%s).focus()", course.CoinSlider)
	said := p.Text(course.CoinSay)
	p.Press(kb.ArrowRight + kb.ArrowRight)
	p.Wait("the sentence to follow the arrow keys",
		"document.querySelector(%s).textContent.trim() !== %s", course.CoinSay, said)
	if !browser.Eval[bool](p, "document.activeElement === document.querySelector(%s)", course.CoinSlider) {
		t.Error("the slider lost the focus")
	}
	p.Wait("screen readers to be told", `document.getElementById("announcer").textContent
		.includes(document.querySelector(%s).textContent)`, course.CoinSay)

	browser.Eval[any](p, "document.querySelector(%s).focus()", course.Coin+" details.source > summary")
	p.Press("\r")
	p.Wait("the code to unfold", "document.querySelector(%s).open", course.Coin+" details.source")
	p.Press("\t")
	if got := browser.Eval[string](p, "document.activeElement.tagName"); got != "PRE" {
		t.Errorf("after unfolding the code, Tab goes to %s, not to the code", got)
	}
}
