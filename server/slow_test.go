package server

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"
)

// connect opens a connection to a running server.
func (r *running) connect(t *testing.T) *net.TCPConn {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(r.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	_ = conn.SetDeadline(time.Now().Add(patience))
	return conn.(*net.TCPConn)
}

// TestSlowBodies: one who sends a body a byte at a time loses the connection,
// however steadily the bytes come, and the others are served.
func TestSlowBodies(t *testing.T) {
	r := run(t, nil, func(b *bounds) { b.read = 300 * time.Millisecond })
	for path, contentType := range map[string]string{
		"/lessons/dice/sql/1?part": "application/x-www-form-urlencoded", "/lessons/dice/format?part": "application/json",
	} {
		conn := r.connect(t)
		fmt.Fprintf(
			conn,
			"POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: 100000\r\n\r\n",
			path,
			contentType,
		)
		cut := make(chan string)
		go func() {
			answer, _ := io.ReadAll(conn)
			cut <- string(answer)
		}()
		for sent := true; sent; {
			select {
			case answer := <-cut:
				sent = false
				if strings.Contains(answer, " 200 ") || strings.Contains(answer, " 500 ") {
					t.Errorf("%s: %s", path, answer)
				}
			case <-time.After(20 * time.Millisecond):
				_, _ = conn.Write([]byte("x")) // until it is cut
			}
		}
		if code, _, err := ask(r.url + "/healthz"); err != nil || code != 200 {
			t.Errorf("the others: %d, %v", code, err)
		}
	}
	if log := r.log.String(); strings.Contains(log, "level=ERROR") {
		t.Errorf("a slow client is no failure of ours:\n%s", log)
	}
}

// TestSlowReaders: one who asks for much and reads nothing loses the
// connection, and what served it is free again.
func TestSlowReaders(t *testing.T) {
	r := run(t, nil, func(b *bounds) { b.write = 300 * time.Millisecond })
	eventually(t, "it is ready", func() bool { code, _, _ := ask(r.url + "/readyz"); return code == 200 })
	http.DefaultClient.CloseIdleConnections()
	eventually(t, "it is at rest", func() bool { return r.connections.Count() == 0 })
	before := runtime.NumGoroutine()
	var readers [20]*net.TCPConn
	for i := range readers {
		readers[i] = r.connect(t)
		_ = readers[i].SetReadBuffer(1 << 10)
	}
	eventually(
		t,
		"they are there",
		func() bool { return r.connections.Count() == len(readers) },
	) // before the first is cut
	for _, conn := range readers {
		go func() {
			_, _ = io.WriteString(
				conn,
				strings.Repeat("GET /lessons/dice HTTP/1.1\r\nHost: localhost\r\n\r\n", 2000),
			) // more than buffers hold
		}()
	}
	eventually(t, "they are cut", func() bool { return r.connections.Count() == 0 })
	eventually(t, "their goroutines end", func() bool { return runtime.NumGoroutine() <= before+5 })
}

// TestHalfClosedConnections: one who closes their side after the request still
// gets a page, and nothing is left of one who goes without a word.
func TestHalfClosedConnections(t *testing.T) {
	r := run(t, nil)
	eventually(t, "it is ready", func() bool { code, _, _ := ask(r.url + "/readyz"); return code == 200 })
	http.DefaultClient.CloseIdleConnections()
	conn := r.connect(t)
	fmt.Fprint(conn, "GET /lessons/dice HTTP/1.1\r\nHost: localhost\r\n\r\n")
	if err := conn.CloseWrite(); err != nil {
		t.Fatal(err)
	}
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	if body, err := io.ReadAll(resp.Body); err != nil || resp.StatusCode != 200 ||
		!strings.Contains(string(body), "6 sides") {
		t.Errorf("%d, %v", resp.StatusCode, err)
	}
	for _, text := range []string{"", "GET / HT", "POST /lessons/dice/sql/1?part HTTP/1.1\r\nHost: " +
		"localhost\r\nContent-Length: 10\r\n\r\nq="} {
		half := r.connect(t)
		_, _ = io.WriteString(half, text)
		_ = half.CloseWrite()
		if _, err := io.ReadAll(half); err != nil {
			t.Errorf("after %q: %v", text, err)
		}
	}
	eventually(t, "all connections are closed", func() bool { return r.connections.Count() == 0 })
	if log := r.log.String(); strings.Contains(log, "level=ERROR") {
		t.Errorf("log:\n%s", log)
	}
}
