package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"abacus/server/classroom"
	"abacus/server/packed"
	"abacus/web"
)

// Errors that handlers return; handle turns them into answers.
var (
	errNotFound = errors.New("there is nothing at this address")
	errMethod   = errors.New("this address does not answer that method")
	errBusy     = errors.New("too many requests at once")
	errTooMany  = errors.New("too many requests of one client")
	errPanic    = errors.New("a handler panicked")

	errManyJoined = errors.New("too many nicknames of one client")
)

// busyText is what a reader is told instead of an answer.
const busyText = "The server has its hands full. Try again in a moment."

// tooManyText is what one is told whose address asks too often.
const tooManyText = "Very much is asked for from your address, and others wait, too. Try again in a few seconds."

// badRequest is an error in what the client sent, worded for it.
type badRequest string

func (e badRequest) Error() string { return string(e) }

// handle adapts a handler that returns an error: the one place where errors
// become answers. Clients see what they can act on; the log has the rest.
func (s *Server) handle(h func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			s.fail(w, r, err)
		}
	}
}

// retryAfter is when a busy server is worth another try, in seconds.
const retryAfter = "2"

// status says how an error is answered.
func status(err error) (code int, title, message string) {
	var bad badRequest
	var large *http.MaxBytesError
	if code, title, message := classStatus(err); code != 0 {
		return code, title, message
	}
	switch {
	case errors.Is(err, errNotFound), errors.Is(err, web.ErrNotFound):
		return http.StatusNotFound, "Nothing here", "There is no page at this address. The overview lists every lesson."
	case errors.Is(err, errMethod):
		return http.StatusMethodNotAllowed, "Not that way", "This address does not answer that kind of request."
	case errors.As(err, &bad):
		return http.StatusBadRequest, "That request cannot be read", bad.Error() + "."
	case errors.As(err, &large):
		return http.StatusRequestEntityTooLarge, "Too much at once",
			fmt.Sprintf("What was sent is longer than %d KB together. Shorten what you typed.", large.Limit>>10)
	case errors.Is(err, errBusy):
		return http.StatusServiceUnavailable, "Busy", busyText
	case errors.Is(err, errTooMany):
		return http.StatusTooManyRequests, "Too much at once", tooManyText
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return http.StatusServiceUnavailable, "Interrupted", "The request was interrupted. Try again."
	}
	return http.StatusInternalServerError, "Our mistake", "Something went wrong on the server. The log knows more under the request's number."
}

// classStatus is status for the errors of a class; code 0 for others.
func classStatus(err error) (code int, title, message string) {
	var bad classroom.BadNickname
	var away *classroom.Unavailable
	switch {
	case errors.As(err, &bad):
		return http.StatusBadRequest, "Not that nickname", bad.Error() + "."
	case errors.Is(err, classroom.ErrTaken):
		return http.StatusConflict, "Taken", "Somebody in this class has that nickname already. Choose another one."
	case errors.Is(err, classroom.ErrStranger):
		return http.StatusUnauthorized, "Not in the class", "This browser is not in the class, or the class has ended. Join it to go on."
	case errors.Is(err, classroom.ErrFull):
		return http.StatusForbidden, "Full", "The class is full. Tell your teacher, who can remove nicknames that nobody uses."
	case errors.Is(err, errManyJoined):
		return http.StatusForbidden, "Full", "Very many have joined from your address within the hour. Tell your teacher, who can remove nicknames that nobody uses."
	case errors.Is(err, classroom.ErrTooMuch):
		return http.StatusRequestEntityTooLarge, "Too much", "You have sent more than the class can keep. Your work stays in your browser."
	case errors.Is(err, errNoTeacher):
		return http.StatusUnauthorized, "For the teacher", "Only the teacher may see this. Open the teacher’s link again."
	case errors.As(err, &away):
		return http.StatusServiceUnavailable, "Not now", "The class cannot be written down just now: " + away.Why + ". What you do is safe in your browser and is sent later."
	}
	return 0, "", ""
}

// fail answers a request with an error. A handler that failed may have set
// headers for the answer it meant to give.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	code, title, message := status(err)
	id := requestID(w)
	if code == http.StatusInternalServerError {
		s.log.Error("request failed", "id", id, "path", r.URL.Path, "error", err)
	}
	h := w.Header()
	for _, name := range []string{"Content-Encoding", "Content-Length", "Etag", "Vary"} {
		h.Del(name)
	}
	h.Set("Cache-Control", packed.NoStore) // for the short answer, too
	if code == http.StatusServiceUnavailable || code == http.StatusTooManyRequests {
		h.Set("Retry-After", retryAfter)
	}
	if !wantsPage(r) {
		http.Error(w, message, code)
		return
	}
	page, perr := s.now.Load().course.ErrorPage(code, title, message, id)
	if perr != nil {
		s.log.Error("error page failed", "id", id, "error", perr)
		http.Error(w, message, code)
		return
	}
	sendOnce(w, r, page, code)
}

// wantsPage reports whether the client shows the answer as a page, rather
// than a script that shows part of it.
func wantsPage(r *http.Request) bool {
	return !wantsPart(r) && r.Header.Get("Sec-Fetch-Dest") != "empty"
}

// wantsPart reports whether a script asks for the part of a page that
// changed.
func wantsPart(r *http.Request) bool { return r.URL.Query().Has("part") }
