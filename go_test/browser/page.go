package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"abacus/go_test/need"
)

// Widths of a desktop window and of a phone, in CSS pixels.
const (
	Wide   = 1440
	Narrow = 390
)

// Page is a browser tab with its own storage, as a reader uses it. Whatever went
// wrong in it fails the test when the test ends: see troubles.
type Page struct {
	T       *testing.T
	Context context.Context
	Origin  string
	troubles
	scriptless bool // JavaScript is off
}

// NewPage returns an empty tab for the server at origin.
func NewPage(t *testing.T, origin string) *Page {
	t.Helper()
	return NewTab(t, origin, chromedp.WithNewBrowserContext())
}

// NewTab is like NewPage, but the options decide on the storage. Without options
// it is the browser's default storage, the only one that caches compiled code.
func NewTab(t *testing.T, origin string, options ...chromedp.ContextOption) *Page {
	t.Helper()
	p := &Page{T: t, Origin: origin, troubles: troubles{origin: origin}}
	ctx, cancel := chromedp.NewContext(sharedBrowser.context(t), append(options, chromedp.WithListener(p.hear))...)
	p.Context = ctx
	t.Cleanup(func() {
		p.logState() // when it returns, all earlier events have arrived
		for _, what := range p.unexpected() {
			t.Error(what)
		}
		cancel()
	})
	// The first call opens the tab, which lives as long as the call's context:
	// it must have no deadline.
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	p.ready()
	return p
}

// logState logs what the page tells its reader, if the test has failed.
func (p *Page) logState() {
	state, _ := try[string](p, `[...document.querySelectorAll(".bench > p, .cm-problem, .outputs .error")]
		.map(e => e.textContent).filter(Boolean).join("\n")`)
	if p.T.Failed() && state != "" {
		p.T.Logf("the page says:\n%s", state)
	}
}

// ready makes the tab behave as if it were in front, although other tests have
// tabs in the same browser.
func (p *Page) ready() {
	p.T.Helper()
	Send(p, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	p.Width(Wide)
	p.Media("", "light")
}

// Sub runs a subtest in the same tab: opening one takes longer than most tests.
func (p *Page) Sub(name string, f func(t *testing.T)) bool {
	p.T.Helper()
	return p.T.Run(name, func(t *testing.T) {
		whole := p.T
		p.T = t
		defer func() { p.T = whole }()
		f(t)
	})
}

// Open loads the page at path and waits until its scripts have loaded.
func (p *Page) Open(path string) {
	p.T.Helper()
	p.Visiting(path)
	p.Do(chromedp.Navigate(p.Origin + path))
}

// Do performs the steps in order.
func (p *Page) Do(steps ...chromedp.Action[chromedp.Void]) {
	p.T.Helper()
	ctx, cancel := context.WithTimeout(p.Context, need.Patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.T.Fatal(err)
	}
}

// Width sets the width of the window.
func (p *Page) Width(pixels int64) {
	p.T.Helper()
	p.Do(chromedp.EmulateViewport(pixels, 900))
}

// Media sets the medium ("print", or "" for the screen) and the system's
// theme ("light" or "dark"). It also asks for reduced motion, so that a test need
// not wait for animations to end.
func (p *Page) Media(medium, theme string) {
	p.T.Helper()
	Send(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Media: medium, Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: theme},
			{Name: "prefers-reduced-motion", Value: "reduce"},
		},
	})
}

// WithoutScripts turns JavaScript off.
func (p *Page) WithoutScripts() {
	p.T.Helper()
	p.scriptless = true
	Send(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
}

// BeforeScripts has the pages that are opened from now on run source before their
// own scripts.
func (p *Page) BeforeScripts(source string) {
	p.T.Helper()
	Send(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: source})
}

// Import loads one of the page's modules into a global variable.
func (p *Page) Import(variable, module string) {
	p.T.Helper()
	Eval[any](p, `(async () => {
		window[%s] = await import(new URL(%s, document.querySelector("script[type=module]").src));
	})()`, variable, module)
}

// Send sends the browser a protocol command.
func Send[P, R any](p *Page, command cdp.Command[P, R], params P) R {
	p.T.Helper()
	ctx, cancel := context.WithTimeout(p.Context, need.Patience)
	defer cancel()
	result, err := chromedp.Call(ctx, command, params)
	if err != nil {
		p.T.Fatal(err)
	}
	return result
}

// Eval returns the value of a JavaScript expression; promises are awaited.
func Eval[T any](p *Page, expression string, args ...any) T {
	p.T.Helper()
	value, err := try[T](p, expression, args...)
	if err != nil {
		p.T.Fatalf("%s: %v", expression, err)
	}
	return value
}

// try is Eval for expressions that may fail. Each %s of the expression is replaced
// by an argument, as a JavaScript literal.
func try[T any](p *Page, expression string, args ...any) (T, error) {
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
	ctx, cancel := context.WithTimeout(p.Context, need.Patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// Wait returns once the JavaScript condition holds. Unlike chromedp.Poll it
// survives navigation, and does not need Function, which the pages' policy
// forbids.
func (p *Page) Wait(what, condition string, args ...any) {
	p.T.Helper()
	began := time.Now()
	for {
		holds, err := try[bool](p, "!!("+condition+")", args...)
		if holds {
			return
		}
		waited := time.Since(began)
		if waited > need.Patience {
			p.T.Fatalf("waited %s in vain: %s (%v)", need.Patience, what, err)
		}
		// Poll less often as time goes by: many tests wait at once.
		time.Sleep(min(max(waited/10, 10*time.Millisecond), 200*time.Millisecond))
	}
}

// Text returns the trimmed text of the first element that matches selector.
func (p *Page) Text(selector string) string {
	p.T.Helper()
	return strings.TrimSpace(Eval[string](p, "document.querySelector(%s).textContent", selector))
}

// Figure returns the HTML of a figure.
func (p *Page) Figure(selector string) string {
	p.T.Helper()
	return Eval[string](p, "document.querySelector(%s).outerHTML", selector)
}

// Another opens a second tab for the same reader.
func (p *Page) Another() *Page {
	p.T.Helper()
	q := &Page{T: p.T, Origin: p.Origin, troubles: troubles{origin: p.Origin}}
	ctx, cancel := chromedp.NewContext(p.Context, chromedp.WithListener(q.hear))
	q.Context = ctx
	p.T.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		p.T.Fatal(err)
	}
	q.ready()
	return q
}
