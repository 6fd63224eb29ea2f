// Package reply turns handlers' errors into responses: the one place where an
// error becomes a status with a page, a line of text or JSON.
//
// Handlers return an error instead of writing one. A package with errors of its
// own adds an Explain function that turns them into Problems, or makes them
// Problems in the first place. An error that nobody explains is a server failure:
// its details go to the log and not to the client.
package reply

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5/middleware"
)

// Handler responds to a request or returns the reason why it did not.
type Handler func(w http.ResponseWriter, r *http.Request) error

// Problem is the response to a request that failed. It is an error, so that a
// handler can return it directly.
type Problem struct {
	Status     int
	Title      string // heading of the page
	Message    string // what the reader can do about it
	JSON       any    // sent instead of the page and the text, if not nil
	RetryAfter int    // seconds; 0: DefaultRetry if the status calls for it
}

func (p *Problem) Error() string { return p.Title + ": " + p.Message }

// DefaultRetry is the number of seconds after which to try a busy server again.
const DefaultRetry = 2

// Explain returns the Problem that an error causes, or nil for an unknown error.
type Explain func(err error) *Problem

// Errors that any handler may return.
var (
	ErrNotFound = &Problem{Status: http.StatusNotFound, Title: "Nothing here",
		Message: "There is no page at this address. The overview lists every lesson."}
	ErrMethod = &Problem{Status: http.StatusMethodNotAllowed, Title: "Method not allowed",
		Message: "This address does not answer that kind of request."}
	ErrPanic = errors.New("a handler panicked")
)

// BadRequest is the error for invalid input. The reason is written for the reader
// and has no full stop.
func BadRequest(reason string) *Problem {
	return &Problem{Status: http.StatusBadRequest, Title: "The request is not valid", Message: reason + "."}
}

// Replies turns Handlers into http.Handlers.
type Replies struct {
	Log *slog.Logger
	// Page writes a problem as a page. id identifies the request in the log.
	Page func(w http.ResponseWriter, r *http.Request, p *Problem, id string) error

	explains []Explain
}

// With returns Replies that consult e first.
func (rs Replies) With(e Explain) *Replies {
	rs.explains = append([]Explain{e}, rs.explains...)
	return &rs
}

// Handle adapts a Handler.
func (rs *Replies) Handle(h Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			rs.Fail(w, r, err)
		}
	}
}

// Require returns middleware that rejects requests for which check returns an error.
func (rs *Replies) Require(check Handler) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return rs.Handle(func(w http.ResponseWriter, r *http.Request) error {
			if err := check(w, r); err != nil {
				return err
			}
			next.ServeHTTP(w, r)
			return nil
		})
	}
}

// Problem returns the response to err.
func (rs *Replies) Problem(err error) *Problem {
	for _, explain := range rs.explains {
		if p := explain(err); p != nil {
			return p
		}
	}
	var problem *Problem
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large): // whatever else is wrong with what could be read of it
		return &Problem{Status: http.StatusRequestEntityTooLarge, Title: "Too long",
			Message: fmt.Sprintf("You can send at most %d KB at once. Shorten what you typed.", large.Limit>>10)}
	case errors.As(err, &problem):
		return problem
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return &Problem{Status: http.StatusServiceUnavailable, Title: "Interrupted",
			Message: "The request was interrupted. Try again."}
	}
	return &Problem{Status: http.StatusInternalServerError, Title: "Server error",
		Message: "Something went wrong on the server. Its log has the details under the request’s number."}
}

// Fail responds to a request with an error.
func (rs *Replies) Fail(w http.ResponseWriter, r *http.Request, err error) {
	p, id := rs.Problem(err), middleware.GetReqID(r.Context())
	if p.Status == http.StatusInternalServerError {
		rs.Log.Error("request failed", "id", id, "path", r.URL.Path, "error", err)
	}
	h := w.Header()
	// The handler may have set headers for the response that it did not finish.
	for _, name := range []string{"Content-Encoding", "Content-Length", "Etag", "Vary"} {
		h.Del(name)
	}
	h.Set("Cache-Control", "no-store")
	p.SetRetryAfter(h)
	switch {
	case p.JSON != nil:
		if err := writeJSON(w, p.Status, p.JSON); err != nil {
			rs.Log.Error("problem not encoded", "id", id, "error", err)
		}
	case WantsPart(r), r.Header.Get("Sec-Fetch-Dest") == "empty": // a script
		http.Error(w, p.Message, p.Status)
	default:
		if err := rs.Page(w, r, p, id); err != nil {
			rs.Log.Error("error page failed", "id", id, "error", err)
			http.Error(w, p.Message, p.Status)
		}
	}
}

// SetRetryAfter tells the client when to try again, if the problem is temporary.
func (p *Problem) SetRetryAfter(h http.Header) {
	after := p.RetryAfter
	if after == 0 && (p.Status == http.StatusServiceUnavailable || p.Status == http.StatusTooManyRequests) {
		after = DefaultRetry
	}
	if after > 0 {
		h.Set("Retry-After", strconv.Itoa(after))
	}
}
