// Package reply turns what handlers return into answers: the one place where
// an error becomes a status with a page, a line of text or JSON.
//
// Handlers return an error instead of writing one. A package that has errors
// of its own says how to answer them by adding an Explain function; what nobody
// explains is a failure of the server, which goes into the log and not to the
// client.
package reply

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
)

// Handler answers a request or returns why it did not.
type Handler func(w http.ResponseWriter, r *http.Request) error

// Problem is the answer to a request that got no other. It is an error too, so
// that a handler can return one directly.
type Problem struct {
	Status     int
	Title      string // the heading, where the answer is a page
	Message    string // what the reader can do about it
	JSON       any    // answered in place of page and text; nil: none
	RetryAfter int    // seconds; 0: DefaultRetry where the status calls for it
}

func (p *Problem) Error() string { return p.Title + ": " + p.Message }

// DefaultRetry is when a busy server is worth another try, in seconds.
const DefaultRetry = 2

// Explain returns how to answer an error, or nil for an error that it does not
// know.
type Explain func(err error) *Problem

// Errors that any handler may return.
var (
	ErrNotFound = errors.New("nothing at this address")
	ErrMethod   = errors.New("method not allowed")
	ErrPanic    = errors.New("a handler panicked")
)

// BadRequest is an error in what the client sent, worded for the reader and
// without the full stop.
type BadRequest string

func (e BadRequest) Error() string { return string(e) }

// Page writes a problem as a page. id names the request in the log.
type Page func(w http.ResponseWriter, r *http.Request, p *Problem, id string) error

// Replies makes http.Handlers of Handlers.
type Replies struct {
	log      *slog.Logger
	page     Page
	explains []Explain
}

// New returns Replies that show problems as page does.
func New(log *slog.Logger, page Page) *Replies { return &Replies{log: log, page: page} }

// With returns Replies that ask e first how to answer an error.
func (rs *Replies) With(e Explain) *Replies {
	return &Replies{log: rs.log, page: rs.page, explains: append([]Explain{e}, rs.explains...)}
}

// Handle adapts a Handler.
func (rs *Replies) Handle(h Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			rs.Fail(w, r, err)
		}
	}
}

// Require is middleware that lets through the requests for which check returns
// no error.
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

// Problem returns how err is answered.
func (rs *Replies) Problem(err error) *Problem {
	for _, explain := range rs.explains {
		if p := explain(err); p != nil {
			return p
		}
	}
	return explain(err)
}

// NotFound is the answer to ErrNotFound.
func NotFound() *Problem {
	return &Problem{Status: http.StatusNotFound, Title: "Nothing here",
		Message: "There is no page at this address. The overview lists every lesson."}
}

// Invalid is the answer to a BadRequest.
func Invalid(why string) *Problem {
	return &Problem{Status: http.StatusBadRequest, Title: "The request is not valid", Message: why + "."}
}

// explain knows the errors that any handler may return.
func explain(err error) *Problem {
	var (
		problem *Problem
		bad     BadRequest
		large   *http.MaxBytesError
	)
	switch {
	case errors.As(err, &problem):
		return problem
	case errors.Is(err, ErrNotFound):
		return NotFound()
	case errors.Is(err, ErrMethod):
		return &Problem{Status: http.StatusMethodNotAllowed, Title: "Method not allowed",
			Message: "This address does not answer that kind of request."}
	case errors.As(err, &bad):
		return Invalid(bad.Error())
	case errors.As(err, &large):
		return &Problem{Status: http.StatusRequestEntityTooLarge, Title: "Too long",
			Message: fmt.Sprintf("You can send at most %d KB at once. Shorten what you typed.", large.Limit>>10)}
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return &Problem{Status: http.StatusServiceUnavailable, Title: "Interrupted",
			Message: "The request was interrupted. Try again."}
	}
	return &Problem{Status: http.StatusInternalServerError, Title: "Server error",
		Message: "Something went wrong on the server. Its log has the details under the request’s number."}
}

// Fail answers a request with an error.
func (rs *Replies) Fail(w http.ResponseWriter, r *http.Request, err error) {
	p, id := rs.Problem(err), RequestID(w)
	if p.Status == http.StatusInternalServerError {
		rs.log.Error("request failed", "id", id, "path", r.URL.Path, "error", err)
	}
	h := w.Header()
	// The handler may have set headers for the answer that it meant to give.
	for _, name := range []string{"Content-Encoding", "Content-Length", "Etag", "Vary"} {
		h.Del(name)
	}
	h.Set("Cache-Control", "no-store")
	p.SetRetryAfter(h)
	switch {
	case p.JSON != nil:
		if err := JSON(w, p.Status, p.JSON); err != nil {
			rs.log.Error("problem not encoded", "id", id, "error", err)
		}
	case !wantsPage(r):
		http.Error(w, p.Message, p.Status)
	default:
		if err := rs.page(w, r, p, id); err != nil {
			rs.log.Error("error page failed", "id", id, "error", err)
			http.Error(w, p.Message, p.Status)
		}
	}
}

// SetRetryAfter tells the client when to ask again, if the problem passes by
// itself.
func (p *Problem) SetRetryAfter(h http.Header) {
	after := p.RetryAfter
	if after == 0 && (p.Status == http.StatusServiceUnavailable || p.Status == http.StatusTooManyRequests) {
		after = DefaultRetry
	}
	if after > 0 {
		h.Set("Retry-After", strconv.Itoa(after))
	}
}
