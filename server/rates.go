package server

import (
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/go-chi/httprate"
)

// rates bound how often one address may ask a class's server for what is
// costly. Those who wait take turns anyway (package fair): the bounds keep one
// machine from making the server do nothing but say so. A large class may share
// an address: they are several times what three hundred learners behind one
// ask for (see TestClassLoad).
type rates struct {
	builds, sql, lab, class *httprate.RateLimiter
	joins                   atomic.Pointer[httprate.RateLimiter]
}

func newRates() *rates {
	r := &rates{
		builds: newRateLimit(2000, 20*time.Second), sql: newRateLimit(15000, 20*time.Second), lab: newRateLimit(600, time.Minute),
		class: newRateLimit(6000, 20*time.Second), // three hundred behind one address, who all have something to send again
	}
	r.forgiveJoins()
	return r
}

// forgiveJoins lets all addresses invent nicknames anew. One may try six
// hundred in an hour: enough for a large class behind it, and less than fill
// the class of those at other addresses.
func (r *rates) forgiveJoins() { r.joins.Store(newRateLimit(600, time.Hour)) }

func newRateLimit(requests int, in time.Duration) *httprate.RateLimiter {
	return httprate.NewRateLimiter(requests, in, httprate.WithResponseHeaders(httprate.ResponseHeaders{})) // our own say it
}

// admit counts a request against one of the rates of its client. The error is
// errTooMany. Only a class has rates: elsewhere all readers may come through
// one proxy.
func (s *Server) admit(w http.ResponseWriter, r *http.Request, of func(*rates) *httprate.RateLimiter) error {
	if s.rates == nil {
		return nil
	}
	if of(s.rates).OnLimit(w, r, clientOf(r.RemoteAddr)) {
		s.metrics.refused.WithLabelValues("rate").Inc()
		return errTooMany
	}
	return nil
}

// clientOf returns who is at an address: an IPv6 client has a whole /64.
func clientOf(addr string) string {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return addr
	}
	return httprate.CanonicalizeIP(host)
}

func ofBuilds(r *rates) *httprate.RateLimiter { return r.builds }
func ofSQL(r *rates) *httprate.RateLimiter    { return r.sql }
func ofClass(r *rates) *httprate.RateLimiter  { return r.class }
func ofLab(r *rates) *httprate.RateLimiter    { return r.lab }
func ofJoins(r *rates) *httprate.RateLimiter  { return r.joins.Load() }
