package server

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

// noFailure fails the test when the server failed, or said so in its log.
func noFailure(t *testing.T, st *stage, answer *httptest.ResponseRecorder, what string) {
	t.Helper()
	if answer.Code >= 500 {
		t.Errorf("%s: status %d\n%s", what, answer.Code, answer.Body)
	}
	if log := st.log.String(); strings.Contains(log, "level=ERROR") {
		t.Errorf("%s: the log tells of a failure:\n%s", what, log)
	}
	st.log.reset()
}

// FuzzCellQuery sends arbitrary states: whatever is in an address, the
// server answers with a page or with what is wrong with the address.
func FuzzCellQuery(f *testing.F) {
	for _, seed := range []string{
		"", "Dice.k=8&Dice.p=0.25", "Dice.k=1e309&Dice.p=-0", "Dice.k=NaN", "Dice.k=0x1p-2&Dice.k=%00", "Spin.turn=-1&frames",
		"Dice.=1&.k=2&=3&&;", "%zz", "Dice.k=1_000", "Dice.k=+Inf&frames=&part", strings.Repeat("Dice.k=1&", 300),
	} {
		f.Add(seed)
	}
	st := newStage(f, nil)
	f.Fuzz(func(t *testing.T, query string) {
		if strings.Contains(query, "Hold.") || strings.Contains(query, "Broken.") {
			t.Skip("cells that are made to hang and to fail")
		}
		for _, path := range []string{"/lessons/dice", "/lessons/dice/cells/Dice", "/lessons/dice/cells/Spin", "/search"} {
			r := httptest.NewRequest(http.MethodGet, "http://localhost"+path, nil)
			r.URL.RawQuery = query
			answer := httptest.NewRecorder()
			st.Handler().ServeHTTP(answer, r)
			noFailure(t, st, answer, path+"?"+query)
			if strings.HasSuffix(path, "cells/Dice") && answer.Code == http.StatusOK &&
				!strings.Contains(answer.Body.String(), " sides, share ") {
				t.Errorf("%s?%s: the cell did not run\n%s", path, query, answer.Body)
			}
		}
	})
}

// FuzzSQLEndpoint posts arbitrary statements and forms.
func FuzzSQLEndpoint(f *testing.F) {
	for _, seed := range [][2]string{
		{"SELECT name FROM goods", ""},
		{"SELECT '</td><script>' AS \"<b>\"", "above-0=DROP+TABLE+goods"},
		{"DELETE FROM goods; ROLLBACK; ATTACH 'x' AS y; PRAGMA writable_schema=1", "plan=on&above-0="},
		{"\x00\xff;;;--", "above-0=%00&above--1=x"},
		{"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT i FROM n", "%zz"},
		{"CREATE TRIGGER t AFTER INSERT ON goods BEGIN INSERT INTO goods VALUES (1, 2); END", ""},
	} {
		f.Add(seed[0], seed[1])
	}
	st := newStage(f, func(cfg *Config) {
		cfg.SQL.Deadline = 100 * time.Millisecond // to see more than endless loops
	})
	f.Fuzz(func(t *testing.T, text, rest string) {
		for _, path := range []string{"/lessons/dice/sql/1?part", "/lessons/dice/sql/0"} {
			answer := st.post(path, url.Values{"q": {text}}.Encode()+"&"+rest)
			noFailure(t, st, answer, text+" with "+rest)
			if strings.Contains(answer.Body.String(), "<script>") {
				t.Errorf("%q became markup", text)
			}
		}
	})
}
