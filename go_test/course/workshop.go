package course

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"abacus/go_test/browser"
	"abacus/go_test/need"
	"abacus/lessons"
	"abacus/server"
	"abacus/server/build"
)

// InClass returns a tab that reaches a server on this machine by the machine's
// name.
func InClass(t *testing.T, url string) *browser.Page {
	t.Helper()
	name, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	name = strings.ToLower(strings.TrimSuffix(name, ".local"))
	p := browser.NewPage(t, strings.Replace(url, "127.0.0.1", name+".local", 1))
	p.Expect("Cross-Origin-Opener-Policy header has been ignored") // without TLS
	p.Expect("429")
	return p
}

// NewBuilder returns a prepared builder.
func NewBuilder(t *testing.T) *build.Builder {
	t.Helper()
	b, err := build.New(build.Config{
		Module: os.DirFS(Root()), Lessons: lessons.Slugs(), CacheDir: CacheDir(t),
		Deadline: time.Minute, Processor: time.Minute, // the machine may be busy
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Prepare(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	return b
}

// newWorkshop returns a server that builds edits with the given go command, and
// its builder, which is not prepared yet.
func newWorkshop(goCommand string, configure func(*server.Config)) (*server.Server, *build.Builder, error) {
	cache, err := need.CacheDir()
	if err != nil {
		return nil, nil, err
	}
	b, err := build.New(build.Config{Module: os.DirFS(Root()), Lessons: lessons.Slugs(), CacheDir: cache, Go: goCommand})
	if err != nil {
		return nil, nil, err
	}
	cfg := Config()
	cfg.Builder = b
	configure(&cfg)
	s, err := server.New(cfg)
	return s, b, err
}

// WorkshopWith returns a server that builds edits, with a configuration of the
// test's own, and its builder, which is not prepared yet.
func WorkshopWith(t *testing.T, goCommand string, configure func(*server.Config)) (*server.Server, *build.Builder) {
	t.Helper()
	browser.Need(t) // skips before anything is prepared
	s, b, err := newWorkshop(goCommand, configure)
	if err != nil {
		t.Fatal(err)
	}
	return s, b
}

// WithoutGo returns a server that finds no Go toolchain.
func WithoutGo(t *testing.T, configure func(*server.Config)) *server.Server {
	t.Helper()
	s, b := WorkshopWith(t, "there-is-no-such-go", configure)
	if err := b.Prepare(t.Context(), nil); err == nil {
		t.Fatal("there is a toolchain after all")
	}
	return s
}

// NewWorkshop serves the default configuration and returns the server's address
// and its builder, which is not prepared yet.
func NewWorkshop(t *testing.T, goCommand string) (url string, b *build.Builder) {
	t.Helper()
	s, b := WorkshopWith(t, goCommand, func(*server.Config) {})
	return Serve(t, s.Handler()), b
}

// workshop returns the handler of a server that is ready to build.
func workshop() (http.Handler, error) {
	s, b, err := newWorkshop("go", func(*server.Config) {})
	if err != nil {
		return nil, err
	}
	return s.Handler(), b.Prepare(context.Background(), nil)
}

// Workshop returns the server that the tests of a package share. It is ready to
// build.
func Workshop(t *testing.T) *httptest.Server {
	t.Helper()
	browser.Need(t) // skips before anything is prepared
	return sharedWorkshop.started(t)
}

// Serve serves h until the test ends and returns its address.
func Serve(t *testing.T, h http.Handler) string {
	t.Helper()
	srv := httptest.NewServer(h)
	t.Cleanup(func() {
		srv.CloseClientConnections()
		srv.Close()
	})
	return srv.URL
}

// VisitWorkshop opens the lesson that these tests change on the shared server,
// which is ready to build.
func VisitWorkshop(t *testing.T) *browser.Page {
	t.Helper()
	return visit(t, Workshop(t).URL)
}

// VisitWithoutGo opens that lesson on a server without a Go toolchain.
func VisitWithoutGo(t *testing.T) *browser.Page {
	t.Helper()
	return visit(t, Serve(t, WithoutGo(t, func(*server.Config) {}).Handler()))
}

func visit(t *testing.T, url string) *browser.Page {
	t.Helper()
	p := browser.NewPage(t, url)
	p.Open(WorkshopPage)
	return p
}
