package reply

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"
)

// MaxBody bounds what a script of the page posts. The builder's own bound on
// source is lower and is explained to the reader.
const MaxBody = 1 << 20

// JSON answers with a value.
func JSON(w http.ResponseWriter, code int, answer any) error {
	body, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	_, _ = w.Write(body) // the reader may have gone
	return nil
}

// Text answers with a line of text.
func Text(w http.ResponseWriter, code int, text string) error {
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	_, _ = io.WriteString(w, text) // the client may have gone
	return nil
}

// ReadJSON reads what a script of the page posts.
func ReadJSON(w http.ResponseWriter, r *http.Request, into any) error {
	r.Body = http.MaxBytesReader(w, r.Body, MaxBody)
	err := json.NewDecoder(r.Body).Decode(into)
	if large := new(http.MaxBytesError); errors.As(err, &large) {
		return err
	}
	if err != nil {
		return BadRequest("What was sent cannot be read")
	}
	return nil
}

// WantsPart reports whether a script asks for the part of a page that changed.
func WantsPart(r *http.Request) bool { return r.URL.Query().Has("part") }

// wantsPage reports whether the client shows the answer as a page, rather than
// a script that shows part of it.
func wantsPage(r *http.Request) bool {
	return !WantsPart(r) && r.Header.Get("Sec-Fetch-Dest") != "empty"
}

// RequestID returns the number under which the log knows the request that w
// answers: that of a w with a method RequestID.
func RequestID(w http.ResponseWriter) string {
	if numbered, ok := w.(interface{ RequestID() string }); ok {
		return numbered.RequestID()
	}
	return ""
}

// AllowTime gives an answer more time than others have. The time to read is
// extended as well: a server notices by reading that a client has gone, and the
// end of that time would look the same.
func AllowTime(w http.ResponseWriter, d time.Duration) {
	until, ctl := time.Now().Add(d), http.NewResponseController(w)
	_ = ctl.SetReadDeadline(until) // or the usual time
	_ = ctl.SetWriteDeadline(until)
}
