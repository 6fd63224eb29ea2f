package gotest

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Widths of a desktop's window and of a telephone's, in CSS pixels.
const (
	wide   = 1440
	narrow = 390
)

// patience is how long a test waits for something that takes a moment. It is
// long for the sake of busy machines.
const patience = 30 * time.Second

// page is a tab of the browser with storage of its own, as a reader uses it.
// When the test ends, everything in it that a reader would not want to happen
// is an error: see troubles.
type page struct {
	t        *testing.T
	ctx      context.Context
	origin   string
	patience time.Duration // with one step
	troubles
}

// newPage returns an empty tab for the pages of the server at origin.
func newPage(t *testing.T, origin string) *page {
	t.Helper()
	return newTab(t, origin, chromedp.WithNewBrowserContext())
}

// newTab is newPage with storage as the options say; without one it is the
// browser's own, the only one in which compiled code is kept.
func newTab(t *testing.T, origin string, options ...chromedp.ContextOption) *page {
	t.Helper()
	p := &page{t: t, origin: origin, patience: patience, troubles: troubles{origin: origin}}
	ctx, cancel := chromedp.NewContext(sharedBrowser.context(t), append(options, chromedp.WithListener(p.hear))...)
	p.ctx = ctx
	t.Cleanup(func() {
		_, _ = try[int](p, "0") // what happened before this has been heard after it
		for _, what := range p.unexpected() {
			t.Error(what)
		}
		cancel()
	})
	// The first steps open the tab, which lives as long as their context: that
	// one must have no deadline.
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	p.width(wide)
	p.media("", "light")
	return p
}

// visit opens a page of the shared course.
func visit(t *testing.T, path string) *page {
	t.Helper()
	p := newPage(t, courseURL(t))
	p.open(path)
	return p
}

// sub runs a subtest that goes on in the same tab: to open one costs more
// than most tests.
func (p *page) sub(name string, f func(t *testing.T)) bool {
	p.t.Helper()
	return p.t.Run(name, func(t *testing.T) {
		whole := p.t
		p.t = t
		defer func() { p.t = whole }()
		f(t)
	})
}

// open loads the page at path and waits until its scripts are in place.
func (p *page) open(path string) {
	p.t.Helper()
	p.visiting(path)
	p.do(chromedp.Navigate(p.origin + path))
}

// do takes steps, in order.
func (p *page) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, p.patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.t.Fatal(err)
	}
}

// width makes the window as wide as given.
func (p *page) width(pixels int64) {
	p.t.Helper()
	p.do(chromedp.EmulateViewport(pixels, 900))
}

// media sets the medium ("print", or "" for the screen) and the system's
// theme ("light" or "dark"). The reader wants nothing to glide: a test need
// not wait until the page has come to rest.
func (p *page) media(medium, theme string) {
	p.t.Helper()
	send(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Media: medium, Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: theme},
			{Name: "prefers-reduced-motion", Value: "reduce"},
		},
	})
}

// withoutScripts makes the tab one of a reader who has no JavaScript.
func (p *page) withoutScripts() {
	p.t.Helper()
	send(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
}

// send sends the browser a command of its protocol.
func send[P, R any](p *page, command cdp.Command[P, R], params P) R {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, p.patience)
	defer cancel()
	result, err := chromedp.Call(ctx, command, params)
	if err != nil {
		p.t.Fatal(err)
	}
	return result
}

// eval returns the value of a JavaScript expression; promises are awaited.
func eval[T any](p *page, expression string, args ...any) T {
	p.t.Helper()
	value, err := try[T](p, expression, args...)
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// try is eval for expressions that may fail. Arguments are written into the
// expression as JavaScript, in place of its %s.
func try[T any](p *page, expression string, args ...any) (T, error) {
	if len(args) > 0 {
		literals := make([]any, len(args))
		for i, arg := range args {
			text, err := json.Marshal(arg)
			if err != nil {
				panic(err) // a test passes something odd
			}
			literals[i] = string(text)
		}
		expression = fmt.Sprintf(expression, literals...)
	}
	ctx, cancel := context.WithTimeout(p.ctx, p.patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// wait returns once the JavaScript condition holds. It survives that the page
// goes to another address; chromedp.Poll does not, and the pages' policy
// forbids the Function it needs.
func (p *page) wait(what, condition string, args ...any) {
	p.t.Helper()
	deadline := time.Now().Add(p.patience)
	for {
		holds, err := try[bool](p, "!!("+condition+")", args...)
		if holds {
			return
		}
		if time.Now().After(deadline) {
			p.t.Fatalf("waited %s in vain: %s (%v)", p.patience, what, err)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// text returns the text of the first element that selector finds, as shown.
func (p *page) text(selector string) string {
	p.t.Helper()
	return strings.TrimSpace(eval[string](p, "document.querySelector(%s).textContent", selector))
}

// box is a place in the window, in CSS pixels.
type box struct{ X, Y, Width, Height float64 }

// at brings an element to the middle of the window and returns where it is
// once it has come to rest: what is above it may still grow. A page without
// scripts has no timers, so the waiting is done here.
func (p *page) at(selector string) box {
	p.t.Helper()
	where := func() box {
		return eval[box](p, `(() => {
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

// click presses the mouse in the middle of an element.
func (p *page) click(selector string) {
	p.t.Helper()
	b := p.at(selector)
	p.clickAt(b.X+b.Width/2, b.Y+b.Height/2)
}

// clickAt presses the mouse at a place in the window.
func (p *page) clickAt(x, y float64) {
	p.t.Helper()
	p.do(chromedp.MouseClickXY(x, y))
}

// press presses keys, one after the other, as a keyboard does: what a key
// types comes with the key, so that a page can keep it from being typed.
// chromedp.KeyEvent types it in any case.
func (p *page) press(keys string, modifiers ...kb.Modifier) {
	p.t.Helper()
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
		send(p, input.DispatchKeyEvent, *down)
		send(p, input.DispatchKeyEvent, *up)
	}
}
