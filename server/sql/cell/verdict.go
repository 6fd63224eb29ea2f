package cell

import (
	"strings"

	"abacus/lessons/notebook"
	"abacus/server/wire"
)

// Verdict is what the check of an exercise says; nil where nothing is checked.
func (r Result) Verdict() *wire.Verdict {
	if !r.Checked {
		return nil
	}
	v := r.verdict()
	return &v
}

func (r Result) verdict() wire.Verdict {
	said := ""
	for _, e := range r.Events {
		switch e.Kind {
		case notebook.KindVerdict:
			return wire.Judged(e.Passed, e.Text)
		case notebook.KindError:
			if said == "" {
				said, _, _ = strings.Cut(e.Text, "\n")
			}
		}
	}
	switch r.Outcome {
	case Busy, Left:
		return wire.Unjudged(wire.Busy, said)
	case TooSlow:
		return wire.Unjudged(wire.Interrupted, said)
	case Broken:
		return wire.Unjudged(wire.Unavailable, said)
	}
	if said == "" {
		return wire.Unjudged(wire.Unanswered, "")
	}
	return wire.Unjudged(wire.Broken, said)
}
