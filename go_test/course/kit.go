package course

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"abacus/go_test/browser"
	"abacus/server"
	"abacus/server/build"
	"abacus/server/kit"
)

// KitServer is a server with a kit. Making the kit takes some minutes, once per
// machine.
type KitServer struct {
	*httptest.Server
	Kit *kit.Kit
}

// NewKit returns a prepared builder and a complete kit.
func NewKit(t *testing.T) (*build.Builder, *kit.Kit) {
	t.Helper()
	browser.Need(t) // skips before anything is prepared
	b := NewBuilder(t)
	k, err := kit.New(b)
	if err != nil {
		t.Fatal(err)
	}
	k.GzipOnly = true
	if _, err := k.Whole(t.Context(), func(build.Progress) {}); err != nil { // minutes, once per machine
		t.Fatal(err)
	}
	return b, k
}

// NewKitServer starts a server with a kit. wrap, unless nil, wraps its handler.
func NewKitServer(t *testing.T, wrap func(http.Handler) http.Handler) *KitServer {
	t.Helper()
	return KitServerWith(t, func(*server.Config) {}, wrap)
}

// KitServerWith is like NewKitServer, with a configuration of the test's own.
func KitServerWith(t *testing.T, configure func(*server.Config), wrap func(http.Handler) http.Handler) *KitServer {
	t.Helper()
	b, k := NewKit(t)
	cfg := Config()
	cfg.Builder, cfg.Kit = b, k
	configure(&cfg)
	s, err := server.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	handler := s.Handler()
	if wrap != nil {
		handler = wrap(handler)
	}
	srv := &KitServer{httptest.NewServer(handler), k}
	t.Cleanup(srv.Stop)
	return srv
}

// Stop cuts all connections and closes the server.
func (s *KitServer) Stop() {
	s.CloseClientConnections()
	s.Close()
}

// Unhurried gives the compiler in the open lesson much more time than readers
// give it: the machine that runs the tests may be busy.
func Unhurried(p *browser.Page) {
	p.T.Helper()
	browser.Eval[bool](p, `(document.querySelector(".lesson").dataset.deadline = 100000, true)`)
}

// BuiltHere waits until the browser has built a program and the coin's cell shows
// what it computes.
func BuiltHere(p *browser.Page, surprise string) {
	p.T.Helper()
	p.Wait("a program built in the browser, and its result",
		browser.BenchSays+`.startsWith("Built in your browser") && `+CoinSurprise+` === %s`, surprise)
}

// Visit opens a lesson; inBrowser chooses the browser as its builder.
func (s *KitServer) Visit(t *testing.T, lesson string, inBrowser bool) *browser.Page {
	t.Helper()
	p := browser.NewPage(t, s.URL)
	p.Open("/lessons/" + lesson)
	Unhurried(p)
	if inBrowser {
		browser.Eval[bool](p, `(localStorage.setItem("abacus-builder", "browser"), true)`)
	}
	return p
}
