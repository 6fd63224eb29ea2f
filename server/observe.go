package server

import (
	"crypto/rand"
	"encoding/hex"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
	"sync/atomic"
	"time"

	"abacus/server/reply"
)

// idPrefix tells the requests of one process from those of another.
func idPrefix() string {
	var b [4]byte
	_, _ = rand.Read(b[:]) // never fails, by its documentation
	return hex.EncodeToString(b[:]) + "-"
}

// recorder remembers what was answered, for the log.
type recorder struct {
	http.ResponseWriter
	id     string
	status int // 0 until something is answered
	bytes  int
}

func (r *recorder) WriteHeader(code int) {
	if r.status == 0 {
		r.status = code
	}
	r.ResponseWriter.WriteHeader(code)
}

func (r *recorder) Write(p []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	n, err := r.ResponseWriter.Write(p)
	r.bytes += n
	return n, err
}

// RequestID tells package reply the number of the request.
func (r *recorder) RequestID() string { return r.id }

// Unwrap lets http.ResponseController reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// observe numbers and logs requests and catches panics.
func (s *Server) observe(next http.Handler) http.Handler {
	prefix := idPrefix()
	var count atomic.Uint64
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		s.metrics.inFlight.Inc()
		defer s.metrics.inFlight.Dec()
		rec := &recorder{ResponseWriter: w, id: prefix + strconv.FormatUint(count.Add(1), 10)}
		defer func() {
			p := recover()
			if p != nil && p != http.ErrAbortHandler {
				p = s.panicked(rec, r, p)
			}
			s.finished(rec, r, time.Since(start))
			if p != nil {
				panic(p) // net/http cuts the connection
			}
		}()
		next.ServeHTTP(rec, r)
	})
}

// finished counts a request and writes its line in the log.
func (s *Server) finished(rec *recorder, r *http.Request, took time.Duration) {
	status := rec.status
	if status == 0 {
		status = http.StatusOK // an answer without a body
	}
	s.metrics.answered(r, status, took)
	s.log.LogAttrs(r.Context(), slog.LevelInfo, "request",
		slog.String("id", rec.id), slog.String("method", r.Method), slog.String("path", r.URL.Path),
		slog.Int("status", status), slog.Int("bytes", rec.bytes), slog.Duration("took", took))
}

// panicked logs a panic and answers with an error page. If an answer has already
// begun, it returns http.ErrAbortHandler, so that the client does not take half an
// answer for the whole.
func (s *Server) panicked(rec *recorder, r *http.Request, p any) (again any) {
	s.log.Error("handler panicked", "id", rec.id, "path", r.URL.Path,
		"panic", p, "stack", string(debug.Stack()))
	if rec.status != 0 {
		return http.ErrAbortHandler
	}
	s.replies.Fail(rec, r, reply.ErrPanic)
	return nil
}
