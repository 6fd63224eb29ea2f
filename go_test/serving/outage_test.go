package serving

import (
	"net"
	"net/http"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// serveAt serves the course at an address until stop is called.
func serveAt(t *testing.T, addr string) (url string, stop func()) {
	t.Helper()
	handler, err := course.Handler()
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	srv := &http.Server{Handler: handler}
	go func() { _ = srv.Serve(listener) }()
	stop = func() { _ = srv.Close() }
	t.Cleanup(stop)
	return "http://" + listener.Addr().String(), stop
}

func TestAPageSurvivesItsServer(t *testing.T) {
	t.Parallel()
	url, stop := serveAt(t, "127.0.0.1:0")
	p := browser.NewPage(t, url)
	p.Expect("ERR_CONNECTION_REFUSED") // the browser reports these
	p.Expect("ERR_EMPTY_RESPONSE")
	p.Open(course.CoinPage)
	figure := p.Figure(course.CoinFigure)
	browser.Eval[any](p, "document.querySelector(%s).focus()", course.CoinSlider)

	stop()
	p.Press(kb.ArrowRight)
	p.Wait("a message", "document.querySelector(%s)?.textContent.includes('cannot be reached')",
		course.Coin+" .trouble")
	if p.Figure(course.CoinFigure) != figure {
		t.Error("the last figure is gone")
	}
	p.Press(kb.ArrowRight)
	p.Click("#cell-GuessGame .buttons button")
	p.Wait("a message from the game", "document.querySelector('#cell-GuessGame .trouble')")
	if n := browser.Eval[int](p, "document.querySelectorAll(%s).length", course.Coin+" .trouble"); n != 1 {
		t.Errorf("the message is shown %d times", n)
	}

	serveAt(t, url[len("http://"):])
	browser.Eval[any](p, "document.querySelector(%s).focus()", course.CoinSlider)
	p.Press(kb.ArrowRight)
	p.Wait("the message to go", "!document.querySelector(%s)", course.Coin+" .trouble")
	p.Wait("a new figure", "document.querySelector(%s).outerHTML !== %s", course.CoinFigure, figure)
}

func TestAnSQLCellAndAnAnimationSurviveTheirServer(t *testing.T) {
	t.Parallel()
	url, stop := serveAt(t, "127.0.0.1:0")
	p := browser.NewPage(t, url)
	p.Expect("ERR_CONNECTION_REFUSED")
	p.Expect("ERR_EMPTY_RESPONSE")
	p.Open("/lessons/joins")
	stop()
	p.Click("#sql-2 .run")
	const unreachable = "document.querySelector(%s).textContent.includes('cannot be reached')"
	p.Wait("a message from the SQL cell", unreachable, "#sql-2 .error")
	p.Click("#cell-HashSteps .forward")
	p.Wait("a message from the animation", unreachable, "#cell-HashSteps .error")
}
