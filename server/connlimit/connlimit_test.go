package connlimit

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"abacus/go_test/need"
)

// server is a server under a limiter. Clients are told apart by the loopback
// address that they come from. A request for /hold lasts until the test ends or
// its connection does.
type server struct {
	*Limiter
	t    *testing.T
	addr string
	cut  atomic.Int64
	held chan struct{} // a message for each request for /hold
}

func serve(t *testing.T, max, perClient int) *server {
	t.Helper()
	s := &server{t: t, held: make(chan struct{}, 100)}
	s.Limiter = New(max, perClient, func(addr string) string {
		host, _, _ := net.SplitHostPort(addr)
		return host
	}, func() { s.cut.Add(1) })
	release := make(chan struct{})
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // net/http notices that a client has gone only after that
		if r.URL.Path == "/hold" {
			s.held <- struct{}{}
			select {
			case <-release:
			case <-r.Context().Done():
			}
		}
		_, _ = io.WriteString(w, "hello")
	}))
	s.Guard(srv.Config)
	srv.Start()
	s.addr = srv.Listener.Addr().String()
	t.Cleanup(func() {
		close(release)
		srv.CloseClientConnections()
		srv.Close()
	})
	return s
}

// guest is somebody's connection.
type guest struct {
	*net.TCPConn
	answers *bufio.Reader
}

// dial opens a connection from one of this machine's loopback addresses.
func (s *server) dial(from string) guest {
	s.t.Helper()
	local := net.TCPAddr{IP: net.ParseIP(from)}
	d := net.Dialer{LocalAddr: &local, Timeout: need.Patience}
	conn, err := d.Dial("tcp", s.addr)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { conn.Close() })
	_ = conn.SetDeadline(time.Now().Add(need.Patience))
	return guest{conn.(*net.TCPConn), bufio.NewReader(conn)}
}

// silent opens n connections that say nothing, and waits until the server has
// seen them.
func (s *server) silent(from string, n int) []guest {
	s.t.Helper()
	var all []guest
	for range n {
		before := int64(s.Count()) + s.cut.Load()
		all = append(all, s.dial(from))
		need.Until(s.t, "the server has seen it", func() bool { return int64(s.Count())+s.cut.Load() > before })
	}
	return all
}

// ask reports whether a POST is answered, as browsers send one: it is not sent
// again when its connection is cut.
func (g guest) ask(path string) bool {
	_, _ = fmt.Fprintf(
		g,
		"POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}",
		path,
	) // reading shows whether it was cut
	answer, err := http.ReadResponse(g.answers, nil)
	if err != nil {
		return false
	}
	body, err := io.ReadAll(answer.Body)
	return err == nil && string(body) == "hello"
}

// hold has a request under way until the test ends.
func (s *server) hold(from string) guest {
	s.t.Helper()
	g := s.dial(from)
	_, _ = fmt.Fprint(g, "POST /hold HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}")
	need.Receive(s.t, "the request comes", s.held)
	return g
}

const mallory, ada, bob = "127.0.0.1", "127.0.0.2", "127.0.0.3"

// TestNobodyIsCutOffBySomebodyElse fills the limiter in each way, after which
// an honest newcomer's POST is answered.
func TestNobodyIsCutOffBySomebodyElse(t *testing.T) {
	request := "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n"
	for name, fill := range map[string]func(s *server){
		"silent connections of the same address": func(s *server) { s.silent(ada, 12) },
		"half a header from the same address": func(s *server) {
			for _, g := range s.silent(ada, 6) {
				_, _ = io.WriteString(g, request)
			}
		},
		"idle connections of the same address": func(s *server) {
			for range 12 {
				s.dial(ada).ask("/")
			}
		},
		"two addresses that are silent": func(s *server) { s.silent(mallory, 12); s.silent(bob, 12) },
		"two addresses with requests that do not end": func(s *server) {
			for range 5 {
				s.hold(mallory)
				s.hold(bob)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, 10, 6)
			fill(s)
			g := s.dial(ada)
			for range 2 { // on a new connection, and on one that was idle
				if !g.ask("/") {
					t.Error("an honest newcomer is cut off")
				}
			}
			if s.cut.Load() == 0 || s.Count() > 10 {
				t.Errorf("%d connections are open, %d were cut", s.Count(), s.cut.Load())
			}
		})
	}
}

// TestWhoAsksIsNotCut: requests that are under way are answered while somebody
// of the same address opens connections without end.
func TestWhoAsksIsNotCut(t *testing.T) {
	s := serve(t, 10, 6)
	honest := s.hold(ada)
	for _, g := range s.silent(ada, 30)[:20] {
		if _, err := g.Read(make([]byte, 1)); err == nil {
			t.Error("a silent connection was answered")
		}
	}
	if n := s.Count(); n != 6 {
		t.Errorf("%d connections of one address are open, want 6", n)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	stays := false
	for c, conn := range s.open {
		stays = stays || c.RemoteAddr().String() == honest.LocalAddr().String() && conn.phase == busy
	}
	if !stays {
		t.Error("the request under way was cut")
	}
}

// TestConnectionsAreBounded: a client who has only requests under way gets no
// further connection, and what it gives back can be used again.
func TestConnectionsAreBounded(t *testing.T) {
	s := serve(t, 10, 2)
	first := s.hold(ada)
	s.hold(ada)
	if s.dial(ada).ask("/") {
		t.Error("a third connection of one client stays")
	}
	first.Close()
	need.Until(s.t, "the server notices", func() bool { return s.Count() == 1 })
	if !s.dial(ada).ask("/") {
		t.Error("a place that was given back cannot be had")
	}
}

// TestNothingIsLeft: whatever connections do, none is counted, and no client
// remembered, when all have gone.
func TestNothingIsLeft(t *testing.T) {
	s := serve(t, 10, 6)
	var all []guest
	for i := range 30 {
		g := s.dial([]string{mallory, ada, bob}[i%3])
		if i%2 == 0 {
			g.ask("/")
		}
		all = append(all, g)
	}
	for _, g := range all {
		g.Close()
	}
	need.Until(s.t, "none is counted and nobody remembered", func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return len(s.open) == 0 && len(s.clients) == 0
	})
}
