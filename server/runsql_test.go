package server

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"abacus/server/admission"
	"abacus/server/fair"
)

func TestSQLTooLarge(t *testing.T) {
	st := newStage(t, nil)
	form := "q=" + strings.Repeat("x", 512<<10)
	if answer := st.post("/lessons/dice/sql/0?part", form); answer.Code != http.StatusRequestEntityTooLarge ||
		!strings.Contains(answer.Body.String(), "at most 512 KB at once") {
		t.Errorf("with scripts: %d %s", answer.Code, answer.Body)
	}
	if answer := st.post("/lessons/dice/sql/0", form); answer.Code != http.StatusRequestEntityTooLarge ||
		!strings.Contains(
			answer.Body.String(),
			"<html",
		) || !strings.Contains(answer.Body.String(), "at most 512 KB at once") {
		t.Errorf("without: %d", answer.Code)
	}
	many := st.post("/lessons/dice/sql/0?part", strings.Repeat("&a=1", 50_000))
	if many.Code != http.StatusBadRequest {
		t.Errorf("fifty thousand fields: %d %s", many.Code, many.Body)
	}
}

// TestOwnSQLTooLarge: cells of a reader's own are bounded together with those above.
func TestOwnSQLTooLarge(t *testing.T) {
	st := newStage(t, nil)
	for _, tt := range []struct {
		what, form string
		code       int
		said       string
	}{
		{"long", "q=1&above=" + strings.Repeat("x", 512<<10), http.StatusRequestEntityTooLarge, "at most 512 KB at once"},
		{"one long cell", "q=SELECT+1&above=" + strings.Repeat("x", 101_000), http.StatusOK, "at most 100000 are accepted"},
		{"too many", "q=SELECT+1" + strings.Repeat("&above=x", 301), http.StatusBadRequest, "At most 300 SQL cells"},
		{"many", "q=SELECT+1" + strings.Repeat("&above=x", 300), http.StatusOK, "cell 300 above, line 1"},
		{"fields", "q=SELECT+1" + strings.Repeat("&a=1", 50_000), http.StatusBadRequest, "The form cannot be read."},
	} {
		answer := st.post("/lessons/dice/sql?part", tt.form)
		if body := answer.Body.String(); answer.Code != tt.code || !strings.Contains(body, tt.said) {
			t.Errorf("%s: %d %.300s, want %d %s", tt.what, answer.Code, body, tt.code, tt.said)
		}
	}
}

// TestOwnSQLEnds: what stands above counts towards the time of a run.
func TestOwnSQLEnds(t *testing.T) {
	st := newStage(t, func(cfg *Config) { cfg.SQL.Deadline = 50 * time.Millisecond })
	form := url.Values{"q": {"SELECT 1"}, "above": {endless, endless}}
	answer := st.post("/lessons/dice/sql?part", form.Encode())
	busy := answer.Code == http.StatusServiceUnavailable // the machine had no time for it
	if said := answer.Body.String(); !busy && !strings.Contains(said, "cell 1 above") || strings.Contains(said, "1 row.") {
		t.Errorf("%d %s", answer.Code, said)
	}
}

func TestLineEndsOfForms(t *testing.T) {
	st := newStage(t, nil)
	const same = "SELECT 'a\r\nb' = 'a' || char(10) || 'b'"
	for path, form := range map[string]url.Values{
		"/lessons/dice/sql/0?part": {"q": {same}},
		"/lessons/dice/sql?part":   {"q": {"SELECT * FROM t"}, "above": {"CREATE TABLE t AS " + same}},
	} {
		answer := st.post(path, form.Encode())
		if !strings.Contains(answer.Body.String(), `<td class="numeric">1</td>`) {
			t.Errorf("%s: %d\n%s", path, answer.Code, answer.Body)
		}
	}
}

// TestBusySQL: when all are taken, a reader is told so, and what was typed is
// not lost.
func TestBusySQL(t *testing.T) {
	st := newStage(t, nil, func(b *bounds) { b.rooms.SQL = admission.NewGate(1, 0, time.Hour) })
	leave, err := st.rooms.SQL.Enter(t.Context(), fair.Client{})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/lessons/dice/sql/1?part", "/lessons/dice/sql?part", "/lessons/dice/sql/1"} {
		answer := st.post(path, "q=SELECT+'my+work'")
		if answer.Code != http.StatusServiceUnavailable || answer.Header().Get("Retry-After") == "" ||
			!strings.Contains(answer.Body.String(), admission.ErrBusy.Message) {
			t.Errorf("%s: %d, Retry-After %q\n%s", path, answer.Code, answer.Header().Get("Retry-After"), answer.Body)
		}
		if page := !strings.Contains(path, "part"); page != strings.Contains(answer.Body.String(), "my work") {
			t.Errorf("%s: a page has to hold the statement", path)
		}
	}
	leave()
	if answer := st.post("/lessons/dice/sql/1?part", "q=SELECT+'my+work'"); answer.Code != http.StatusOK {
		t.Errorf("afterwards: %d", answer.Code)
	}
}

const endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT count(*) FROM n"

// TestReaderLeavesEndlessSQL: the statement ends with its request, not with its
// time, and its place is free again.
func TestReaderLeavesEndlessSQL(t *testing.T) {
	st := newStage(t, func(cfg *Config) { cfg.SQL.Deadline = time.Hour })
	ctx, leave := context.WithCancel(t.Context())
	r := httptest.NewRequestWithContext(ctx, http.MethodPost, "http://localhost/lessons/dice/sql/0?part",
		strings.NewReader(url.Values{"q": {endless}}.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answered := make(chan struct{})
	go func() {
		defer close(answered)
		st.Handler().ServeHTTP(httptest.NewRecorder(), r)
	}()
	eventually(t, "the statement runs", func() bool { taken, _ := st.rooms.SQL.Load(); return taken == 1 })
	leave()
	receive(t, "the statement ends", answered)
	if taken, _ := st.rooms.SQL.Load(); taken != 0 {
		t.Error("its place is still taken")
	}
	if strings.Contains(st.log.String(), "level=ERROR") {
		t.Errorf("a reader who leaves is no failure of ours:\n%s", st.log.String())
	}
}
