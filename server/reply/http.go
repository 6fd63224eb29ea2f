package reply

import (
	"encoding/json"
	"errors"
	"net/http"
	"time"
)

// MaxBody limits what a page's script may post. The builder's own limit on source
// code is lower, and its message tells the reader.
const MaxBody = 1 << 20

// JSON responds with a value.
func JSON(w http.ResponseWriter, value any) error { return writeJSON(w, http.StatusOK, value) }

func writeJSON(w http.ResponseWriter, code int, value any) error {
	body, err := json.Marshal(value)
	if err != nil {
		return err
	}
	send(w, code, "application/json", body)
	return nil
}

// Text responds with a line of text.
func Text(w http.ResponseWriter, code int, text string) error {
	send(w, code, "text/plain; charset=utf-8", []byte(text))
	return nil
}

func send(w http.ResponseWriter, code int, contentType string, body []byte) {
	h := w.Header()
	h.Set("Content-Type", contentType)
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	_, _ = w.Write(body) // the client may have gone
}

// Posted adapts a handler of what a page's script posts as JSON.
func Posted[T any](h func(w http.ResponseWriter, r *http.Request, posted T) error) Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		r.Body = http.MaxBytesReader(w, r.Body, MaxBody)
		var posted T
		if err := json.NewDecoder(r.Body).Decode(&posted); err != nil {
			return errors.Join(err, BadRequest("The data that was sent cannot be read"))
		}
		return h(w, r, posted)
	}
}

// WantsPart reports whether a script requests only the changed part of a page.
func WantsPart(r *http.Request) bool { return r.URL.Query().Has("part") }

// AllowTime gives a response more time than usual. It also extends the read
// deadline: the server detects a lost client by reading, and an expired deadline
// would look the same.
func AllowTime(w http.ResponseWriter, d time.Duration) {
	until, ctl := time.Now().Add(d), http.NewResponseController(w)
	_ = ctl.SetReadDeadline(until) // on error, the usual deadline applies
	_ = ctl.SetWriteDeadline(until)
}
