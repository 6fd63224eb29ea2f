package server

import (
	"context"
	"time"
)

// gate bounds how many pass at once.
type gate chan struct{}

func newGate(n int) gate { return make(gate, n) }

// enter waits for a place, at most for the time given.
func (g gate) enter(ctx context.Context, patience time.Duration) bool {
	select {
	case g <- struct{}{}:
		return true
	default:
	}
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case g <- struct{}{}:
		return true
	case <-timer.C:
	case <-ctx.Done():
	}
	return false
}

func (g gate) leave() { <-g }
