package admission

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"abacus/go_test/need"
	"abacus/server/fair"
)

func TestGate(t *testing.T) {
	ctx, me := context.Background(), fair.Client{}
	g := NewGate(1, 1, time.Hour)
	first, err := g.Enter(ctx, me)
	if err != nil {
		t.Fatal(err)
	}
	waits := func() bool { _, n := g.Load(); return n == 1 }
	var second func()
	waiting, leave := context.WithCancel(ctx)
	waited := make(chan error, 1)
	go func() { _, err := g.Enter(waiting, me); waited <- err }()
	need.Until(t, "somebody waits", waits)

	if _, err := g.Enter(ctx, me); !errors.Is(err, ErrBusy) {
		t.Errorf("with a full queue: %v, want %v", err, ErrBusy)
	}
	leave()
	if err := need.Receive(t, "the one who left", waited); !errors.Is(err, context.Canceled) {
		t.Errorf("the one who left: %v", err)
	}
	if waits() {
		t.Error("the one who left still counts as waiting")
	}

	go func() { var err error; second, err = g.Enter(ctx, me); waited <- err }()
	need.Until(t, "somebody waits", waits)
	first()
	if err := need.Receive(t, "the next one's turn", waited); err != nil {
		t.Errorf("the next one: %v", err)
	}
	second()
	if taken, _ := g.Load(); taken != 0 {
		t.Error("the place is still taken")
	}

	hasty := NewGate(0, 1, time.Millisecond)
	if _, err := hasty.Enter(ctx, me); !errors.Is(err, ErrBusy) {
		t.Errorf("out of patience: %v, want %v", err, ErrBusy)
	}
}

// TestPagesTakeTurns: the word of a page tells it from others at its address,
// and nobody makes the server remember much by it.
func TestPagesTakeTurns(t *testing.T) {
	r := httptest.NewRequest(http.MethodPost, "/", nil)
	r.RemoteAddr = "192.168.1.7:1000"
	if got, want := Asker(r), (fair.Client{Address: "192.168.1.7"}); got != want {
		t.Errorf("without a word: %+v, want %+v", got, want)
	}
	r.Header.Set(PageHeader, strings.Repeat("x", 1000))
	if got := Asker(r); got.Address != "192.168.1.7" || len(got.Name) != 40 {
		t.Errorf("with a long word: %+v", got)
	}
}

// TestAHogAtTheGate: others have their turn before the rest of one's hundred.
func TestAHogAtTheGate(t *testing.T) {
	g := NewGate(1, 200, time.Hour)
	first, err := g.Enter(t.Context(), fair.Client{})
	if err != nil {
		t.Fatal(err)
	}
	order := make(chan string, 200)
	come := func(name string) {
		_, before := g.Load()
		go func() {
			if leave, err := g.Enter(context.Background(), fair.Client{Name: name}); err == nil {
				order <- name
				leave()
			}
		}()
		need.Until(t, "somebody waits", func() bool { _, n := g.Load(); return n > before })
	}
	for range 100 {
		come("hog")
	}
	come("learner")
	first()
	for i := 0; need.Receive(t, "a turn", order) != "learner"; i++ {
		if i > 1 {
			t.Fatal("the learner waits behind the hog's second")
		}
	}
}
