package server

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"abacus/server/packed"
	"abacus/server/project"
)

// Addresses that the measurements ask for: a page and two cells, one that
// draws lines and one that draws decision regions at 100 × 100.
const (
	loadPage    = "/lessons/entropy"
	loadCurve   = "/lessons/entropy/cells/BinaryCurve?BinaryCurve.p=0.4&part"
	loadRegions = "/lessons/knn/cells/Regions?Regions.k=5&part"
)

// newCourse returns a server of the whole course, ready, that logs as the
// program does.
func newCourse(t testing.TB, adjust func(*bounds)) *Server {
	t.Helper()
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { null.Close() })
	s, err := newWithin(Config{
		Addr: "localhost:0", Project: project.OnDisk(".."),
		Log: slog.New(slog.NewTextHandler(null, nil)),
	}, adjust)
	if err != nil {
		t.Fatal(err)
	}
	_ = s.Warm(t.Context()) // a lesson's problems are for other tests to find
	return s
}

// keepAll leaves the bounds as they are.
func keepAll(*bounds) {}

// keepNothing makes the server compute every answer anew.
func keepNothing(b *bounds) { b.rooms.CacheBytes = 0 }

// bare is what the server is compared with: a handler that does nothing but
// write the bytes that the server answers to path.
func bare(t testing.TB, s *Server, path string) http.Handler {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, "http://localhost"+path, nil)
	r.Header.Set("Accept-Encoding", "br")
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	if w.Code != http.StatusOK || w.Header().Get("Content-Encoding") != "br" {
		t.Fatalf("%s: status %d, encoding %q", path, w.Code, w.Header().Get("Content-Encoding"))
	}
	body, length := w.Body.Bytes(), strconv.Itoa(w.Body.Len())
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", packed.HTML)
		w.Header().Set("Content-Encoding", "br")
		w.Header().Set("Content-Length", length)
		_, _ = w.Write(body)
	})
}

// serve serves h on loopback and returns its address.
func serve(t testing.TB, h http.Handler) string {
	t.Helper()
	ts := httptest.NewServer(h)
	t.Cleanup(ts.Close)
	return ts.Listener.Addr().String()
}

// client asks for one address again and again over one connection. It does
// so little itself that what is measured is the server.
type client struct {
	conn    net.Conn
	request []byte
	answer  []byte // room for an answer, which is as long each time
}

func dial(t testing.TB, addr, path string) *client {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	c := &client{
		conn:    conn,
		request: []byte("GET " + path + " HTTP/1.1\r\nHost: " + addr + "\r\nAccept-Encoding: br\r\n\r\n"),
	}
	if _, err := conn.Write(c.request); err != nil {
		t.Fatal(err)
	}
	counted := &countingReader{r: conn}
	resp, err := http.ReadResponse(bufio.NewReaderSize(counted, 1), nil)
	if err == nil {
		_, err = io.Copy(io.Discard, resp.Body)
	}
	if err != nil || resp.StatusCode != http.StatusOK || resp.ContentLength < 0 {
		t.Fatalf("%s: %v, %+v", path, err, resp)
	}
	c.answer = make([]byte, counted.n)
	return c
}

// ask sends the request and reads the answer.
func (c *client) ask() error {
	if _, err := c.conn.Write(c.request); err != nil {
		return err
	}
	_, err := io.ReadFull(c.conn, c.answer)
	return err
}

type countingReader struct {
	r io.Reader
	n int
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += n
	return n, err
}

// fleet is as many clients as keep every processor busy.
type fleet []*client

func newFleet(t testing.TB, addr, path string) fleet {
	var f fleet
	for range 2 * runtime.GOMAXPROCS(0) {
		f = append(f, dial(t, addr, path))
	}
	return f
}

// rate lets the fleet ask for as long as given and returns the requests
// answered per second.
func (f fleet) rate(t testing.TB, d time.Duration) float64 {
	ctx, cancel := context.WithTimeout(t.Context(), d)
	defer cancel()
	var answered atomic.Int64
	var all sync.WaitGroup
	start := time.Now()
	for _, c := range f {
		all.Go(func() {
			for ctx.Err() == nil {
				if err := c.ask(); err != nil {
					t.Error(err)
					return
				}
				answered.Add(1)
			}
		})
	}
	all.Wait()
	return float64(answered.Load()) / time.Since(start).Seconds()
}
