package cell

import (
	"testing"

	"abacus/lessons/notebook"
	"abacus/server/wire"
)

// TestVerdict: how a check ended is told apart by its outcome, never by its
// words.
func TestVerdict(t *testing.T) {
	words := []notebook.Event{{Kind: notebook.KindError, Text: "interrupted: busy\nand why."}}
	judged := []notebook.Event{{Kind: notebook.KindVerdict, Passed: true, Text: "Correct."}, words[0]}
	for name, tt := range map[string]struct {
		result Result
		want   wire.Verdict
	}{
		"passed":             {Result{Events: judged}, wire.Judged(true, "Correct.")},
		"an error":           {Result{Events: words, Outcome: Failed}, wire.Unjudged(wire.Broken, "interrupted: busy")},
		"an error of a quiz": {Result{Events: words}, wire.Unjudged(wire.Broken, "interrupted: busy")},
		"nothing":            {Result{}, wire.Unjudged(wire.Unanswered, "")},
		"too slow":           {Result{Events: words, Outcome: TooSlow}, wire.Unjudged(wire.Interrupted, "interrupted: busy")},
		"busy":               {Result{Outcome: Busy}, wire.Unjudged(wire.Busy, "")},
		"nobody waits":       {Result{Outcome: Left}, wire.Unjudged(wire.Busy, "")},
		"the lesson's fault": {Result{Events: words, Outcome: Broken}, wire.Unjudged(wire.Unavailable, "interrupted: busy")},
	} {
		if got := tt.result.Verdict(); got != nil {
			t.Errorf("%s: a verdict though nothing is checked: %+v", name, got)
		}
		tt.result.Checked = true
		if got := tt.result.Verdict(); got == nil || *got != tt.want {
			t.Errorf("%s: %+v, want %+v", name, got, tt.want)
		}
	}
}
