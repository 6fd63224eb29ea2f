package serving

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"os/signal"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"abacus/go_test/browser"
	"abacus/go_test/course"
	"abacus/go_test/need"
	"abacus/lessons"
	"abacus/server/build"
)

// balancer is a load balancer: it passes requests in turn to the servers that say
// they are ready, keeps connections open, and does not retry.
type balancer struct {
	httputil.ReverseProxy
	mu    sync.Mutex
	ready []*url.URL
	next  int
	sent  map[string]int // requests, by host
}

func newBalancer(t *testing.T) *balancer {
	b := &balancer{sent: map[string]int{}}
	transport := &http.Transport{MaxIdleConnsPerHost: 32}
	t.Cleanup(transport.CloseIdleConnections)
	b.Transport = transport
	b.Rewrite = func(r *httputil.ProxyRequest) { r.SetURL(b.pick()) }
	b.ErrorHandler = func(w http.ResponseWriter, r *http.Request, err error) {
		http.Error(w, fmt.Sprintf("%s: %v", r.URL, err), http.StatusBadGateway)
	}
	return b
}

func (b *balancer) pick() *url.URL {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.ready) == 0 {
		return &url.URL{Scheme: "http", Host: "nobody.invalid"}
	}
	b.next++
	to := b.ready[b.next%len(b.ready)]
	b.sent[to.Host]++
	return to
}

// watch probes a server until ctx ends, and sends it requests while it is ready.
func (b *balancer) watch(ctx context.Context, server string) {
	at, _ := url.Parse(server) // Start has checked it
	for ctx.Err() == nil {
		response, err := http.Get(server + "/readyz")
		if err == nil {
			response.Body.Close()
		}
		b.set(at, err == nil && response.StatusCode == http.StatusOK)
		select {
		case <-time.After(20 * time.Millisecond): // the period of the probe
		case <-ctx.Done():
		}
	}
}

func (b *balancer) set(at *url.URL, ready bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.ready = slices.DeleteFunc(b.ready, func(u *url.URL) bool { return u.Host == at.Host })
	if ready {
		b.ready = append(b.ready, at)
	}
}

// isReady reports whether a server gets requests.
func (b *balancer) isReady(server string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.ContainsFunc(b.ready, func(u *url.URL) bool { return "http://"+u.Host == server })
}

func (b *balancer) sentTo(server string) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.sent[strings.TrimPrefix(server, "http://")]
}

// crowd stands for readers who send requests until they are told to stop, and
// report every response that they should not get.
type crowd struct {
	t      *testing.T
	url    string
	client http.Client
	asked  atomic.Int64
	built  atomic.Int64
}

// send sends a request; in is its form or JSON, or "" for a GET.
func (c *crowd) send(path, in string) string {
	var response *http.Response
	var err error
	switch {
	case in == "":
		response, err = c.client.Get(c.url + path)
	case strings.HasPrefix(in, "{"):
		response, err = c.client.Post(c.url+path, "application/json", strings.NewReader(in))
	default:
		response, err = c.client.Post(c.url+path, "application/x-www-form-urlencoded", strings.NewReader(in))
	}
	c.asked.Add(1)
	if err != nil {
		c.t.Errorf("%s: %v", path, err)
		return ""
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		c.t.Errorf("%s: %d, %v, %.200s", path, response.StatusCode, err, body)
	}
	return string(body)
}

// read acts as a reader who opens pages, moves sliders and runs SQL.
func (c *crowd) read(ctx context.Context, who int) {
	for i := who * 1000; ctx.Err() == nil; i++ {
		c.send("/lessons/entropy", "")
		c.send(fmt.Sprintf("/lessons/entropy/cells/BinaryCurve?BinaryCurve.p=0.%02d&part", i%100), "")
		c.send("/lessons/joins/sql/0?part", fmt.Sprintf("q=SELECT+%d", i))
		c.send("/search?part&q=gini", "")
	}
}

// write acts as a reader who changes code and runs it.
func (c *crowd) write(ctx context.Context) {
	for i := 0; ctx.Err() == nil; i++ {
		edit := fmt.Sprintf(`{"edits":[
			{"declaration":"Surprise","text":"func Surprise(p float64) float64 {\n\treturn %d * math.Log2(1/p)\n}"}
		],"cells":["BinaryCurve"]}`, i+2)
		var answer struct{ Program, Problem string }
		body := c.send("/lessons/entropy/build", edit)
		if err := json.Unmarshal([]byte(body), &answer); err != nil || answer.Program == "" {
			c.t.Errorf("the build returns no program: %.300s, %v", body, err)
			return
		}
		c.built.Add(1)
	}
}

// TestARestartLosesNoRequest replaces one of two servers behind a load balancer
// while readers read, move sliders, run SQL and build.
func TestARestartLosesNoRequest(t *testing.T) {
	t.Parallel()
	canBuild := prepareBuilds(t)
	lag := []string{"-lag", "2s"}
	first, second := course.Start(t, t.TempDir(), lag...), course.Start(t, t.TempDir(), lag...)
	b := newBalancer(t)
	watching, stopWatching := context.WithCancel(t.Context())
	defer stopWatching()
	for _, r := range []*course.Process{first, second} {
		go b.watch(watching, r.URL)
		need.Until(t, "a server to be ready", func() bool { return b.isReady(r.URL) })
	}
	client := http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 32}}
	c := &crowd{t: t, url: course.Serve(t, b), client: client}
	defer c.client.CloseIdleConnections()
	ctx, stop := context.WithCancel(t.Context())
	var all sync.WaitGroup
	for who := range 3 {
		all.Go(func() { c.read(ctx, who) })
	}
	if canBuild {
		first.Logs("the compiler", compilerReady)
		second.Logs("the compiler", compilerReady)
		all.Go(func() { c.write(ctx) })
	}
	more := func(server string, n int) {
		t.Helper()
		before := b.sentTo(server)
		need.Until(t, "requests to a server", func() bool { return b.sentTo(server) > before+n })
	}
	more(first.URL, 50)

	third := course.Start(t, t.TempDir(), lag...)
	if canBuild {
		third.Logs("the compiler", compilerReady)
	}
	go b.watch(watching, third.URL)
	more(third.URL, 50)
	if err := first.Cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := first.Ended(); err != nil {
		t.Errorf("the replaced server ended with %v", err)
	}
	more(second.URL, 50)
	more(third.URL, 50)
	stop()
	all.Wait()
	t.Logf("%d requests, %d programs; %d went to the replaced server, %d to the one that stayed, %d to the new one",
		c.asked.Load(), c.built.Load(), b.sentTo(first.URL), b.sentTo(second.URL), b.sentTo(third.URL))
}

const compilerReady = `msg="code can be changed"`

// prepareBuilds makes what the program needs to build, so that the program finds
// it, and reports whether this machine has a toolchain.
func prepareBuilds(t *testing.T) bool {
	t.Helper()
	b, err := build.New(build.Config{
		Module: os.DirFS(course.Root()), Lessons: lessons.Slugs(), CacheDir: course.CacheDir(t),
	})
	if err == nil {
		err = b.Prepare(t.Context(), nil)
	}
	if err != nil && !errors.Is(err, build.ErrNoToolchain) {
		t.Fatal(err)
	}
	return err == nil
}

// Pressing Ctrl-C twice ends the program without waiting for load balancers.
func TestASecondSignalEndsTheProgram(t *testing.T) {
	t.Parallel()
	interrupt := syscall.SIGINT
	if signal.Ignored(interrupt) { // as it is for what a script runs in the background
		interrupt = syscall.SIGTERM
	}
	r := course.Start(t, t.TempDir(), "-lag", "1h")
	_ = r.Cmd.Process.Signal(interrupt)
	r.Logs("the program to shut down", `msg="shutting down"`)
	course.Get(t, r.URL+"/lessons/gini", http.StatusOK)
	course.Get(t, r.URL+"/readyz", http.StatusServiceUnavailable)
	var err error
	need.Until(t, "the program to end", func() bool {
		_ = r.Cmd.Process.Signal(interrupt) // repeated: one may follow the first too soon
		select {
		case err = <-r.Exit:
			return true
		default:
			return false
		}
	})
	if err == nil {
		t.Error("the interrupted program exits with status 0")
	}
}

// TestAProgramThatIsNotThereIsBuiltAgain stands for several servers: the one that
// is asked for a program may not be the one that built it.
func TestAProgramThatIsNotThereIsBuiltAgain(t *testing.T) {
	t.Parallel()
	handler := course.Workshop(t).Config.Handler
	var builds, fetches atomic.Int64
	p := browser.NewPage(t, course.Serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/build") {
			builds.Add(1)
		}
		if strings.HasPrefix(r.URL.Path, "/programs/") && fetches.Add(1) == 1 {
			http.NotFound(w, r)
			return
		}
		handler.ServeHTTP(w, r)
	})))
	p.Expect("404") // the browser reports it
	p.Open(course.WorkshopPage)
	p.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.Run(course.Surprise)
	p.Wait("the program to run", course.CoinSurprise+` === "6.0000"`)
	// A build ahead of Run may add one of each.
	if b, f := builds.Load(), fetches.Load(); b < 2 || b > 3 || f < 2 || f > 3 {
		t.Errorf("%d builds and %d fetches, want 2 or 3 of each", b, f)
	}
}
