package admission

import (
	"net/http"
	"sync/atomic"
	"time"

	"github.com/go-chi/httprate"
)

// Rate limits how many requests a client may send. A nil Rate admits everybody: only
// a class has rates, since elsewhere all readers may share one proxy.
type Rate struct {
	requests int
	in       time.Duration
	refused  func() // counts a refusal
	now      atomic.Pointer[httprate.RateLimiter]
}

// NewRate returns a rate of a number of requests in a period. It calls refused,
// which may be nil, for each request above the limit.
func NewRate(requests int, in time.Duration, refused func()) *Rate {
	rate := &Rate{requests: requests, in: in, refused: refused}
	rate.Forgive()
	return rate
}

// Forgive resets all counts.
func (rate *Rate) Forgive() {
	if rate == nil {
		return
	}
	rate.now.Store(httprate.NewRateLimiter(rate.requests, rate.in,
		httprate.WithResponseHeaders(httprate.ResponseHeaders{}))) // package reply sets them
}

// Admit counts a request against the rate of its address. The error is ErrTooMany.
func (rate *Rate) Admit(w http.ResponseWriter, r *http.Request) error {
	return rate.AdmitAs(w, r, ClientOf(r.RemoteAddr))
}

// AdmitAs is Admit for a client that is identified by a name, not by its address.
func (rate *Rate) AdmitAs(w http.ResponseWriter, r *http.Request, name string) error {
	if rate == nil || !rate.now.Load().OnLimit(w, r, name) {
		return nil
	}
	if rate.refused != nil {
		rate.refused()
	}
	return ErrTooMany
}
