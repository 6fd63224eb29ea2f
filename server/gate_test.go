package server

import (
	"context"
	"errors"
	"testing"
	"time"
)

func TestGate(t *testing.T) {
	ctx := context.Background()
	g := newGate(1, 1, time.Hour)
	if err := g.enter(ctx); err != nil {
		t.Fatal(err)
	}
	waiting, leave := context.WithCancel(ctx)
	waited := make(chan error, 1)
	go func() { waited <- g.enter(waiting) }()
	eventually(t, "somebody waits", func() bool { return len(g.queue) == 1 })

	if err := g.enter(ctx); !errors.Is(err, errBusy) {
		t.Errorf("with a full queue: %v, want %v", err, errBusy)
	}
	leave()
	if err := receive(t, "the one who left", waited); !errors.Is(err, context.Canceled) {
		t.Errorf("the one who left: %v", err)
	}
	if len(g.queue) != 0 {
		t.Error("the one who left still counts as waiting")
	}

	go func() { waited <- g.enter(ctx) }()
	eventually(t, "somebody waits", func() bool { return len(g.queue) == 1 })
	g.leave()
	if err := receive(t, "the next one's turn", waited); err != nil {
		t.Errorf("the next one: %v", err)
	}

	hasty := newGate(0, 1, time.Millisecond)
	if err := hasty.enter(ctx); !errors.Is(err, errBusy) {
		t.Errorf("out of patience: %v, want %v", err, errBusy)
	}
}
