package gotest

import "testing"

const paper = "getComputedStyle(document.body).backgroundColor"

func TestTheThemeFollowsTheSystem(t *testing.T) {
	p := newPage(t, courseURL(t))
	p.media("", "light")
	p.open("/")
	light := eval[string](p, paper)
	p.media("", "dark")
	p.wait("the dark theme", paper+" !== %s", light)
}

func TestTheThemeSwitchIsRemembered(t *testing.T) {
	p := newPage(t, courseURL(t))
	p.media("", "light")
	p.open(coinPage)
	light := eval[string](p, paper)
	p.click("button.theme")
	dark := eval[string](p, paper)
	if dark == light {
		t.Fatal("the switch changes nothing")
	}
	p.open(coinPage)
	if got := eval[string](p, paper); got != dark {
		t.Errorf("after a reload the paper is %s, it was %s", got, dark)
	}
	p.open("/")
	if got := eval[string](p, paper); got != dark {
		t.Errorf("on another page the paper is %s, it was %s", got, dark)
	}
	p.click("button.theme")
	if got := eval[string](p, paper); got != light {
		t.Errorf("switched back, the paper is %s, it was %s", got, light)
	}
	p.media("", "dark")
	if got := eval[string](p, paper); got != dark {
		t.Errorf("switched back, the page no longer follows the system: %s, want %s", got, dark)
	}
}
