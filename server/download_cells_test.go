package server

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"abacus/server/admission"
	"abacus/server/download"
)

// Notes can be taken away from a server that builds nothing; Go cannot, and what pages
// do not have is refused in words.
func TestDownloadsWithCells(t *testing.T) {
	st := newStage(t, func(*Config) {})
	const (
		note     = `{"language":"text","title":"Notes","after":"+0","text":"a thought of mine"}`
		notebook = "/lessons/notebook/download/notebook"
	)
	for _, tt := range []struct {
		address, cells string
		code           int
		says           string
	}{
		{notebook + ".ipynb", note, http.StatusOK, `"a thought of mine"`},
		{notebook + ".ipynb", `{"language":"go","text":"1"}`, http.StatusBadRequest, "Code cannot be changed"},
		{notebook + ".zip", `{"language":"perl"}`, http.StatusBadRequest, download.ErrLanguage.Error()},
		{
			notebook + ".zip", note + strings.Repeat(","+note, 200), http.StatusBadRequest,
			download.ErrTooManyCells.Error(),
		},
		{"/lessons/notebook/download/gini.zip", note, http.StatusNotFound, ""},
		{"/lessons/none/download/none.zip", note, http.StatusNotFound, ""},
	} {
		body := `{"edits":[],"cells":[` + tt.cells + `]}`
		got := st.do(http.MethodPost, tt.address+"?part", body, "Content-Type", "application/json")
		if got.Code != tt.code || !strings.Contains(got.Body.String(), tt.says) {
			t.Errorf("%s with %.60s: %d %.200s, want %d and %q", tt.address, tt.cells, got.Code, got.Body, tt.code, tt.says)
		}
	}
}

// Whoever has used up what an address may ask for is refused before any work.
func TestDownloadsAreAdmittedFirst(t *testing.T) {
	st := newStage(t, func(cfg *Config) { cfg.Class = true }, func(b *bounds) {
		b.rooms.Builds = admission.NewRate(0, time.Hour, nil)
	})
	got := st.do(http.MethodPost, "/lessons/notebook/download/notebook.zip?part", `{"cells":[{"language":"perl"}]}`,
		"Content-Type", "application/json")
	if got.Code != http.StatusTooManyRequests {
		t.Errorf("a download that cannot be made: %d %s, want %d", got.Code, got.Body, http.StatusTooManyRequests)
	}
}
