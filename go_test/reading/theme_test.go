package reading

import (
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

const paper = "getComputedStyle(document.body).backgroundColor"

func TestTheThemeFollowsTheSystem(t *testing.T) {
	t.Parallel()
	p := browser.NewPage(t, course.URL(t))
	p.Media("", "light")
	p.Open("/")
	light := browser.Eval[string](p, paper)
	p.Media("", "dark")
	p.Wait("the dark theme", paper+" !== %s", light)
}

func TestTheThemeSwitchIsRemembered(t *testing.T) {
	t.Parallel()
	p := browser.NewPage(t, course.URL(t))
	p.Media("", "light")
	p.Open(course.CoinPage)
	light := browser.Eval[string](p, paper)
	p.Click("button.theme")
	dark := browser.Eval[string](p, paper)
	if dark == light {
		t.Fatal("the switch changes nothing")
	}
	p.Open(course.CoinPage)
	if got := browser.Eval[string](p, paper); got != dark {
		t.Errorf("after a reload the background is %s, want %s", got, dark)
	}
	p.Open("/")
	if got := browser.Eval[string](p, paper); got != dark {
		t.Errorf("on another page the background is %s, want %s", got, dark)
	}
	p.Click("button.theme")
	if got := browser.Eval[string](p, paper); got != light {
		t.Errorf("switched back, the background is %s, want %s", got, light)
	}
	p.Media("", "dark")
	if got := browser.Eval[string](p, paper); got != dark {
		t.Errorf("switched back, the page no longer follows the system: %s, want %s", got, dark)
	}
}
