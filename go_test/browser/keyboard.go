package browser

import (
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp/kb"
)

// Press presses keys one after the other. The text comes with the key event, as
// from a keyboard, so that the page can prevent it; chromedp.KeyEvent always types
// it.
func (p *Page) Press(keys string, modifiers ...kb.Modifier) {
	p.T.Helper()
	var held int64
	for _, m := range modifiers {
		held |= m.Int64()
	}
	for _, r := range keys {
		events := kb.Encode(r)
		down, up := events[0], events[len(events)-1]
		if len(events) == 3 && held == 0 {
			down.Type, down.Text, down.UnmodifiedText = kb.KeyDown, events[1].Text, events[1].UnmodifiedText
		}
		down.Modifiers |= held
		up.Modifiers |= held
		Send(p, input.DispatchKeyEvent, *down)
		Send(p, input.DispatchKeyEvent, *up)
	}
}

// Stop is an element at which the Tab key stops.
type Stop struct {
	Name   string // for failure messages
	Where  string // the part of the page
	Ring   bool   // the focus is visible
	Hidden bool   // outside the window, or under the bar at the top
	Gone   bool   // the focus has left the page
}

// Focus is JavaScript that describes the focused element as a Stop.
const Focus = `(() => {
	const e = document.activeElement;
	if (!e || e === document.body) return { Gone: true };
	const style = getComputedStyle(e.closest(".cm-editor") ?? e), box = e.getBoundingClientRect();
	const bar = document.querySelector(".top").getBoundingClientRect().bottom;
	const under = e.closest(".top, .skip") ? 0 : bar;
	const part = e.closest(".skip, .top, .course, .contents, .around, main");
	return {
		Name: e.tagName.toLowerCase() + " " + (e.ariaLabel ?? e.name ?? e.id ?? "") + " " +
			e.textContent.trim().slice(0, 30),
		Where: e.matches(".skip, .brand, .theme") ? e.className
			: part?.tagName === "HEADER" ? "search"
			: part?.className || part?.tagName.toLowerCase() || "",
		Ring: e.matches(":focus-visible") && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1,
		Hidden: box.width === 0 || box.bottom <= under || box.top >= innerHeight ||
			box.right <= 0 || box.left >= innerWidth,
		Gone: false,
	};
})()`

// Tab walks through the whole page with the Tab key.
func (p *Page) Tab() []Stop {
	p.T.Helper()
	const most = 600
	var stops []Stop
	for range most {
		p.Press("\t")
		s := Eval[Stop](p, Focus)
		if s.Gone || len(stops) > 1 && s.Where == "skip" {
			return stops
		}
		stops = append(stops, s)
	}
	p.T.Fatalf("after pressing Tab %d times the focus is still in the page, on %s", most, stops[most-1].Name)
	return nil
}

// TabTo presses Tab until the focus is on an element that matches selector.
func (p *Page) TabTo(selector string) {
	p.T.Helper()
	const most = 300
	var stops []Stop
	for range most {
		p.Press("\t")
		there := Eval[struct { // in one go: the page may replace the focused element
			Stop  Stop
			Found bool
		}](p, `({ Stop: `+Focus+`, Found: document.activeElement.matches(%s) })`, selector)
		s := there.Stop
		stops = append(stops, s)
		if there.Found {
			// Editors show the focus a moment later.
			p.Wait("the focus on "+selector+" to be seen", `(f => f.Ring && !f.Hidden)(`+Focus+`)`)
			return
		}
		if s.Gone {
			break
		}
	}
	p.T.Fatalf("Tab does not reach %s; it stops at %+v", selector, stops)
}
