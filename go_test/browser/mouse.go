package browser

import (
	"time"

	"github.com/chromedp/chromedp"

	"abacus/go_test/need"
)

// Box is a rectangle in the window, in CSS pixels.
type Box struct{ X, Y, Width, Height float64 }

// At scrolls an element to the middle of the window and returns where it is once
// it no longer moves: what is above it may still grow. It waits here rather than
// in the page, because a page without scripts has no timers.
func (p *Page) At(selector string) Box {
	p.T.Helper()
	where := func() Box {
		return Eval[Box](p, `(() => {
			const e = document.querySelector(%s);
			e.scrollIntoView({ block: "center", behavior: "instant" });
			return e.getBoundingClientRect().toJSON();
		})()`, selector)
	}
	last := where()
	for {
		time.Sleep(40 * time.Millisecond)
		here := where()
		if here == last {
			return here
		}
		last = here
	}
}

// Click presses the mouse in the middle of an element. Between the look at where it
// is and the press, an editor that appears above it can push it away: then the press
// misses, and a person tries again.
func (p *Page) Click(selector string) {
	p.T.Helper()
	for began := time.Now(); ; {
		b := p.At(selector)
		Eval[bool](p, `(() => {
			const e = document.querySelector(%s);
			e.pressed = false;
			e.addEventListener("pointerdown", () => (e.pressed = true), { once: true, capture: true });
			return true;
		})()`, selector)
		p.ClickAt(b.X+b.Width/2, b.Y+b.Height/2)
		// An element or a page that is no longer there was hit.
		missed, err := try[bool](p, "document.querySelector(%s)?.pressed === false", selector)
		if !missed || err != nil || p.scriptless {
			return
		}
		if time.Since(began) > need.Patience {
			p.T.Fatalf("%s cannot be pressed: something is in front of it", selector)
		}
	}
}

// ClickAt presses the mouse at a place in the window.
func (p *Page) ClickAt(x, y float64) {
	p.T.Helper()
	p.Do(chromedp.MouseClickXY(x, y))
}

// ClickText clicks, without the mouse, the first element that matches selector and
// has the text.
func (p *Page) ClickText(selector, text string) {
	p.T.Helper()
	Eval[any](p, "[...document.querySelectorAll(%s)].find(e => e.textContent === %s).click()", selector, text)
}

// SetInput sets the value of an input as a person does, with the event that this
// causes.
func (p *Page) SetInput(selector, value string) {
	p.T.Helper()
	Eval[bool](p, `(() => {
		const e = document.querySelector(%s);
		e.value = %s;
		return e.dispatchEvent(new Event("input", { bubbles: true }));
	})()`, selector, value)
}
