package course

import (
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"abacus/go_test/browser"
	"abacus/lessons"
	"abacus/server"
	"abacus/server/build"
)

// InClass returns a tab that reaches a server of this machine by its name.
func InClass(t *testing.T, url string) *browser.Page {
	t.Helper()
	name, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	name = strings.ToLower(strings.TrimSuffix(name, ".local"))
	p := browser.NewPage(t, strings.Replace(url, "127.0.0.1", name+".local", 1))
	p.Expect("Cross-Origin-Opener-Policy header has been ignored") // the browser says so where there is no TLS
	p.Expect("429")
	return p
}

// NewBuilder returns a compiler of edits that is ready.
func NewBuilder(t *testing.T) *build.Builder {
	t.Helper()
	b, err := build.New(build.Config{
		Module: os.DirFS(Root()), Lessons: lessons.Slugs(), CacheDir: CacheDir(t),
		Deadline: time.Minute, Processor: time.Minute, // the tests' machine may be busy
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Prepare(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	return b
}

// workshopServer returns a server that compiles edits with the given go
// command, and its builder, which is not prepared yet.
func workshopServer(t *testing.T, goCommand string) (*server.Server, *build.Builder) {
	t.Helper()
	return WorkshopWith(t, goCommand, func(*server.Config) {})
}

// WorkshopWith returns a server that compiles edits, with a configuration of its own.
func WorkshopWith(t *testing.T, goCommand string, configure func(*server.Config)) (*server.Server, *build.Builder) {
	t.Helper()
	browser.Need(t) // skips before anything is prepared
	b, err := build.New(build.Config{Module: os.DirFS(Root()), Lessons: lessons.Slugs(), CacheDir: CacheDir(t), Go: goCommand})
	if err != nil {
		t.Fatal(err)
	}
	cfg := Config()
	cfg.Builder = b
	configure(&cfg)
	s, err := server.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return s, b
}

// NewWorkshop returns the address of such a server, and its builder.
func NewWorkshop(t *testing.T, goCommand string) (url string, b *build.Builder) {
	t.Helper()
	s, b := workshopServer(t, goCommand)
	return Serve(t, s.Handler()), b
}

// WorkshopHandler returns the handler of such a server, ready to build.
func WorkshopHandler(t *testing.T, goCommand string) http.Handler {
	t.Helper()
	s, b := workshopServer(t, goCommand)
	if err := b.Prepare(t.Context(), nil); err != nil && goCommand == "go" {
		t.Fatal(err)
	}
	return s.Handler()
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

// VisitWorkshop opens that lesson on a server that is ready to build.
func VisitWorkshop(t *testing.T, goCommand string) *browser.Page {
	t.Helper()
	p := browser.NewPage(t, Serve(t, WorkshopHandler(t, goCommand)))
	p.Open(WorkshopPage)
	return p
}
