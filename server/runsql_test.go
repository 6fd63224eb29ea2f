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

func TestLineEndsOfForms(t *testing.T) {
	st := newStage(t, nil)
	answer := st.post("/lessons/dice/sql/0?part", url.Values{"q": {"SELECT 'a\r\nb' = 'a' || char(10) || 'b'"}}.Encode())
	if !strings.Contains(answer.Body.String(), `<td class="numeric">1</td>`) {
		t.Errorf("%d\n%s", answer.Code, answer.Body)
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
	for _, path := range []string{"/lessons/dice/sql/1?part", "/lessons/dice/sql/1"} {
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
