package fair

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// TestComingAgain: who waited in vain and comes again is served before those
// who came later, but not for ever.
func TestComingAgain(t *testing.T) {
	for _, c := range []struct {
		name    string
		end     error
		pause   time.Duration
		ahead   bool
		address string // of the one who came later
	}{
		{"soon", context.DeadlineExceeded, time.Second, true, "there"},
		{"soon, at one address", context.DeadlineExceeded, time.Second, true, "here"},
		{"late", context.DeadlineExceeded, 2 * comesAgain, false, "here"},
		{"after going away", context.Canceled, time.Second, false, "here"},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				q := New(1, 10)
				place := q.Ticket(Client{"elsewhere", "z"})
				if err := place.Enter(t.Context()); err != nil {
					t.Fatal(err)
				}
				served := make(chan string, 2)
				come := func(who, address string) {
					go func() {
						ticket := q.Ticket(Client{address, who})
						if err := ticket.Enter(context.Background()); err != nil {
							t.Error(err)
						}
						served <- who
						ticket.Leave()
					}()
					synctest.Wait()
				}
				patient, stop := context.WithTimeout(t.Context(), time.Minute)
				if errors.Is(c.end, context.Canceled) {
					time.AfterFunc(time.Second, stop)
				}
				defer stop()
				if err := q.Ticket(Client{"here", "first"}).Enter(patient); !errors.Is(err, c.end) {
					t.Fatalf("the first's wait ends with %v, want %v", err, c.end)
				}
				come("later", c.address)
				time.Sleep(c.pause)
				come("first", "here")
				place.Leave()
				want := "later"
				if c.ahead {
					want = "first"
				}
				if got := <-served; got != want {
					t.Errorf("%s was served first, want %s", got, want)
				}
				<-served
				time.Sleep(2 * comesAgain)
				if n := q.remembered(); n != 0 {
					t.Errorf("%d addresses are remembered when all have gone", n)
				}
			})
		})
	}
}
