package course

import (
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"abacus/go_test/browser"
	"abacus/server/frame"
	"abacus/static"
)

// Bench is a server with an empty page on which tests try the course's scripts
// alone, under the security policy of the course's pages.
type Bench struct {
	*httptest.Server
	Wasm map[string][]byte // programs, by name
	Mux  *http.ServeMux

	mu    sync.Mutex
	asked []string
}

// pagePolicy is the security policy of pages with an editor and a runner.
const pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
	"font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// NewBench serves a page with body at /, the static files at /static/, and the
// runner's frame.
func NewBench(t *testing.T, body string) *Bench {
	t.Helper()
	glue, err := os.ReadFile(filepath.Join(goroot(t), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := frame.New(static.FS(), glue)
	if err != nil {
		t.Fatal(err)
	}
	b := &Bench{Wasm: map[string][]byte{}, Mux: http.NewServeMux()}
	html := `<!doctype html><html lang="en"><meta charset="utf-8"><title>bench</title>
		<link rel="icon" href="/static/icon.svg">`
	for _, sheet := range []string{"tokens", "page", "cell", "code"} {
		html += `<link rel="stylesheet" href="/static/css/` + sheet + `.css">`
	}
	html += `<script type="module" src="/main.js"></script>` +
		`<body>` + body + `<p id="announcer" class="hidden" aria-live="polite"></p>`
	mux := b.Mux
	mux.HandleFunc("GET /{$}", Answer("text/html; charset=utf-8", pagePolicy, []byte(html)))
	mux.HandleFunc("GET /main.js", Answer("text/javascript", pagePolicy, []byte(`
		import { Api } from "/static/js/api.js";
		import { makeSite } from "/static/js/page/site.js";
		import { createRunner } from "/static/js/program/run/runner.js";
		const site = makeSite({}), api = new Api(site, "bench");
		const modules = {
			api, createRunner: (options) => createRunner({ site, api }, options),
			async program(name) { return (await fetch("/wasm/" + name)).arrayBuffer(); },
		};
		Object.assign(window, modules, { benchReady: true });`)))
	mux.Handle("GET /static/", http.StripPrefix("/static/", http.FileServerFS(static.FS())))
	b.Serve(frame.Path, doc)
	mux.HandleFunc("GET /wasm/{name}", func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write(b.Wasm[r.PathValue("name")])
	})
	b.Start(t)
	return b
}

// Start starts the server.
func (b *Bench) Start(t *testing.T) {
	b.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b.mu.Lock()
		b.asked = append(b.asked, r.URL.RequestURI())
		b.mu.Unlock()
		b.Mux.ServeHTTP(w, r)
	}))
	t.Cleanup(b.Close)
}

// Serve serves a frame's document.
func (b *Bench) Serve(path string, doc *frame.Document) {
	b.Mux.HandleFunc("GET "+path, Answer("text/html; charset=utf-8", doc.Policy, doc.HTML))
}

// Answer returns a handler that always serves body.
func Answer(contentType, policy string, body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.Header().Set("Content-Security-Policy", policy)
		_, _ = w.Write(body)
	}
}

// Requests returns the addresses that were requested.
func (b *Bench) Requests() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]string(nil), b.asked...)
}

// Open returns a tab with the bench's page.
func (b *Bench) Open(t *testing.T) *browser.Page {
	t.Helper()
	p := browser.NewPage(t, b.URL)
	p.Open("/")
	p.Wait("the scripts of the bench", "window.benchReady")
	return p
}

func goroot(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// Compiled returns one of the programs in testdata as WebAssembly.
func Compiled(t *testing.T, name string) []byte {
	t.Helper()
	if runtime.GOOS == "js" {
		t.Skip("needs the go command")
	}
	path := filepath.Join(t.TempDir(), "program.wasm")
	source := "abacus/go_test/testdata/programs/" + name
	cmd := exec.Command("go", "build", "-trimpath", "-gcflags=all=-dwarf=false", "-ldflags=-s -w", "-o", path, source)
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s does not build: %v\n%s", name, err, said)
	}
	program, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return program
}
