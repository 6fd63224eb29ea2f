package server

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"abacus/lessons/rollout/lab"
	"abacus/server/wire"
)

func TestLabSettings(t *testing.T) {
	st := newStage(t, nil)
	for query, want := range map[string]string{
		"?rate=fast":                 "The rate must be a whole number of requests per second.",
		"?rate=0":                    "must be from 1 to 300",
		"?rate=-5":                   "must be from 1 to 300",
		"?rate=100000":               "must be from 1 to 300",
		"?rate=99999999999999999999": "The rate must be a whole number",
	} {
		answer := st.do(http.MethodPost, "/lab/rollout"+query+"&part", "")
		text := answer.Body.String()
		if answer.Code != http.StatusBadRequest || !strings.Contains(text, want) || strings.Contains(text, "lab:") {
			t.Errorf("%s: %d %s", query, answer.Code, text)
		}
	}
}

// labRun starts the lab over a real connection.
func labRun(ctx context.Context, t *testing.T, url string) *http.Response {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url+"/lab/rollout?rate=40", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	return resp
}

// TestLab: progress comes while the rollout runs, one rollout runs at a time,
// and it ends when its reader leaves.
func TestLab(t *testing.T) {
	st := newStage(t, nil)
	ts := httptest.NewServer(st.Handler())
	defer ts.Close()

	ctx, leave := context.WithCancel(t.Context())
	first := labRun(ctx, t, ts.URL)
	if got := first.Header.Get("Content-Type"); got != "application/x-ndjson" {
		t.Errorf("Content-Type %q", got)
	}
	lines := bufio.NewScanner(first.Body)
	for range 3 {
		var line wire.LabLine
		if !lines.Scan() || json.Unmarshal(lines.Bytes(), &line) != nil || line.Progress == nil {
			t.Fatalf("line %q, want progress; %v", lines.Text(), lines.Err())
		}
	}

	second := bufio.NewScanner(labRun(t.Context(), t, ts.URL).Body)
	var line wire.LabLine
	if !second.Scan() || json.Unmarshal(second.Bytes(), &line) != nil || !strings.Contains(line.Error, "Somebody else") ||
		second.Scan() {
		t.Errorf("a second run at the same time: %q", second.Text())
	}

	leave()
	eventually(t, "the lab is free again", func() bool { return strings.Count(st.log.String(), "path=/lab/rollout") == 2 })
	if strings.Contains(st.log.String(), "lab failed") {
		t.Errorf("a reader who leaves is no failure:\n%s", st.log.String())
	}
	if testing.Short() {
		return // the rest takes the two seconds of a rollout
	}
	var last wire.LabLine
	for all := bufio.NewScanner(labRun(t.Context(), t, ts.URL).Body); all.Scan(); {
		last = wire.LabLine{}
		if err := json.Unmarshal(all.Bytes(), &last); err != nil {
			t.Fatal(err)
		}
	}
	total := func(c wire.LabCounts) int { return lab.ByVersion(c).Total() }
	if last.Summary == nil || last.Summary.Sent == 0 ||
		last.Summary.Sent != total(last.Summary.OK)+total(last.Summary.Failed) {
		t.Errorf("the last line is %+v, want a summary in which no request is missing", last)
	}
}
