package gotest

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The cell that most of these tests play with: the entropy of a coin.
const (
	coinPage   = "/lessons/entropy"
	coin       = "#cell-BinaryCurve"
	coinSlider = "#BinaryCurve-p"
	coinSay    = coin + " .outputs .say"
	coinFigure = coin + " .outputs .drawing > svg"
)

// figure returns a figure as the page holds it.
func (p *page) figure(selector string) string {
	p.t.Helper()
	return eval[string](p, "document.querySelector(%s).outerHTML", selector)
}

// search returns the query part of the address.
func (p *page) search() string {
	p.t.Helper()
	return eval[string](p, "location.search")
}

func TestMovingASliderMovesItsFigureInPlace(t *testing.T) {
	p := visit(t, coinPage)
	place := p.at(coinSlider)
	before, said := p.figure(coinFigure), p.text(coinSay)
	eval[bool](p, "(document.querySelector(%s).mark = window.mark = true)", coin)
	scroll := eval[float64](p, "scrollY")

	p.do(chromedp.MouseClickXY(place.X+place.Width*0.8, place.Y+place.Height/2))
	p.wait("a new figure", "document.querySelector(%s).outerHTML !== %s", coinFigure, before)

	value := eval[string](p, "document.querySelector(%s).value", coinSlider)
	if p.text(coin+" output") != value {
		t.Errorf("beside the slider stands %q, it is at %s", p.text(coin+" output"), value)
	}
	if p.text(coinSay) == said {
		t.Errorf("the sentence under the slider is still %q", said)
	}
	if now := eval[float64](p, "scrollY"); now != scroll {
		t.Errorf("the page scrolled from %g to %g", scroll, now)
	}
	if !eval[bool](p, "window.mark && document.querySelector(%s).mark", coin) {
		t.Error("the page was loaded anew")
	}
	p.wait("the address to hold the state", "location.search === %s", "?BinaryCurve.p="+value)

	figure, sentence, address := p.figure(coinFigure), p.text(coinSay), p.search()
	t.Run("its address shows the same figure", func(t *testing.T) {
		compareCoin(t, visit(t, coinPage+address), figure, sentence, value)
	})
	t.Run("its address shows the same figure without JavaScript", func(t *testing.T) {
		q := newPage(t, courseURL(t))
		q.withoutScripts()
		q.open(coinPage + address)
		compareCoin(t, q, figure, sentence, value)
	})
}

func compareCoin(t *testing.T, p *page, figure, sentence, value string) {
	t.Helper()
	if p.figure(coinFigure) != figure {
		t.Error("the figure differs")
	}
	if got := p.text(coinSay); got != sentence {
		t.Errorf("the sentence is %q, it was %q", got, sentence)
	}
	if got := eval[string](p, "document.querySelector(%s).value", coinSlider); got != value {
		t.Errorf("the slider is at %s, it was at %s", got, value)
	}
}

func TestAnInputBackAtItsDefaultLeavesTheAddress(t *testing.T) {
	p := visit(t, coinPage)
	eval[any](p, "document.querySelector(%s).focus()", coinSlider)
	p.press(kb.ArrowRight)
	p.wait("the address to hold the state", "location.search.startsWith('?BinaryCurve.p=')")
	p.press(kb.ArrowLeft)
	p.wait("the address to be bare", "location.search === ''")
}

func TestWithoutJavaScriptTheInputsAreAForm(t *testing.T) {
	p := newPage(t, courseURL(t))
	p.withoutScripts()
	p.open(coinPage + "?EightPeople.column=x&GuessGame.n=10")
	before := p.figure(coinFigure)

	place := p.at(coinSlider)
	p.do(chromedp.MouseClickXY(place.X+place.Width*0.8, place.Y+place.Height/2))
	p.click(coin + " noscript button")
	p.wait("the page with the state", "location.search.includes('BinaryCurve.p=')")
	p.wait("the cell to be in view", "location.hash === %s", coin)
	p.wait("a new figure", "document.querySelector(%s)?.outerHTML !== %s", coinFigure, before)
	if !strings.Contains(p.search(), "GuessGame.n=10") {
		t.Errorf("the state of another cell got lost: %s", p.search())
	}
}

// While an answer is on its way, a slider goes on moving. Of all the moves
// that wait, only the last one matters.
func TestOfManyMovesTheLastOneWins(t *testing.T) {
	handler, err := newHandler()
	if err != nil {
		t.Fatal(err)
	}
	release := make(chan struct{})
	slow := &holdFirst{next: handler, until: release}
	letGo := sync.OnceFunc(func() { close(release) })
	srv := httptest.NewServer(slow)
	t.Cleanup(func() {
		letGo()
		srv.Close()
	})
	p := newPage(t, srv.URL)
	p.open(coinPage)
	p.at(coinSlider)

	eval[any](p, "document.querySelector(%s).focus()", coinSlider)
	p.press(strings.Repeat(kb.ArrowRight, 30))
	value := eval[string](p, "document.querySelector(%s).value", coinSlider)
	letGo()

	p.wait("the address to hold the last value", "location.search === %s", "?BinaryCurve.p="+value)
	want := visit(t, coinPage+"?BinaryCurve.p="+value)
	compareCoin(t, p, want.figure(coinFigure), want.text(coinSay), value)
	if asked := slow.requests(); len(asked) != 2 || !strings.Contains(asked[1], "BinaryCurve.p="+value) {
		t.Errorf("30 moves asked for %q; want the first and the last alone", asked)
	}
}

// holdFirst makes the first request for a cell wait.
type holdFirst struct {
	next  http.Handler
	until <-chan struct{}

	mu    sync.Mutex
	asked []string
}

func (h *holdFirst) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.Contains(r.URL.Path, "/cells/") {
		h.mu.Lock()
		h.asked = append(h.asked, r.URL.RawQuery)
		first := len(h.asked) == 1
		h.mu.Unlock()
		if first {
			<-h.until
		}
	}
	h.next.ServeHTTP(w, r)
}

func (h *holdFirst) requests() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]string(nil), h.asked...)
}
