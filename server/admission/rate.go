package admission

import (
	"net/http"
	"sync/atomic"
	"time"

	"github.com/go-chi/httprate"
)

// Rate bounds how often one client may ask. A nil Rate admits everybody: only a
// class has rates, since elsewhere all readers may come through one proxy.
type Rate struct {
	requests int
	in       time.Duration
	refused  func() // counts a refusal
	now      atomic.Pointer[httprate.RateLimiter]
}

// NewRate returns a rate of so many requests in a time. It calls refused, which
// may be nil, for every request beyond.
func NewRate(requests int, in time.Duration, refused func()) *Rate {
	rate := &Rate{requests: requests, in: in, refused: refused}
	rate.Forgive()
	return rate
}

// Forgive forgets who has asked how often.
func (rate *Rate) Forgive() {
	if rate == nil {
		return
	}
	rate.now.Store(httprate.NewRateLimiter(rate.requests, rate.in,
		httprate.WithResponseHeaders(httprate.ResponseHeaders{}))) // package reply sets them
}

// Admit counts a request against the rate of its address. The error is
// ErrTooMany.
func (rate *Rate) Admit(w http.ResponseWriter, r *http.Request) error {
	return rate.AdmitAs(w, r, ClientOf(r.RemoteAddr))
}

// AdmitAs is Admit for who is known by a name and not by an address.
func (rate *Rate) AdmitAs(w http.ResponseWriter, r *http.Request, name string) error {
	if rate == nil || !rate.now.Load().OnLimit(w, r, name) {
		return nil
	}
	if rate.refused != nil {
		rate.refused()
	}
	return ErrTooMany
}
