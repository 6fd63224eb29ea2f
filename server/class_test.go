package server

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/prometheus/client_golang/prometheus/testutil"

	"abacus/server/admission"
	"abacus/server/build"
	"abacus/server/connlimit"
)

// TestHostsOfAClass: a class's server answers for this machine's names and the
// address one has connected to, and for no other name, whoever points it here.
func TestHostsOfAClass(t *testing.T) {
	name, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	name = strings.TrimSuffix(name, ".local")
	st := newStage(t, func(cfg *Config) { cfg.Addr, cfg.Class = ":8080", true })
	for host, want := range map[string]bool{
		"localhost:8080":              true,
		"127.0.0.1:8080":              true,
		"192.168.1.7:8080":            true,
		"[::ffff:192.168.1.7]:8080":   true,
		name + ":8080":                true,
		strings.ToUpper(name):         true,
		name + ".local:8080":          true,
		"192.168.1.8:8080":            false, // another machine's
		"192.168.1.7.evil.example":    false,
		"evil.example:8080":           false,
		name + ".evil.example":        false,
		name + ".local.evil.example.": false,
		"0.0.0.0:8080":                false,
		"":                            false,
	} {
		r := &http.Request{Host: host}
		at := &net.TCPAddr{IP: net.IPv4(192, 168, 1, 7), Port: 8080}
		r = r.WithContext(context.WithValue(t.Context(), http.LocalAddrContextKey, at))
		if got := st.knowsHost(r); got != want {
			t.Errorf("Host %q is known: %t, want %t", host, got, want)
		}
	}
	if answer := st.get("/", "Host", "evil.example"); answer.Code != http.StatusForbidden ||
		!strings.Contains(answer.Body.String(), "teacher's screen") {
		t.Errorf("%d %s", answer.Code, answer.Body)
	}
	answer := st.do(http.MethodPost, "/lessons/dice/sql/1?part", "q=SELECT+1", "Origin", "http://evil.example")
	if answer.Code != http.StatusForbidden {
		t.Errorf("another site may post: %d", answer.Code)
	}
}

// TestRates: who asks too often is told so in words and keeps what was typed;
// others, and everybody without a class, are not held up.
func TestRates(t *testing.T) {
	ask := func(st *stage, from string, i int, part string) int {
		t.Helper()
		r, err := http.NewRequest(
			http.MethodPost,
			"/lessons/dice/sql/1"+part,
			strings.NewReader(fmt.Sprintf("q=SELECT+%d+AS+mine", i)),
		)
		if err != nil {
			t.Fatal(err)
		}
		r.Host, r.RemoteAddr = "localhost", from
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		st.Handler().ServeHTTP(w, r)
		if w.Code == http.StatusTooManyRequests {
			text := decoded(t, w)
			if w.Header().Get("Retry-After") == "" || !strings.Contains(text, "too many requests") {
				t.Errorf("Retry-After %q: %s", w.Header().Get("Retry-After"), text)
			}
			if part == "" && !strings.Contains(text, fmt.Sprintf("SELECT %d AS mine", i)) {
				t.Errorf("what was typed is lost:\n%s", text)
			}
		}
		return w.Code
	}
	class := newStage(t, func(cfg *Config) { cfg.Class = true }, func(b *bounds) {
		b.rooms.Statements = admission.NewRate(3, time.Hour, nil)
	})
	for i, want := range []int{200, 200, 200, 429, 429} {
		if got := ask(class, "192.168.1.20:1000", i, "?part"); got != want {
			t.Errorf("statement %d of a client: %d, want %d", i+1, got, want)
		}
	}
	if got := ask(class, "192.168.1.20:1001", 7, ""); got != 429 {
		t.Errorf("without scripts: %d", got)
	}
	if got := ask(class, "192.168.1.21:1000", 8, "?part"); got != 200 {
		t.Errorf("another client: %d", got)
	}
	alone := newStage(t, nil)
	for i := range 5 {
		if got := ask(alone, "192.168.1.20:1000", i, "?part"); got != 200 {
			t.Errorf("without a class: %d", got)
		}
	}
}

func TestRatesOfBuildsAndTheLab(t *testing.T) {
	builder, err := build.New(build.Config{Module: fstest.MapFS{}, CacheDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	st := newStage(t, func(cfg *Config) { cfg.Class, cfg.Builder = true, builder }, func(b *bounds) {
		b.rooms.Builds, b.rooms.Lab = admission.NewRate(1, time.Hour, nil), admission.NewRate(0, time.Hour, nil)
	})
	if a := st.do(http.MethodPost, "/lessons/dice/build", `{"edits":[]}`); a.Code != http.StatusServiceUnavailable {
		t.Errorf("the first build: %d %s", a.Code, a.Body)
	}
	if a := st.do(http.MethodPost, "/lessons/dice/build", `{"edits":[]}`); a.Code != http.StatusTooManyRequests ||
		!strings.Contains(a.Body.String(), `"wait":"Your address`) {
		t.Errorf("the second build: %d %s", a.Code, a.Body)
	}
	if a := st.do(http.MethodPost, "/lab/rollout?part", ""); a.Code != http.StatusTooManyRequests ||
		!strings.HasPrefix(a.Body.String(), admission.ErrTooMany.Message) {
		t.Errorf("the lab: %d %s", a.Code, a.Body)
	}
}

// TestAClassBehindOneAddressIsAdmitted: three hundred learners who all load a page
// with a dozen statements and changed code of theirs, twice within seconds.
func TestAClassBehindOneAddressIsAdmitted(t *testing.T) {
	st := newStage(t, func(cfg *Config) { cfg.Class = true })
	for what, of := range map[string]struct {
		rate *admission.Rate
		asks int
	}{"builds": {st.rooms.Builds, 300 * 2}, "sql": {st.rooms.Statements, 300 * 12 * 2}, "lab": {st.rooms.Lab, 300}} {
		r := httptest.NewRequest(http.MethodPost, "/", nil)
		for i := range of.asks {
			if err := of.rate.Admit(httptest.NewRecorder(), r); err != nil {
				t.Fatalf("%s: number %d of %d is refused", what, i+1, of.asks)
			}
		}
	}
}

func TestClientsOfIPv6ShareAPrefix(t *testing.T) {
	if a, b := admission.ClientOf("[2001:db8::1]:1"), admission.ClientOf("[2001:db8::ffff:2]:2"); a != b {
		t.Errorf("%s and %s are two", a, b)
	}
	if a, b := admission.ClientOf("10.0.0.1:1"), admission.ClientOf("10.0.0.2:1"); a == b {
		t.Errorf("%s is two", a)
	}
}

// TestConnectionsAreBounded: one client cannot take all connections, and those
// that say nothing make room for one that asks; see package connlimit.
func TestConnectionsAreBounded(t *testing.T) {
	r := run(t, func(st *stage) {
		st.connections = connlimit.New(3, 2, admission.ClientOf, st.metrics.refused.WithLabelValues("connections").Inc)
	})
	for range 5 {
		r.connect(t)
	}
	eventually(
		t,
		"silent ones to be cut",
		func() bool { return testutil.ToFloat64(r.metrics.refused.WithLabelValues("connections")) == 3 },
	)
	if n := r.connections.Count(); n != 2 {
		t.Errorf("%d connections are open, want 2", n)
	}
	if code, _, err := ask(r.url + "/healthz"); err != nil || code != 200 {
		t.Errorf("who asks is answered %d, %v", code, err)
	}
}
