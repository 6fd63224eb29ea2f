package server

import (
	"net/http"
	"strings"
	"testing"
)

// Notes can be taken away from a server that builds nothing; Go cannot, and what pages
// do not have is refused in words.
func TestDownloadsWithCells(t *testing.T) {
	st := newStage(t, func(*Config) {})
	const note = `{"language":"text","title":"Notes","after":"+0","text":"a thought of mine"}`
	for _, tt := range []struct {
		address, cells string
		code           int
		says           string
	}{
		{"/lessons/notebook/download/notebook.ipynb", note, http.StatusOK, `"a thought of mine"`},
		{"/lessons/notebook/download/notebook.ipynb", `{"language":"go","text":"1"}`, http.StatusBadRequest, "Code cannot be changed"},
		{"/lessons/notebook/download/notebook.zip", `{"language":"perl"}`, http.StatusBadRequest, "in a language that pages do not have"},
		{
			"/lessons/notebook/download/notebook.zip", note + strings.Repeat(","+note, 200), http.StatusBadRequest,
			"more cells than a page may have",
		},
		{"/lessons/notebook/download/gini.zip", note, http.StatusNotFound, ""},
		{"/lessons/none/download/none.zip", note, http.StatusNotFound, ""},
	} {
		got := st.do(http.MethodPost, tt.address+"?part", `{"edits":[],"cells":[`+tt.cells+`]}`, "Content-Type", "application/json")
		if got.Code != tt.code || !strings.Contains(got.Body.String(), tt.says) {
			t.Errorf("%s with %.60s: %d %.200s, want %d and %q", tt.address, tt.cells, got.Code, got.Body, tt.code, tt.says)
		}
	}
}
