package fair

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"abacus/go_test/need"
)

// theatre is a queue and what became of those who came, in order.
type theatre struct {
	*testing.T
	q     *Queue
	mu    sync.Mutex
	order []string           // who was served
	busy  []string           // who was told to come again
	has   map[string]*Ticket // who has a place
}

func newTheatre(t *testing.T, places, limit int) *theatre {
	return &theatre{T: t, q: New(places, limit), has: map[string]*Ticket{}}
}

// come lets clients come one after another: "address client", and a number to
// tell their wishes apart.
func (th *theatre) come(who ...string) {
	th.Helper()
	for _, name := range who {
		address, rest, _ := strings.Cut(name, " ")
		client, _, _ := strings.Cut(rest, " ")
		ticket := th.q.Ticket(Client{address, client})
		before := th.seen()
		go func() {
			err := ticket.Enter(context.Background())
			th.mu.Lock()
			defer th.mu.Unlock()
			if err != nil {
				th.busy = append(th.busy, name)
				return
			}
			th.order = append(th.order, name)
			th.has[name] = ticket
		}()
		th.await("somebody to be known", func() bool { return th.seen() > before })
	}
}

// seen counts those who wait, have been served or were refused.
func (th *theatre) seen() int {
	_, waiting := th.q.Load()
	th.mu.Lock()
	defer th.mu.Unlock()
	return waiting + len(th.order) + len(th.busy)
}

// ticket returns the claim of somebody who has been served.
func (th *theatre) ticket(name string) *Ticket {
	th.mu.Lock()
	defer th.mu.Unlock()
	return th.has[name]
}

// served waits until n have been served and returns them in order.
func (th *theatre) served(n int) (order []string) {
	th.Helper()
	th.await("the next one's turn", func() bool {
		th.mu.Lock()
		defer th.mu.Unlock()
		order = slices.Clone(th.order)
		return len(order) >= n
	})
	return order
}

func (th *theatre) await(what string, holds func() bool) {
	th.Helper()
	need.Until(th, what, holds)
}

// playOn lets those who have places leave, the one served first before the
// others, until nobody waits, and returns the order of all.
func (th *theatre) playOn() []string {
	th.Helper()
	for i := 0; ; i++ {
		taken, waiting := th.q.Load()
		if taken+waiting == 0 {
			return th.served(i)
		}
		th.ticket(th.served(i + 1)[i]).Leave()
	}
}

// place returns how many were served before somebody.
func place(t *testing.T, order []string, name string) int {
	t.Helper()
	i := slices.Index(order, name)
	if i < 0 {
		t.Errorf("%s was not served", name)
	}
	return i
}

func many(format string, n int) (who []string) {
	for i := range n {
		who = append(who, fmt.Sprintf(format, i))
	}
	return who
}

// TestAHogDelaysNobody: a hundred wishes of one client come before thirty
// others; these have to wait for one of the hundred, not for all.
func TestAHogDelaysNobody(t *testing.T) {
	for name, tt := range map[string]struct{ hog, other string }{
		"at its own address":    {"evil hog %d", "10.0.0.%d page"},
		"at the same address":   {"nat hog %d", "nat page-%d"},
		"under forged names":    {"evil forged-%d", "10.0.0.%d page"},
		"a class at an address": {"evil hog %d", "nat page-%d"},
	} {
		t.Run(name, func(t *testing.T) {
			th := newTheatre(t, 1, 200)
			th.come(many(tt.hog, 100)...)
			others := many(tt.other, 30)
			th.come(others...)
			order := th.playOn()
			for i, other := range others {
				// One of the hog's is running; then all take turns.
				want := 2 + i
				if name == "a class at an address" {
					want = 1 + 2*i // the two addresses share
				}
				if got := place(t, order, other); got > want {
					t.Errorf("%s is number %d, want %d at most", other, got, want)
				}
			}
			if len(order) != 130 {
				t.Errorf("%d of 130 were served", len(order))
			}
		})
	}
}

// TestOneAtATimeWhileOthersWait: with several places, nobody has a second one
// while another waits for a first.
func TestOneAtATimeWhileOthersWait(t *testing.T) {
	th := newTheatre(t, 2, 200)
	th.come(many("evil hog %d", 4)...) // takes both places: nobody else is there
	th.come("a x", "b x")
	th.ticket("evil hog 0").Leave()
	th.served(3)
	th.ticket("evil hog 1").StepAside() // its place is free, and it is at work still
	if order, want := th.served(4), []string{"evil hog 0", "evil hog 1", "a x", "b x"}; !slices.Equal(order, want) {
		t.Errorf("order %q, want %q", order, want)
	}
	th.come("c x", "d x")
	th.ticket("a x").Leave()
	th.ticket("b x").Leave()
	if got := slices.Sorted(slices.Values(th.served(6)[4:])); !slices.Equal(got, []string{"c x", "d x"}) {
		t.Errorf("then came %q, while the hog has one under way", got)
	}
}

// TestAFullQueueHasRoomForOthers: who has most waiting gives up its latest.
func TestAFullQueueHasRoomForOthers(t *testing.T) {
	for name, tt := range map[string]struct{ hog, other, refused string }{
		"at its own address":  {"evil hog %d", "10.0.0.%d page", "evil hog "},
		"at the same address": {"nat hog %d", "nat page-%d", "nat hog "},
		"under forged names":  {"evil forged-%d", "10.0.0.%d page", "evil forged-"},
	} {
		t.Run(name, func(t *testing.T) {
			th := newTheatre(t, 1, 20)
			th.come(many(tt.hog, 25)...) // one runs, 20 wait, 4 are refused
			others := many(tt.other, 15)
			th.come(others...)
			order := th.playOn()
			for _, other := range others {
				place(t, order, other)
			}
			if len(th.busy) != 4+15 {
				t.Errorf("%d were refused, want 19", len(th.busy))
			}
			for _, who := range th.busy {
				if !strings.HasPrefix(who, tt.refused) {
					t.Errorf("%s was refused", who)
				}
			}
		})
	}
}

// TestForgedNamesGainNothing: whatever somebody calls itself, others who have
// no more waiting are not refused for it, and its address gets no more turns
// than another.
func TestForgedNamesGainNothing(t *testing.T) {
	th := newTheatre(t, 1, 10)
	th.come(many("nat page-%d", 11)...)
	th.come(many("evil forged-%d", 20)...)
	forged := 0
	order := th.playOn()
	for _, who := range order {
		if strings.HasPrefix(who, "evil") {
			forged++
		}
	}
	if forged != 5 || len(order) != 11 {
		t.Errorf(
			"%d of %d are of the one with many names; want it to have half of the ten places to wait",
			forged,
			len(order),
		)
	}
}

func TestWhoGivesUpLeavesNoTrace(t *testing.T) {
	q := New(1, 3)
	first := q.Ticket(Client{"a", "x"})
	if err := first.Enter(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	gone := make(chan error)
	go func() { gone <- q.Ticket(Client{"b", "x"}).Enter(ctx) }()
	th := &theatre{T: t, q: q}
	th.await("somebody to wait", func() bool { _, w := q.Load(); return w == 1 })
	cancel()
	if err := <-gone; !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	first.Leave()
	first.Leave() // twice does no harm
	if taken, waiting := q.Load(); taken != 0 || waiting != 0 || q.remembered() != 0 {
		t.Errorf("%d taken, %d waiting, %d remembered", taken, waiting, q.remembered())
	}
}

// TestWhoWantsTheSameIsNotHeldUp: a hog that asks for what others will want
// does not make them stand in its own line.
func TestWhoWantsTheSameIsNotHeldUp(t *testing.T) {
	th := newTheatre(t, 1, 50)
	th.come(many("evil hog %d", 9)...)
	var last *Ticket
	for _, m := range th.q.all.members["evil"].members {
		last = m.tickets[len(m.tickets)-1]
	}
	last.Share(Client{"evil", "hog"}) // asks twice: nothing changes
	last.Share(Client{"a", "x"})
	if order := th.playOn(); place(t, order, "evil hog 8") > 2 {
		t.Errorf("what another wants, too, is number %d", place(t, order, "evil hog 8"))
	}
}

func TestIdle(t *testing.T) {
	q := New(2, 3)
	ahead := q.Ticket(Client{"a", "x"})
	if !ahead.EnterIdle() {
		t.Error("an idle queue has no place")
	}
	if q.Ticket(Client{"b", "x"}).EnterIdle() {
		t.Error("a queue at work has a place for who wants it idle")
	}
	ahead.StepAside()
	if q.Ticket(Client{"b", "x"}).EnterIdle() {
		t.Error("who stepped aside is at work, too")
	}
	ahead.Leave()
	if !q.Ticket(Client{"b", "x"}).EnterIdle() {
		t.Error("the place was not given back")
	}
}

// remembered counts the addresses that a queue knows of.
func (q *Queue) remembered() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.all.members)
}
