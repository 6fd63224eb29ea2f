package reply

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5/middleware"
)

var errOfARoom = errors.New("an error of a room's own")

// TestProblems: an error is answered as its kind says, to a page as a page and
// to a script as text or JSON, and a failure of ours tells the log alone.
func TestProblems(t *testing.T) {
	var log strings.Builder
	rs := Replies{
		Log: slog.New(slog.NewTextHandler(&log, nil)),
		Page: func(w http.ResponseWriter, _ *http.Request, p *Problem, id string) error {
			w.WriteHeader(p.Status)
			fmt.Fprintf(w, "<h1>%s</h1>%s", p.Title, id)
			return nil
		},
	}.With(func(err error) *Problem {
		if errors.Is(err, errOfARoom) {
			return &Problem{Status: http.StatusConflict, JSON: map[string]string{"why": "taken"}, RetryAfter: 7}
		}
		return nil
	})
	for _, tc := range []struct {
		err         error
		path        string
		status      int
		retry, want string
	}{
		{ErrNotFound, "/", 404, "", "<h1>Nothing here</h1>42"},
		{fmt.Errorf("reading: %w", ErrNotFound), "/?part", 404, "", "There is no page"},
		{BadRequest("No number"), "/?part", 400, "", "No number."},
		{&http.MaxBytesError{Limit: 2048}, "/?part", 413, "", "at most 2 KB"},
		{&Problem{Status: 503, Message: "Later."}, "/?part", 503, "2", "Later."},
		{errOfARoom, "/", 409, "7", `{"why":"taken"}`},
		{errors.New("secret"), "/?part", 500, "", "Something went wrong"},
	} {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodGet, tc.path, nil)
		r = r.WithContext(context.WithValue(r.Context(), middleware.RequestIDKey, "42"))
		w.Header().Set("Etag", `"of the answer that was meant"`)
		rs.Handle(func(http.ResponseWriter, *http.Request) error { return tc.err })(w, r)
		if w.Code != tc.status || w.Header().Get("Retry-After") != tc.retry || !strings.Contains(w.Body.String(), tc.want) {
			t.Errorf("%v: %d %q %s", tc.err, w.Code, w.Header().Get("Retry-After"), w.Body)
		}
		if strings.Contains(w.Body.String(), "secret") || w.Header().Get("Etag") != "" ||
			w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%v: %v %s", tc.err, w.Header(), w.Body)
		}
	}
	if got := log.String(); strings.Count(got, "level=ERROR") != 1 || !strings.Contains(got, "error=secret") {
		t.Errorf("the log says\n%s", got)
	}
}

// TestRequire: what is required comes before the handler.
func TestRequire(t *testing.T) {
	rs := &Replies{Log: slog.New(slog.DiscardHandler)}
	reached := false
	h := rs.Require(func(_ http.ResponseWriter, r *http.Request) error {
		if r.URL.Path != "/good" {
			return ErrNotFound
		}
		return nil
	})(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached = true }))
	for path, want := range map[string]bool{"/good": true, "/bad": false} {
		reached = false
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path+"?part", nil))
		if reached != want || !want && w.Code != http.StatusNotFound {
			t.Errorf("%s reached the handler: %t, status %d", path, reached, w.Code)
		}
	}
}
