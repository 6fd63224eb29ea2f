package wire

import (
	"fmt"
	"slices"
	"unicode/utf8"
)

// Verdict is the result of checking an answer to an exercise. It is made where the
// check runs, and goes unchanged to the learner's progress and to the class.
type Verdict struct {
	// Whether the answer is right.
	State VerdictState `json:"state"`
	// With noVerdict: the reason.
	Reason Reason `json:"reason,omitempty"`
	// What the check said, including the input for which the answer is wrong; or what prevented a verdict.
	Said string `json:"said"`
}

// VerdictState says whether an answer is right.
type VerdictState string

// The states of a verdict.
const (
	Passed    VerdictState = "passed"    // the answer is right
	NotYet    VerdictState = "notYet"    // the check found something wrong
	NoVerdict VerdictState = "noVerdict" // the check did not finish
)

// Reason says why there is no verdict.
type Reason string

// The reasons. Broken is the answer's own fault; the others say nothing about the
// answer and must not be held against it.
const (
	Broken      Reason = "broken"      // the answer does not compile, or fails
	Unanswered  Reason = "unanswered"  // there is nothing to check yet
	Busy        Reason = "busy"        // the machine had no time for the check
	Interrupted Reason = "interrupted" // a run of the check was stopped at its deadline
	Unavailable Reason = "unavailable" // nothing here can run the check
)

// Judged returns the verdict of a check that finished.
func Judged(passed bool, said string) Verdict {
	state := NotYet
	if passed {
		state = Passed
	}
	return Verdict{State: state, Said: Clip(said)}
}

// Unjudged returns the verdict of a check that did not finish.
func Unjudged(why Reason, said string) Verdict {
	return Verdict{State: NoVerdict, Reason: why, Said: Clip(said)}
}

// Conclusive reports whether the verdict says anything about the answer, if
// only that there is nothing to judge.
func (v Verdict) Conclusive() bool {
	return v.State != NoVerdict || v.Reason == Broken || v.Reason == Unanswered
}

// Limits of an answer to an exercise.
const (
	MaxSaid     = 400       // characters of what a check says
	MaxTyped    = 100 << 10 // bytes of JSON of what was typed; a build takes 64 KiB of source
	MaxNickname = 30        // characters of a learner's nickname
)

// Clip shortens what a check said to MaxSaid characters, including an ellipsis.
func Clip(said string) string {
	if runes := []rune(said); len(runes) > MaxSaid {
		return string(runes[:MaxSaid-1]) + "…"
	}
	return said
}

// Check reports what is wrong with a verdict that was sent.
func (v Verdict) Check() error {
	reasons := []Reason{""}
	if v.State == NoVerdict {
		reasons = []Reason{Broken, Unanswered, Busy, Interrupted, Unavailable}
	}
	switch n := utf8.RuneCountInString(v.Said); {
	case !slices.Contains([]VerdictState{Passed, NotYet, NoVerdict}, v.State):
		return fmt.Errorf("%.20q is not the state of a verdict", v.State)
	case !slices.Contains(reasons, v.Reason):
		return fmt.Errorf("a verdict of state %q cannot have the reason %.20q", v.State, v.Reason)
	case n > MaxSaid:
		return fmt.Errorf("what the check said has %d characters; at most %d are kept", n, MaxSaid)
	}
	return nil
}
