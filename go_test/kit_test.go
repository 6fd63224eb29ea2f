package gotest

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"abacus/content"
	"abacus/deploy"
	"abacus/server"
	"abacus/server/build"
	"abacus/server/kit"
	"abacus/static"
)

// kitServer is a server that has a kit, which is made where it is not there
// yet: some minutes, once.
type kitServer struct {
	*httptest.Server
	kit *kit.Kit
}

// newKit returns a builder that is ready, and a kit that is whole.
func newKit(t *testing.T) (*build.Builder, *kit.Kit) {
	t.Helper()
	needBrowser(t) // skips before anything is prepared
	if testing.Short() {
		t.Skip("compiles the compiler: not in short mode")
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	cache = filepath.Join(cache, "abacus")
	b := newBuilder(t)
	k, err := kit.New(kit.Config{Builder: b, CacheDir: cache})
	if err != nil {
		t.Fatal(err)
	}
	k.Want()
	for deadline := time.Now().Add(15 * time.Minute); ; time.Sleep(100 * time.Millisecond) {
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

// newKitServer starts one. With native its builder builds, too; without it
// seems to lack a toolchain.
func newKitServer(t *testing.T, wrap func(http.Handler) http.Handler) *kitServer {
	t.Helper()
	b, k := newKit(t)
	s, err := server.New(server.Config{
		Module: os.DirFS(moduleRoot()), Content: content.FS(), Static: static.FS(), Deploy: deploy.FS, Builder: b, Kit: k,
	})
	if err != nil {
		t.Fatal(err)
	}
	handler := s.Handler()
	if wrap != nil {
		handler = wrap(handler)
	}
	srv := &kitServer{httptest.NewServer(handler), k}
	t.Cleanup(srv.stop)
	return srv
}

// stop pulls the plug.
func (s *kitServer) stop() {
	s.CloseClientConnections()
	s.Close()
}

// visit opens a lesson, with or without the browser as the chosen builder.
func (s *kitServer) visit(t *testing.T, lesson string, inBrowser bool) *page {
	t.Helper()
	p := newPage(t, s.URL)
	p.patience = 10 * patience // the first build on a busy machine
	p.open("/lessons/" + lesson)
	eval[bool](p, `(document.querySelector(".lesson").dataset.deadline = 100000, true)`) // the tests' machine may be busy
	if inBrowser {
		eval[bool](p, `(localStorage.setItem("abacus-builder", "browser"), true)`)
	}
	return p
}

// builder makes a builder of the page's own, for tests of the compiler alone.
func (p *page) builder() {
	p.t.Helper()
	eval[any](p, `(async () => {
		const main = document.querySelector("script[src$='/js/main.js']").src;
		const { BrowserBuilder } = await import(new URL("toolchain/builder.js", main).href);
		window.builder = new BrowserBuilder("/kit/", document.querySelector(".lesson").dataset.lesson, () => {});
		await builder.open();
		window.build = async (lesson, edits, deadline, cells = []) => {
			const { wasm, diagnostics, problem, took_ms } = await builder.build({ lesson, edits, cells }, new AbortController().signal, deadline);
			const hash = wasm ? await crypto.subtle.digest("SHA-256", wasm) : new ArrayBuffer(0);
			return {
				size: wasm?.byteLength ?? 0, hash: [...new Uint8Array(hash)].map((b) => b.toString(16).padStart(2, "0")).join(""),
				diagnostics: diagnostics ?? [], problem: problem ?? "", took: took_ms,
			};
		};
	})()`)
}

// built is what came of a build in the page.
type built struct {
	Size        int
	Hash        string
	Diagnostics []build.Diagnostic
	Problem     string
	Took        int
}

func (p *page) build(lesson string, edits []build.Edit, deadline int) built {
	p.t.Helper()
	return eval[built](p, "build(%s, %s, %s)", lesson, edits, deadline)
}

func TestTheBrowserBuilds(t *testing.T) {
	p := newKitServer(t, nil).visit(t, "entropy", true)
	p.edit(surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.run(surprise)
	p.wait("a program built in the browser", benchSays+`.startsWith("Built in your browser")`)
	p.wait("cells computed by the reader's code", coinSurprise+` === "6.0000"`)
	t.Log(eval[string](p, benchSays))

	t.Log("mistakes are where the server has them, in its words")
	p.edit(surprise, "return 3 * math.Log2(", "unused := 1; return math.Log2(")
	p.run(surprise)
	p.wait("the compiler's message", `document.querySelector(".cm-problem")`)
	if got := eval[string](p, `document.querySelector(".cm-problem-line").textContent`); !strings.Contains(got, "unused := 1") {
		t.Errorf("the message is below the line %q", got)
	}
	if got := eval[string](p, `document.querySelector(".cm-problem").textContent`); !strings.Contains(got, "declared and not used: unused") {
		t.Errorf("the message is %q", got)
	}
}

// say logs what the bench says when a test fails.
func (p *page) say() {
	p.t.Helper()
	p.t.Cleanup(func() {
		if p.t.Failed() {
			p.t.Logf("the bench says %q", eval[string](p, benchSays))
		}
	})
}

// A server without a toolchain, to which another gave its kit, is enough.
func TestTheBrowserHelpsAServerThatCannotBuild(t *testing.T) {
	p := newKitServer(t, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodPost {
				w.Header().Set("Content-Type", "application/json")
				_, _ = w.Write([]byte(`{"problem": "There is no toolchain.", "took_ms": 0}`))
				return
			}
			next.ServeHTTP(w, r)
		})
	}).visit(t, "entropy", false)
	p.edit(surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.run(surprise)
	p.wait("a program built in the browser", benchSays+`.startsWith("Built in your browser")`)
}
