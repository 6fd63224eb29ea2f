package exercise

import (
	"fmt"
	"strings"

	"abacus/lessons/notebook"
)

// Choice is a question with options; the learner chooses all that apply.
type Choice struct {
	Options []Option
}

// Option is one of a Choice's answers.
type Option struct {
	Text  string
	Right bool
	Why   string // what to tell a learner who got it wrong, either way
}

func option(i int) string { return fmt.Sprintf("%s.%d", answer, i) }

// Answer implements Exercise.
func (q Choice) Answer() string {
	var right []string
	for _, o := range q.Options {
		if o.Right {
			right = append(right, o.Text)
		}
	}
	return strings.Join(right, "\n")
}

// Check implements Checker.
func (q Choice) Check(nb *notebook.Cell) {
	wrong, chosen := []Option{}, 0
	for i, o := range q.Options {
		ticked := nb.Checkbox(option(i), o.Text, false)
		if ticked {
			chosen++
		}
		if ticked != o.Right {
			wrong = append(wrong, o)
		}
	}
	switch {
	case chosen == 0:
		return
	case len(wrong) == 0:
		nb.Verdict(true, "Correct.")
	case len(wrong) == 1:
		nb.Verdict(false, "Not yet: one is wrong. %s", wrong[0].Why)
	default:
		nb.Verdict(false, "Not yet: %d are wrong. %s", len(wrong), wrong[0].Why)
	}
}

// Trials implements Checker. Besides the solution, they are answers that get
// one option wrong, each in turn.
func (q Choice) Trials() []Trial {
	inputs := func(flip int) map[string]string {
		in := map[string]string{}
		for i, o := range q.Options {
			if o.Right != (i == flip) {
				in[option(i)] = "on"
			}
		}
		return in
	}
	trials := []Trial{
		{Name: "solution", Check: q.Check, Inputs: inputs(-1), Passes: true},
		{Name: Nothing, Check: q.Check},
	}
	for i, o := range q.Options {
		if in := inputs(i); len(in) > 0 {
			trials = append(trials, Trial{Name: o.Text, Check: q.Check, Inputs: in, Mention: o.Why})
		}
	}
	return trials
}
