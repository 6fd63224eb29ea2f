package cell

import (
	"strings"

	"abacus/lessons/notebook"
	"abacus/server/wire"
)

// Verdict returns what the check of an exercise says; nil if nothing is checked.
func (r Result) Verdict() *wire.Verdict {
	if !r.Checked {
		return nil
	}
	said := ""
	for _, e := range r.Events {
		switch e.Kind {
		case notebook.KindVerdict:
			return new(wire.Judged(e.Passed, e.Text))
		case notebook.KindError:
			if said == "" {
				said, _, _ = strings.Cut(e.Text, "\n")
			}
		}
	}
	why := wire.Broken
	switch r.Outcome {
	case Busy, Left:
		why = wire.Busy
	case TooSlow:
		why = wire.Interrupted
	case Broken:
		why = wire.Unavailable
	default:
		if said == "" {
			why = wire.Unanswered
		}
	}
	return new(wire.Unjudged(why, said))
}
