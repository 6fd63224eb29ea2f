package server

import (
	"context"
	"errors"
	"net/http"
	"time"

	"abacus/server/fair"
)

// gate bounds how many do something costly at once, how many wait for their
// turn, and for how long. Whoever would have to wait longer is told so at
// once and can come back; nothing piles up.
type gate struct {
	*fair.Queue
	patience time.Duration
}

func newGate(places, waiting int, patience time.Duration) *gate {
	return &gate{fair.New(places, waiting), patience}
}

// enter waits for a client's turn. The error is errBusy or that of ctx.
func (g *gate) enter(ctx context.Context, c fair.Client) (leave func(), err error) {
	patient, stop := context.WithTimeout(ctx, g.patience)
	defer stop()
	ticket := g.Ticket(c)
	busy := new(fair.BusyError)
	err = ticket.Enter(patient)
	switch {
	case err == nil:
		return ticket.Leave, nil
	case errors.As(err, &busy), ctx.Err() == nil:
		return nil, errBusy
	}
	return nil, ctx.Err()
}

// pageHeader names the page that asks, by a random word of its own. A class may
// share an address, and an honest page says which of its pages it is, so that
// they take turns. It is nothing that lasts: the next page has another, nothing
// is stored, nobody is followed. Who forges it gains nothing beyond the address.
const pageHeader = "Abacus-Page"

// asker returns who takes turns with the others.
func asker(r *http.Request) fair.Client {
	const long = 40 // nobody makes us remember much
	name := r.Header.Get(pageHeader)
	return fair.Client{Address: clientOf(r.RemoteAddr), Name: name[:min(len(name), long)]}
}
