package gotest

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// stop is an element on which the Tab key stops.
type stop struct {
	Name   string // what it is, for a person
	Where  string // the part of the page
	Ring   bool   // it shows that it has the focus
	Hidden bool   // it is out of sight, or under the bar on top
	Gone   bool   // the focus has left the page
}

// focus describes the element that has the focus.
const focus = `(() => {
	const e = document.activeElement;
	if (!e || e === document.body) return { Gone: true };
	const style = getComputedStyle(e), box = e.getBoundingClientRect();
	const bar = document.querySelector(".top").getBoundingClientRect().bottom;
	const under = e.closest(".top, .skip") ? 0 : bar;
	const part = e.closest(".skip, .top, .course, .contents, .around, main");
	return {
		Name: e.tagName.toLowerCase() + " " + (e.ariaLabel ?? e.name ?? e.id ?? "") + " " + e.textContent.trim().slice(0, 30),
		Where: e.matches(".skip, .brand, .theme") ? e.className : part?.tagName === "HEADER" ? "search" : part?.className || part?.tagName.toLowerCase() || "",
		Ring: e.matches(":focus-visible") && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1,
		Hidden: box.width === 0 || box.bottom <= under || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth,
		Gone: false,
	};
})()`

// tab walks the whole page with the Tab key.
func (p *page) tab() []stop {
	p.t.Helper()
	const most = 600
	var stops []stop
	for range most {
		p.press("\t")
		s := eval[stop](p, focus)
		if s.Gone || len(stops) > 1 && s.Where == "skip" {
			return stops
		}
		stops = append(stops, s)
	}
	p.t.Fatalf("after %d times Tab the focus is still in the page, on %s", most, stops[most-1].Name)
	return nil
}

func TestTheTabKeyReachesEverything(t *testing.T) {
	p := newPage(t, courseURL(t))
	p.open("/lessons/gini")
	stops := p.tab()

	var order []string
	for _, s := range stops {
		if !s.Ring {
			t.Errorf("%s does not show that it has the focus", s.Name)
		}
		if s.Hidden {
			t.Errorf("%s has the focus and is out of sight", s.Name)
		}
		if len(order) == 0 || order[len(order)-1] != s.Where {
			order = append(order, s.Where)
		}
	}
	if want := []string{"skip", "brand", "search", "theme", "course", "main", "around", "contents"}; !slices.Equal(order, want) {
		t.Errorf("Tab goes through %s; want %s", strings.Join(order, ", "), strings.Join(want, ", "))
	}
	controls := eval[int](p, `[...document.querySelectorAll("main :is(a[href], button, input, select, textarea, summary):not([type=hidden], [tabindex='-1'], :disabled)")].filter(e => e.checkVisibility()).length`)
	reached := 0
	for _, s := range stops {
		if (s.Where == "main" || s.Where == "around") && !strings.HasPrefix(s.Name, "pre ") && !strings.HasPrefix(s.Name, "div ") {
			reached++
		}
	}
	if reached < controls {
		t.Errorf("Tab reaches %d of %d controls of the lesson", reached, controls)
	}
}

func TestTheSkipLinkSkips(t *testing.T) {
	p := visit(t, coinPage)
	p.press("\t\r")
	p.wait("the focus in the content", "document.activeElement.id === 'main'")
	p.press("\t")
	if s := eval[stop](p, focus); s.Where != "main" {
		t.Errorf("after the skip link comes %s in %s", s.Name, s.Where)
	}
}

func TestTheKeyboardDrivesACell(t *testing.T) {
	p := visit(t, coinPage)
	eval[any](p, "document.querySelector(%s).focus()", coinSlider)
	said := p.text(coinSay)
	p.press(kb.ArrowRight + kb.ArrowRight)
	p.wait("the sentence to follow the arrow keys", "document.querySelector(%s).textContent.trim() !== %s", coinSay, said)
	if !eval[bool](p, "document.activeElement === document.querySelector(%s)", coinSlider) {
		t.Error("the slider lost the focus")
	}
	p.wait("screen readers to be told", "document.getElementById('announcer').textContent.includes(document.querySelector(%s).textContent)", coinSay)

	eval[any](p, "document.querySelector(%s).focus()", coin+" details.source > summary")
	p.press("\r")
	p.wait("the code to unfold", "document.querySelector(%s).open", coin+" details.source")
	p.press("\t")
	if got := eval[string](p, "document.activeElement.tagName"); got != "PRE" {
		t.Errorf("after the code was unfolded Tab goes to %s, not to the code", got)
	}
}
