package reading

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// search returns the query of the page's address.
func search(p *browser.Page) string {
	p.T.Helper()
	return browser.Eval[string](p, "location.search")
}

func TestMovingASliderMovesItsFigureInPlace(t *testing.T) {
	t.Parallel()
	p := course.Visit(t, course.CoinPage)
	place := p.At(course.CoinSlider)
	before, said := p.Figure(course.CoinFigure), p.Text(course.CoinSay)
	browser.Eval[bool](p, "(document.querySelector(%s).mark = window.mark = true)", course.Coin)
	scroll := browser.Eval[float64](p, "scrollY")

	p.Do(chromedp.MouseClickXY(place.X+place.Width*0.8, place.Y+place.Height/2))
	p.Wait("a new figure", "document.querySelector(%s).outerHTML !== %s", course.CoinFigure, before)

	value := browser.Eval[string](p, "document.querySelector(%s).value", course.CoinSlider)
	if p.Text(course.Coin+" output") != value {
		t.Errorf("the number beside the slider is %q, want %s", p.Text(course.Coin+" output"), value)
	}
	if p.Text(course.CoinSay) == said {
		t.Errorf("the sentence under the slider is still %q", said)
	}
	if now := browser.Eval[float64](p, "scrollY"); now != scroll {
		t.Errorf("the page scrolled from %g to %g", scroll, now)
	}
	if !browser.Eval[bool](p, "window.mark && document.querySelector(%s).mark", course.Coin) {
		t.Error("the page was reloaded")
	}
	p.Wait("the address to hold the state", "location.search === %s", "?BinaryCurve.p="+value)

	figure, sentence, address := p.Figure(course.CoinFigure), p.Text(course.CoinSay), search(p)
	t.Run("its address shows the same figure", func(t *testing.T) {
		compareCoin(t, course.Visit(t, course.CoinPage+address), figure, sentence, value)
	})
	t.Run("its address shows the same figure without JavaScript", func(t *testing.T) {
		q := browser.NewPage(t, course.URL(t))
		q.WithoutScripts()
		q.Open(course.CoinPage + address)
		compareCoin(t, q, figure, sentence, value)
	})
}

func compareCoin(t *testing.T, p *browser.Page, figure, sentence, value string) {
	t.Helper()
	if p.Figure(course.CoinFigure) != figure {
		t.Error("the figure differs")
	}
	if got := p.Text(course.CoinSay); got != sentence {
		t.Errorf("the sentence is %q, want %q", got, sentence)
	}
	if got := browser.Eval[string](p, "document.querySelector(%s).value", course.CoinSlider); got != value {
		t.Errorf("the slider is at %s, want %s", got, value)
	}
}

func TestAnInputBackAtItsDefaultLeavesTheAddress(t *testing.T) {
	t.Parallel()
	p := course.Visit(t, course.CoinPage)
	browser.Eval[any](p, "document.querySelector(%s).focus()", course.CoinSlider)
	p.Press(kb.ArrowRight)
	p.Wait("the address to hold the state", "location.search.startsWith('?BinaryCurve.p=')")
	p.Press(kb.ArrowLeft)
	p.Wait("the address to be bare", "location.search === ''")
}

func TestWithoutJavaScriptTheInputsAreAForm(t *testing.T) {
	t.Parallel()
	p := browser.NewPage(t, course.URL(t))
	p.WithoutScripts()
	p.Open(course.CoinPage + "?EightPeople.column=x&GuessGame.n=10")
	before := p.Figure(course.CoinFigure)

	place := p.At(course.CoinSlider)
	p.Do(chromedp.MouseClickXY(place.X+place.Width*0.8, place.Y+place.Height/2))
	p.Click(course.Coin + " noscript button")
	p.Wait("the page with the state", "location.search.includes('BinaryCurve.p=')")
	p.Wait("the cell to be in view", "location.hash === %s", course.Coin)
	p.Wait("a new figure", "document.querySelector(%s)?.outerHTML !== %s", course.CoinFigure, before)
	if !strings.Contains(search(p), "GuessGame.n=10") {
		t.Errorf("the state of another cell is lost: %s", search(p))
	}
}

// A slider goes on moving while a request is under way. Of the moves that wait,
// only the last one matters.
func TestOfManyMovesTheLastOneWins(t *testing.T) {
	t.Parallel()
	handler, err := course.Handler()
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
	p := browser.NewPage(t, srv.URL)
	p.Open(course.CoinPage)
	p.At(course.CoinSlider)

	browser.Eval[any](p, "document.querySelector(%s).focus()", course.CoinSlider)
	p.Press(strings.Repeat(kb.ArrowRight, 30))
	value := browser.Eval[string](p, "document.querySelector(%s).value", course.CoinSlider)
	letGo()

	p.Wait("the address to hold the last value", "location.search === %s", "?BinaryCurve.p="+value)
	want := course.Visit(t, course.CoinPage+"?BinaryCurve.p="+value)
	compareCoin(t, p, want.Figure(course.CoinFigure), want.Text(course.CoinSay), value)
	if asked := slow.requests(); len(asked) != 2 || !strings.Contains(asked[1], "BinaryCurve.p="+value) {
		t.Errorf("30 moves sent the requests %q; want only the first and the last", asked)
	}
}

// holdFirst delays the first request for a cell.
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
