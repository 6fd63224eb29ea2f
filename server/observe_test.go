package server

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

func TestRequestsAreLogged(t *testing.T) {
	st := newStage(t, nil)
	st.get("/healthz")
	st.do(http.MethodHead, "/lessons/dice", "")
	st.get("/none%0Alevel=ERROR?secret")
	lines := strings.Split(strings.TrimSpace(st.log.String()), "\n")
	for i, want := range []string{
		`level=INFO msg=request id=[0-9a-f]{8}-1 method=GET path=/healthz status=200 bytes=3 took=\S+$`,
		`level=INFO msg=request id=[0-9a-f]{8}-2 method=HEAD path=/lessons/dice status=200 bytes=0 took=\S+$`,
		`level=INFO msg=request id=[0-9a-f]{8}-3 method=GET path="/none\\nlevel=ERROR" status=404 bytes=[1-9]\d+ took=\S+$`,
	} {
		if i >= len(lines) || !regexp.MustCompile(want).MatchString(lines[i]) {
			t.Errorf("log line %d does not match %s:\n%s", i, want, strings.Join(lines, "\n"))
		}
	}
}

// TestFailuresOfOurs: readers learn that we failed and under which number,
// not how.
func TestFailuresOfOurs(t *testing.T) {
	st := newStage(t, nil)
	half := []byte("<p>half an answer")
	tests := map[string]struct {
		handler http.HandlerFunc
		log     string
	}{
		"error": {st.replies.Handle(func(http.ResponseWriter, *http.Request) error { return errors.New("secret path") }),
			`level=ERROR msg="request failed"`},
		"panic": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "br")
			w.Header().Set("Content-Length", "7")
			w.Header().Set("Etag", `"x"`)
			panic("secret path")
		}, `level=ERROR msg="handler panicked"`},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			w, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil)
			r.Host = "localhost"
			st.observe(st.guard(tc.handler)).ServeHTTP(w, r)
			body := w.Body.String()
			if w.Code != http.StatusInternalServerError || !strings.Contains(body, "Something went wrong on the server.") {
				t.Errorf("status %d:\n%s", w.Code, body)
			}
			if strings.Contains(body, "secret") || strings.Contains(body, "goroutine") {
				t.Errorf("the answer tells too much:\n%s", body)
			}
			for _, name := range []string{"Content-Encoding", "Etag"} {
				if v := w.Header().Get(name); v != "" {
					t.Errorf("%s is %q", name, v)
				}
			}
			log := st.log.String()
			id := regexp.MustCompile(`[0-9a-f]{8}-1\b`).FindString(log)
			if !strings.Contains(log, tc.log) || !strings.Contains(log, "secret path") || id == "" ||
				!strings.Contains(body, id) {
				t.Errorf("id %q; log:\n%s", id, log)
			}
			st.log.reset()
		})
	}
	t.Run("after half an answer", func(t *testing.T) {
		ts := httptest.NewServer(st.observe(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write(half)
			panic("too late")
		})))
		defer ts.Close()
		resp, err := http.Get(ts.URL)
		if err == nil {
			_, err = io.ReadAll(resp.Body)
			resp.Body.Close()
		}
		if err == nil {
			t.Error("the client took half an answer for the whole")
		}
		if log := st.log.String(); !strings.Contains(log, "too late") || !strings.Contains(log, "msg=request") {
			t.Errorf("log:\n%s", log)
		}
	})
}

// TestHosts: a server on loopback answers for loopback's names alone; one on
// other addresses stands behind names it cannot know.
func TestHosts(t *testing.T) {
	tests := []struct {
		addr, host string
		want       bool
	}{
		{"localhost:8080", "localhost:8080", true},
		{"localhost:8080", "LOCALHOST:8080", true},
		{"localhost:8080", "127.9.9.9", true},
		{"localhost:8080", "", false},
		{"localhost:8080", "localhost.", true},
		{"localhost:8080", "0.0.0.0:8080", false},
		{"localhost:8080", "[::ffff:127.0.0.1]:8080", true},
		{"localhost:8080", "evil.example", false},
		{"127.0.0.1:0", "evil.example", false},
		{"[::1]:0", "evil.example", false},
		{"", "evil.example", false},
		{":8080", "course.example", true},
		{"0.0.0.0:8080", "course.example", true},
		{"192.168.1.7:8080", "course.example", true},
	}
	for _, tc := range tests {
		st := newStage(t, func(cfg *Config) { cfg.Addr = tc.addr })
		if got := st.knowsHost(&http.Request{Host: tc.host}); got != tc.want {
			t.Errorf("on %q, Host %q is known: %t, want %t", tc.addr, tc.host, got, tc.want)
		}
	}
}
