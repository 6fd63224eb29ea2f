//go:build unix

package server

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"abacus/go_test/need"
)

// hostile is what one learner of a class does to the others.
type hostile struct {
	name string
	does string
	run  func(h *attacker) // tries it, and checks the answers
}

// attacker is somebody at one address of the network who can do anything.
type attacker struct {
	*testing.T
	*learner
	ctx  context.Context
	addr string // the server's
}

// untilTheClassHasWorked ends an attack that would go on for minutes when the
// class has got a good piece of work done beside it.
func (h *attacker) untilTheClassHasWorked() {
	ctx, end := context.WithCancel(h.ctx)
	h.ctx = ctx
	enough := h.diary.count() + 30
	go func() {
		defer end()
		tick := time.NewTicker(10 * time.Millisecond)
		defer tick.Stop()
		for ctx.Err() == nil && h.diary.count() < enough {
			<-tick.C
		}
	}()
}

// want asks and checks the answer's status.
func (h *attacker) want(what string, a answerOf, codes ...int) {
	h.Helper()
	if !slices.Contains(codes, a.code) {
		h.Errorf("%s: %d %.200s, want one of %v", what, a.code, a.body, codes)
	}
}

// answered checks that all answers have one of the codes.
func (h *attacker) answered(got map[int]int, codes ...int) {
	h.Helper()
	for code := range got {
		if !slices.Contains(codes, code) {
			h.Errorf("answers %v, want only %v", got, codes)
		}
	}
	h.Logf("answers %v", got)
}

// refused checks the status of a raw answer; "" is for a connection that was
// cut without one.
func (h *attacker) refused(answer, what string, codes ...string) {
	h.Helper()
	status := ""
	if fields := strings.Fields(answer); len(fields) > 1 {
		status = fields[1]
	}
	if !slices.Contains(codes, status) {
		h.Errorf("%.100q: %q, want one of %q\n%.300s", what, status, codes, answer)
	}
}

func isTimeout(err error) bool {
	timeout, ok := err.(net.Error)
	return ok && timeout.Timeout()
}

// raw sends bytes as they are and returns the answer's status line and the
// rest; "" when the connection was cut.
func (h *attacker) raw(text string) string {
	h.Helper()
	conn, err := net.Dial("tcp", h.addr)
	if err != nil {
		h.Fatal(err)
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(patience))
	_, _ = io.WriteString(conn, text) // the server may have cut it
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.CloseWrite()
	}
	answer, _ := io.ReadAll(conn)
	return string(answer)
}

// many runs something n times, so many at once, and counts the answers.
func (h *attacker) many(n, atOnce int, do func(i int) answerOf) map[int]int {
	codes := map[int]int{}
	var mu sync.Mutex
	var all sync.WaitGroup
	var next atomic.Int64
	for range atOnce {
		all.Go(func() {
			for {
				i := int(next.Add(1))
				if i > n || h.ctx.Err() != nil {
					return
				}
				a := do(i)
				if h.ctx.Err() != nil {
					return // it has had its time
				}
				mu.Lock()
				codes[a.code]++
				mu.Unlock()
			}
		})
	}
	all.Wait()
	return codes
}

func (h *attacker) build(text string) answerOf {
	body, _ := json.Marshal(map[string]any{ // strings
		"cells": []string{"NatsAndBits"}, "edits": []map[string]string{{"declaration": "Bomb", "text": text}},
	})
	return h.ask(h.ctx, "/lessons/entropy/build", "application/json", string(body))
}

func (h *attacker) sql(text string) answerOf {
	return h.ask(
		h.ctx,
		"/lessons/joins/sql/0?part",
		"application/x-www-form-urlencoded",
		"q="+strings.ReplaceAll(text, " ", "+"),
	)
}

// TestHostileLearners lets a class of twenty work, and one at a time somebody
// do everything to keep it from working. Every honest request has to succeed;
// being told to wait and asking again, as pages do, is part of that.
func TestHostileLearners(t *testing.T) {
	need.Time(t, "attacks a server while a class works")
	server := startClassServer(t)
	idle := server.sample(t, "collect")
	c := newClassAt(server.url)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var all sync.WaitGroup
	for i := range 20 {
		l := c.newLearner(i)
		l.every = 2 * time.Second
		all.Go(func() { l.learn(ctx, rand.New(rand.NewPCG(uint64(i), 1))) })
	}
	for _, row := range hostiles() {
		t.Run(row.name, func(t *testing.T) {
			before := c.diary.count()
			evil := c.newLearner(666)
			evil.from = "192.168.1.66"
			evil.client.Transport.(*http.Transport).MaxConnsPerHost = 0
			defer evil.client.CloseIdleConnections()
			row.run(&attacker{T: t, learner: evil, ctx: t.Context(), addr: strings.TrimPrefix(server.url, "http://")})
			eventually(t, "the class works on", func() bool { return c.diary.count() > before+8 })
			t.Logf("%s; meanwhile %d honest requests", row.does, c.diary.count()-before)
		})
	}
	stop()
	all.Wait()
	c.diary.print(t)
	atRest(t, server, idle)
}

// openFiles is how many connections this process may open, with some to spare.
func openFiles(t testing.TB) int {
	t.Helper()
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		t.Fatal(err)
	}
	return int(min(limit.Cur, 1<<20)) - 500
}

// gzipped returns n zeros, compressed.
func gzipped(n int) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(make([]byte, n)) // a Buffer takes everything
	_ = w.Close()
	return b.String()
}

func get(path string, headers ...string) string {
	return fmt.Sprintf("GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n", path, strings.Join(append(headers, ""), "\r\n"))
}
