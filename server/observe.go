package server

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"runtime/debug"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/go-chi/chi/v5/middleware"

	"abacus/server/reply"
)

// observe numbers and logs requests and recovers from panics.
func (s *Server) observe(next http.Handler) http.Handler {
	process := fmt.Sprintf("%08x-", rand.Uint32()) // tells the requests of one process from another's
	var count atomic.Uint64
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		s.metrics.inFlight.Inc()
		defer s.metrics.inFlight.Dec()
		rec := middleware.NewWrapResponseWriter(w, r.ProtoMajor)
		id := process + strconv.FormatUint(count.Add(1), 10)
		r = r.WithContext(context.WithValue(r.Context(), middleware.RequestIDKey, id))
		defer func() {
			p := recover()
			if p != nil && p != http.ErrAbortHandler {
				p = s.panicked(rec, r, p)
			}
			s.finished(rec, r, time.Since(start))
			if p != nil {
				panic(p) // net/http closes the connection
			}
		}()
		next.ServeHTTP(rec, r)
	})
}

// finished counts a request and logs it.
func (s *Server) finished(rec middleware.WrapResponseWriter, r *http.Request, took time.Duration) {
	status := cmp.Or(rec.Status(), http.StatusOK) // 0: a response without a body
	s.metrics.answered(r, status, took)
	s.log.Info("request", "id", middleware.GetReqID(r.Context()), "method", r.Method, "path", r.URL.Path,
		"status", status, "bytes", rec.BytesWritten(), "took", took)
}

// panicked logs a panic and responds with an error page. If a response has already
// begun, it returns http.ErrAbortHandler, so that the client does not take a partial
// response for a complete one.
func (s *Server) panicked(rec middleware.WrapResponseWriter, r *http.Request, p any) (again any) {
	s.log.Error("handler panicked", "id", middleware.GetReqID(r.Context()), "path", r.URL.Path,
		"panic", p, "stack", string(debug.Stack()))
	if rec.Status() != 0 {
		return http.ErrAbortHandler
	}
	s.replies.Fail(rec, r, reply.ErrPanic)
	return nil
}
