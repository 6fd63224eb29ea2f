package course

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"abacus/content"
	"abacus/deploy"
	"abacus/go_test/browser"
	"abacus/server"
	"abacus/server/build"
	"abacus/server/kit"
	"abacus/static"
)

// KitServer is a server that has a kit, which is made where it is not there
// yet: some minutes, once.
type KitServer struct {
	*httptest.Server
	Kit *kit.Kit
}

// NewKit returns a builder that is ready, and a kit that is whole.
func NewKit(t *testing.T) (*build.Builder, *kit.Kit) {
	t.Helper()
	browser.Need(t) // skips before anything is prepared
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	cache = filepath.Join(cache, "abacus")
	b := NewBuilder(t)
	k, err := kit.New(kit.Config{Builder: b, CacheDir: cache})
	if err != nil {
		t.Fatal(err)
	}
	k.Want()
	for deadline := time.Now().Add(9 * time.Minute); ; time.Sleep(100 * time.Millisecond) {
		if _, ok, err := k.Manifest(); err != nil {
			t.Fatal(err)
		} else if ok {
			break
		}
		if k.Status().State == kit.Unavailable || time.Now().After(deadline) {
			t.Fatalf("no kit: %+v", k.Status())
		}
	}
	k.Close() // compressing it further can wait
	return b, k
}

// NewKitServer starts one, of which wrap, if it is not nil, changes the
// answers.
func NewKitServer(t *testing.T, wrap func(http.Handler) http.Handler) *KitServer {
	t.Helper()
	b, k := NewKit(t)
	s, err := server.New(server.Config{
		Module: os.DirFS(Root()), Content: content.FS(), Static: static.FS(), Deploy: deploy.FS, Builder: b, Kit: k,
	})
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

// Stop pulls the plug.
func (s *KitServer) Stop() {
	s.CloseClientConnections()
	s.Close()
}

// Unhurried gives the compiler of an open lesson's page much more time than a
// reader's has: the tests' machine may be busy.
func Unhurried(p *browser.Page) {
	p.T.Helper()
	browser.Eval[bool](p, `(document.querySelector(".lesson").dataset.deadline = 100000, true)`)
}

// Visit opens a lesson, with or without the browser as the chosen builder.
func (s *KitServer) Visit(t *testing.T, lesson string, inBrowser bool) *browser.Page {
	t.Helper()
	p := browser.NewPage(t, s.URL)
	p.Patience = 10 * browser.Patience // the first build on a busy machine
	p.Open("/lessons/" + lesson)
	Unhurried(p)
	if inBrowser {
		browser.Eval[bool](p, `(localStorage.setItem("abacus-builder", "browser"), true)`)
	}
	return p
}
