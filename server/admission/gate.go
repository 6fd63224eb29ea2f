// Package admission decides whose requests are served, and when. A Gate admits as
// many requests as the machine can serve at once, in fair turns. A Rate limits how
// many requests a client may send at all.
package admission

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"time"

	"github.com/go-chi/httprate"

	"abacus/server/fair"
	"abacus/server/reply"
)

// Reasons to refuse a request.
var (
	ErrBusy = &reply.Problem{Status: http.StatusServiceUnavailable, Title: "Busy",
		Message: "The server is busy. Try again in a moment."}
	ErrTooMany = &reply.Problem{Status: http.StatusTooManyRequests, Title: "Too many requests",
		Message: "Your address is sending too many requests. Try again in a few seconds."}
)

// Gate limits how many requests do costly work at once, how many wait for their
// turn, and for how long. A request that finds the queue full is refused at once
// and can be retried, so that nothing piles up.
type Gate struct {
	*fair.Queue
	patience time.Duration
}

// NewGate returns a gate that admits slots requests at once, while up to waiting
// more wait, each for up to patience.
func NewGate(slots, waiting int, patience time.Duration) *Gate {
	return &Gate{fair.New(slots, waiting), patience}
}

// Enter waits for a client's turn, which ends with release. The error is ErrBusy
// or ctx's.
//
// A handler enters after it has read its request, so that a slow sender does not
// hold a slot.
func (g *Gate) Enter(ctx context.Context, c fair.Client) (release func(), err error) {
	patient, stop := context.WithTimeout(ctx, g.patience)
	defer stop()
	ticket := g.Ticket(c)
	if err = ticket.Enter(patient); err == nil {
		return ticket.Leave, nil
	}
	if busy := new(fair.BusyError); ctx.Err() == nil || errors.As(err, &busy) {
		return nil, ErrBusy
	}
	return nil, ctx.Err()
}

// PageHeader identifies the requesting page by a random word that it chose. The
// members of a class may share an address; honest pages identify themselves, so
// that they take turns. The next page chooses another word and nothing is stored,
// so nobody is tracked. Forging the header gains nothing: turns are shared between
// addresses first.
const PageHeader = "Abacus-Page"

// Asker returns the client to which a request belongs.
func Asker(r *http.Request) fair.Client {
	const long = 40 // a client cannot make the server remember much
	name := r.Header.Get(PageHeader)
	return fair.Client{Address: ClientOf(r.RemoteAddr), Name: name[:min(len(name), long)]}
}

// ClientOf returns the client at an address: an IPv6 client has a whole /64.
func ClientOf(addr string) string {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return addr
	}
	return httprate.CanonicalizeIP(host)
}

// IsLocal reports whether the client runs on this machine.
func IsLocal(r *http.Request) bool {
	client, err := netip.ParseAddrPort(r.RemoteAddr)
	return err == nil && client.Addr().Unmap().IsLoopback()
}

// WaitBuckets returns the upper bounds, in seconds, of a histogram of response
// times: from a cached page to a build that reaches its deadline.
func WaitBuckets() []float64 {
	return []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}
}
