// Package admission decides who may have work done, and when. A Gate lets in as
// many as the machine can serve at once, in fair turns; a Rate bounds how often
// one client may ask at all.
package admission

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"

	"github.com/go-chi/httprate"

	"abacus/server/fair"
	"abacus/server/reply"
)

// Why somebody is not admitted now.
var (
	ErrBusy    = errors.New("too many requests at once")
	ErrTooMany = errors.New("too many requests from one client")
)

// BusyText and TooManyText are what a reader is told instead of an answer.
const (
	BusyText    = "The server is busy. Try again in a moment."
	TooManyText = "Your address is sending too many requests. Try again in a few seconds."
)

// Explain is the reply.Explain of this package's errors.
func Explain(err error) *reply.Problem {
	switch {
	case errors.Is(err, ErrBusy):
		return &reply.Problem{Status: http.StatusServiceUnavailable, Title: "Busy", Message: BusyText}
	case errors.Is(err, ErrTooMany):
		return &reply.Problem{Status: http.StatusTooManyRequests, Title: "Too many requests", Message: TooManyText}
	}
	return nil
}

// Gate bounds how many requests do something costly at once, how many wait for
// their turn, and for how long. A request that would have to wait longer is
// refused at once and can come back; nothing piles up.
type Gate struct {
	*fair.Queue
	patience time.Duration
}

// NewGate returns a gate that lets in places at once while waiting more may
// wait, each for as long as patience.
func NewGate(places, waiting int, patience time.Duration) *Gate {
	return &Gate{fair.New(places, waiting), patience}
}

// Enter waits for a client's turn, which leave ends. The error is ErrBusy or
// that of ctx.
//
// A handler enters once it has read its request: nobody keeps a place by
// sending slowly.
func (g *Gate) Enter(ctx context.Context, c fair.Client) (leave func(), err error) {
	patient, stop := context.WithTimeout(ctx, g.patience)
	defer stop()
	ticket := g.Ticket(c)
	busy := new(fair.BusyError)
	err = ticket.Enter(patient)
	switch {
	case err == nil:
		return ticket.Leave, nil
	case errors.As(err, &busy), ctx.Err() == nil:
		return nil, ErrBusy
	}
	return nil, ctx.Err()
}

// PageHeader names the page that asks, by a random word of its own. A class may
// share an address; honest pages say which one they are, so that they take
// turns. The name does not last: the next page has another, nothing is stored,
// and nobody is followed. Forging it gains nothing beyond the address.
const PageHeader = "Abacus-Page"

// Asker returns who takes turns with the others.
func Asker(r *http.Request) fair.Client {
	const long = 40 // a client cannot make the server remember much
	name := r.Header.Get(PageHeader)
	return fair.Client{Address: ClientOf(r.RemoteAddr), Name: name[:min(len(name), long)]}
}

// ClientOf returns who is at an address: an IPv6 client has a whole /64.
func ClientOf(addr string) string {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return addr
	}
	return httprate.CanonicalizeIP(host)
}

// IsLocal reports whether the client runs on this machine.
func IsLocal(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	ip := net.ParseIP(host)
	return err == nil && ip != nil && ip.IsLoopback()
}

// WaitBuckets are the upper bounds, in seconds, of a histogram of how long
// somebody waited: from a cached page to a build that reaches its deadline.
func WaitBuckets() []float64 {
	return []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}
}
