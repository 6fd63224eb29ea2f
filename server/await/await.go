// Package await lets tests wait for what has to happen, and never for a length
// of time.
package await

import (
	"testing"
	"time"
)

// Patience is how long a test waits. It is long for the sake of busy machines.
const Patience = 20 * time.Second

// Until waits until holds does.
func Until(t testing.TB, what string, holds func() bool) {
	t.Helper()
	late := time.After(Patience)
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for !holds() {
		select {
		case <-tick.C:
		case <-late:
			t.Fatalf("waited %s in vain: %s", Patience, what)
		}
	}
}

// Receive waits for a value.
func Receive[T any](t testing.TB, what string, from <-chan T) T {
	t.Helper()
	select {
	case v := <-from:
		return v
	case <-time.After(Patience):
		t.Fatalf("waited %s in vain: %s", Patience, what)
		panic("not reached")
	}
}
