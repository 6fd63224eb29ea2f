package gotest

import (
	"net"
	"net/http"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// serveAt serves the course at an address until stop is called.
func serveAt(t *testing.T, addr string) (url string, stop func()) {
	t.Helper()
	handler, err := newHandler()
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
	url, stop := serveAt(t, "127.0.0.1:0")
	p := newPage(t, url)
	p.expect("ERR_CONNECTION_REFUSED") // the browser itself reports these
	p.expect("ERR_EMPTY_RESPONSE")
	p.open(coinPage)
	figure := p.figure(coinFigure)
	eval[any](p, "document.querySelector(%s).focus()", coinSlider)

	stop()
	p.press(kb.ArrowRight)
	p.wait("a message", "document.querySelector(%s)?.textContent.includes('cannot be reached')", coin+" .trouble")
	if p.figure(coinFigure) != figure {
		t.Error("the last figure is gone")
	}
	p.press(kb.ArrowRight)
	p.click("#cell-GuessGame .buttons button")
	p.wait("a message from the game", "document.querySelector('#cell-GuessGame .trouble')")
	if n := eval[int](p, "document.querySelectorAll(%s).length", coin+" .trouble"); n != 1 {
		t.Errorf("the message stands there %d times", n)
	}

	serveAt(t, url[len("http://"):])
	eval[any](p, "document.querySelector(%s).focus()", coinSlider)
	p.press(kb.ArrowRight)
	p.wait("the message to go", "!document.querySelector(%s)", coin+" .trouble")
	p.wait("a new figure", "document.querySelector(%s).outerHTML !== %s", coinFigure, figure)
}

func TestAnSQLCellAndAnAnimationSurviveTheirServer(t *testing.T) {
	url, stop := serveAt(t, "127.0.0.1:0")
	p := newPage(t, url)
	p.expect("ERR_CONNECTION_REFUSED")
	p.expect("ERR_EMPTY_RESPONSE")
	p.open("/lessons/joins")
	stop()
	p.click("#sql-2 .run")
	p.wait("a message from the SQL cell", "document.querySelector('#sql-2 .error').textContent.includes('cannot be reached')")
	p.click("#cell-HashSteps .forward")
	p.wait("a message from the animation", "document.querySelector('#cell-HashSteps .error').textContent.includes('cannot be reached')")
}
