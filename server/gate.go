package server

import (
	"context"
	"time"
)

// gate bounds how many do something costly at once, how many wait for their
// turn, and for how long. Whoever would have to wait longer is told so at
// once and can come back; nothing piles up.
type gate struct {
	places   chan struct{}
	queue    chan struct{}
	patience time.Duration
}

func newGate(places, waiting int, patience time.Duration) *gate {
	return &gate{make(chan struct{}, places), make(chan struct{}, waiting), patience}
}

// enter waits for a place. The caller has to leave if, and only if, enter
// returns nil; otherwise it returns errBusy or the error of ctx.
func (g *gate) enter(ctx context.Context) error {
	select {
	case g.places <- struct{}{}:
		return nil
	default:
	}
	select {
	case g.queue <- struct{}{}:
		defer func() { <-g.queue }()
	default:
		return errBusy
	}
	timer := time.NewTimer(g.patience)
	defer timer.Stop()
	select {
	case g.places <- struct{}{}:
		return nil
	case <-timer.C:
		return errBusy
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (g *gate) leave() { <-g.places }
