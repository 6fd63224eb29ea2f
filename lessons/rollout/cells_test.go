package rollout

import (
	"testing"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/notebooktest"
)

// Every cell keeps its promises for all inputs it allows.
func TestCells(t *testing.T) { notebooktest.Check(t, Cells()) }

// TestAnimationIsSmall keeps all frames together below what a page can carry.
func TestAnimationIsSmall(t *testing.T) {
	out := notebook.Run(Requests, notebook.Options{AllFrames: true})
	for _, e := range out.Events {
		if e.Animation == nil {
			continue
		}
		total := 0
		for _, frame := range e.Animation.Frames {
			total += len(frame[0].Drawing.Body)
		}
		if e.Animation.Count != frames || total/frames > 4000 {
			t.Errorf("%d frames of %d bytes on average", e.Animation.Count, total/frames)
		}
		return
	}
	t.Error("no animation")
}

func values(t *testing.T, name string) map[string]string {
	t.Helper()
	return notebook.Run(Cells()[name], notebook.Options{}).Values
}

// TestValuesForTheProse holds the numbers that content/rollout.md builds on.
func TestValuesForTheProse(t *testing.T) {
	tests := []struct{ cell, value, want string }{
		{"Calculator", "surge", "3"},
		{"Calculator", "unavailable", "2"},
		{"Simulator", "finished", "28"},
		{"Stalled", "stalled", "30"},
		{"Stalled", "least", "3"},
		{"Stalled", "lost", "0"},
		{"NodeDrain", "least", "5"},
		{"PreStop", "expected", "16.0"},
	}
	for _, tt := range tests {
		if got := values(t, tt.cell)[tt.value]; got != tt.want {
			t.Errorf("%s.%s = %q, want %q", tt.cell, tt.value, got, tt.want)
		}
	}
}
