package exercise

import "abacus/lessons/notebook"

// Text is a text with a mistake to fix, such as a file or a script: a string
// constant of the lesson.
type Text struct {
	Yours    string
	Solution string
	Wrong    func(text string) string // what is wrong with a text, in words; "" if nothing is
	Praise   string                   // what to say about a correct text
	Slips    []TextSlip
}

// TextSlip is a text with a likely mistake and what Wrong has to say about it.
type TextSlip struct {
	Says string
	Text string
}

// Answer implements Exercise: the solution is a declaration.
func (e Text) Answer() string { return "" }

// Check implements Checker.
func (e Text) Check(nb *notebook.Cell) { e.check(nb, e.Yours) }

func (e Text) check(nb *notebook.Cell, text string) {
	if wrong := e.Wrong(text); wrong != "" {
		nb.Verdict(false, "Not yet: %s", wrong)
		return
	}
	nb.Verdict(true, "Correct. %s", e.Praise)
}

// Trials implements Checker.
func (e Text) Trials() []Trial {
	trial := func(name, text string) Trial {
		return Trial{Name: name, Check: func(nb *notebook.Cell) { e.check(nb, text) }}
	}
	right := trial("solution", e.Solution)
	right.Passes = true
	trials := []Trial{right, trial("stub", e.Yours)}
	for _, s := range e.Slips {
		t := trial(s.Says, s.Text)
		t.Mention = s.Says
		trials = append(trials, t)
	}
	return trials
}
