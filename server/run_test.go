package server

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// running is a server under Run.
type running struct {
	*stage
	url   string
	leave context.CancelFunc // what SIGTERM does
	ended chan error         // what Run returned
}

// run runs the server until the test ends, or leave is called. adjust, which
// may be nil, changes the server before, and within its bounds.
func run(t testing.TB, adjust func(*stage), within ...func(*bounds)) *running {
	t.Helper()
	return runConfig(t, func(*Config) {}, adjust, within...)
}

// runConfig is run with a configuration of its own.
func runConfig(t testing.TB, configure func(*Config), adjust func(*stage), within ...func(*bounds)) *running {
	t.Helper()
	ready := make(chan string, 1)
	r := &running{ended: make(chan error, 1)}
	r.stage = newStage(t, func(cfg *Config) {
		cfg.Ready = func(url string) { ready <- url }
		configure(cfg)
	}, within...)
	if adjust != nil {
		adjust(r.stage)
	}
	ctx, cancel := context.WithCancel(context.Background())
	r.leave = cancel
	t.Cleanup(cancel)
	go func() { r.ended <- r.Run(ctx) }()
	r.url = receive(t, "the server listens", ready)
	return r
}

// ask gets a page over a connection.
func ask(url string) (code int, body string, err error) {
	resp, err := http.Get(url)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	return resp.StatusCode, string(text), err
}

func TestRunServesUntilToldToStop(t *testing.T) {
	r := run(t, nil, func(b *bounds) { b.drain = time.Hour }) // an idle server has nothing to wait for
	if code, body, err := ask(r.url + "/lessons/dice"); err != nil || code != 200 || !strings.Contains(body, "6 sides") {
		t.Errorf("%d, %v", code, err)
	}
	eventually(t, "it is ready", func() bool { code, _, _ := ask(r.url + "/readyz"); return code == 200 })
	eventually(t, "it says so", func() bool { return strings.Contains(r.log.String(), `msg="all pages rendered" after=`) })
	http.DefaultClient.CloseIdleConnections()
	r.leave()
	if err := receive(t, "Run returns", r.ended); err != nil {
		t.Error(err)
	}
	log := r.log.String()
	for _, want := range []string{"msg=listening url=" + r.url, "msg=draining", "msg=stopped"} {
		if !strings.Contains(log, want) {
			t.Errorf("the log lacks %s:\n%s", want, log)
		}
	}
}

func TestRunLetsRequestsFinish(t *testing.T) {
	r := run(t, nil)
	answer := make(chan string, 1)
	go func() {
		code, body, err := ask(r.url + "/lessons/dice/cells/Hold?Hold.n=7&part")
		answer <- fmt.Sprint(code, strings.Contains(body, "held 7"), err)
	}()
	receive(t, "the cell runs", r.entered)
	r.leave()
	eventually(t, "the server leaves", func() bool { return r.leaving.Err() != nil })
	close(r.release)
	if got := receive(t, "the answer", answer); got != "200 true <nil>" {
		t.Errorf("the request in flight got %s", got)
	}
	if err := receive(t, "Run returns", r.ended); err != nil {
		t.Error(err)
	}
}

// TestLag: a server that leaves says so, serves on, and sends connections
// elsewhere.
func TestLag(t *testing.T) {
	r := runConfig(t, func(cfg *Config) { cfg.Lag = 2 * time.Second }, nil)
	eventually(t, "it is ready", func() bool { code, _, _ := ask(r.url + "/readyz"); return code == 200 })
	r.leave()
	eventually(t, "the server leaves", func() bool { return r.leaving.Err() != nil })
	if code, body, err := ask(r.url + "/readyz"); err != nil || code != 503 || body != "leaving\n" {
		t.Errorf("readiness: %d %q, %v", code, body, err)
	}
	resp, err := http.Get(r.url + "/lessons/dice")
	if err != nil {
		t.Fatal("a server that leaves does not serve: ", err)
	}
	resp.Body.Close()
	if resp.StatusCode != 200 || !resp.Close {
		t.Errorf("status %d, connection closed: %t", resp.StatusCode, resp.Close)
	}
	if err := receive(t, "Run returns", r.ended); err != nil {
		t.Error(err)
	}
	if log := r.log.String(); !strings.Contains(log, "msg=\"shutting down\" serving_for=2s") {
		t.Errorf("log:\n%s", log)
	}
}

func TestRunCutsWhatDoesNotFinish(t *testing.T) {
	r := run(t, nil, func(b *bounds) { b.drain = 20 * time.Millisecond })
	t.Cleanup(func() { close(r.release) })
	go func() { _, _, _ = ask(r.url + "/lessons/dice/cells/Hold?Hold.n=7&part") }()
	receive(t, "the cell runs", r.entered)
	r.leave()
	err := receive(t, "Run returns", r.ended)
	if err == nil || !strings.Contains(err.Error(), "some requests did not finish in 20ms") {
		t.Errorf("error %v", err)
	}
}

func TestAddresses(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	base := newStage(t, nil).cfg
	tests := map[string]string{
		taken.Addr().String(): taken.Addr().
			String() +
			" is in use: another program listens there; choose another with -addr localhost:0",
		"8080":                `the address "8080" is not host:port, like localhost:8080`,
		"http://localhost:80": "is not host:port, like localhost:8080",
		"localhost:99999":     "cannot listen on localhost:99999",
		"localhost:web page":  "cannot listen on localhost:web page",
		"192.0.2.1:0":         "cannot listen on 192.0.2.1:0", // for documentation: nobody's
	}
	for addr, want := range tests {
		cfg := base
		cfg.Addr = addr
		s, err := New(cfg)
		if err == nil {
			err = s.Run(t.Context())
		}
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v, want one line with %q", addr, err, want)
		}
	}
}

func TestAddressForTheBrowser(t *testing.T) {
	for listener, want := range map[string]string{
		"127.0.0.1:80": "http://127.0.0.1:80",
		"0.0.0.0:81":   "http://localhost:81",
		"[::]:82":      "http://localhost:82",
		"[::1]:83":     "http://[::1]:83",
	} {
		addr, err := net.ResolveTCPAddr("tcp", listener)
		if err != nil {
			t.Fatal(err)
		}
		if got := address(addr); got != want {
			t.Errorf("%s: %s, want %s", listener, got, want)
		}
	}
}

func TestBrokenLesson(t *testing.T) {
	cfg := newStage(t, nil).cfg
	cfg.Content = brokenContent()
	_, err := New(cfg)
	if err == nil || !strings.Contains(err.Error(), "dice.md:7") || !strings.Contains(err.Error(), "Nope") {
		t.Errorf("error %v, want one with file, line and name", err)
	}
}

// TestSlowClients: one who sends a header a byte at a time, or nothing, loses
// the connection.
func TestSlowClients(t *testing.T) {
	r := run(t, nil, func(b *bounds) { b.readHeader = 50 * time.Millisecond })
	for _, start := range []string{"", "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "} {
		conn, err := net.Dial("tcp", strings.TrimPrefix(r.url, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(conn, start); err != nil {
			t.Error(err)
		}
		_ = conn.SetReadDeadline(time.Now().Add(patience))
		answer, err := io.ReadAll(conn)
		if timeout, ok := err.(net.Error); ok && timeout.Timeout() {
			t.Errorf("after %q the connection is still open", start)
		}
		if strings.Contains(string(answer), " 200 ") {
			t.Errorf("answer %q", answer)
		}
		conn.Close()
	}
	if code, _, err := ask(r.url + "/healthz"); err != nil || code != 200 {
		t.Errorf("the others: %d, %v", code, err)
	}
}

// TestHugeHeaders: the connection ends with 431, and others go on.
func TestHugeHeaders(t *testing.T) {
	r := run(t, nil)
	conn, err := net.Dial("tcp", strings.TrimPrefix(r.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	go func() {
		_, _ = fmt.Fprintf(
			conn,
			"GET / HTTP/1.1\r\nHost: localhost\r\nX-Huge: %s\r\n\r\n",
			strings.Repeat("x", 2*maxHeaderBytes),
		)
	}()
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("status %d, want 431", resp.StatusCode)
	}
}

// TestHundredReaders: a hundred at once read, move sliders, search and run
// SQL.
func TestHundredReaders(t *testing.T) {
	r := run(t, nil)
	paths := []string{
		"/", "/lessons/dice", "/lessons/dice?Dice.k=%d", "/lessons/dice/cells/Dice?Dice.p=0.%d&part",
		"/lessons/dice/cells/Spin?Spin.turn=%d&frames&part", "/lessons/dice/cells/Clock?Clock.n=%d&part", "/search?q=throw%d",
	}
	var all sync.WaitGroup
	for i := range 100 {
		all.Go(func() {
			for j := range paths {
				path := paths[(i+j)%len(paths)]
				if strings.Contains(path, "%d") {
					path = fmt.Sprintf(path, i%10)
				}
				if code, body, err := ask(r.url + path); err != nil || code != 200 || body == "" {
					t.Errorf("%s: %d, %v", path, code, err)
				}
			}
		})
	}
	all.Wait()
}
