package exercise

import (
	"strings"
	"unicode"

	"abacus/lessons/notebook"
)

// Word is a question whose answer is a word or a few.
type Word struct {
	Label string   // what is asked for
	Want  []string // the right answers; capitals, punctuation and spaces are ignored
	Slips []WordSlip
}

// WordSlip is a wrong answer and what to say about it.
type WordSlip struct {
	Says string
	Word string
}

// Answer implements Exercise.
func (q Word) Answer() string { return strings.Join(q.Want, "\n") }

// Check implements Checker.
func (q Word) Check(nb *notebook.Cell) {
	raw := nb.Answer(answer, q.Label)
	got := letters(raw)
	if strings.TrimSpace(raw) == "" {
		return
	}
	for _, want := range q.Want {
		if got == letters(want) {
			nb.Verdict(true, "Correct: %s.", want)
			return
		}
	}
	for _, s := range q.Slips {
		if got == letters(s.Word) {
			nb.Verdict(false, "Not yet. %s", s.Says)
			return
		}
	}
	nb.Verdict(false, "Not yet.")
}

// letters returns the part of an answer that counts.
func letters(s string) string {
	separates := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), separates), " ")
}

// Trials implements Checker.
func (q Word) Trials() []Trial {
	trial := func(name, word string) Trial {
		return Trial{Name: name, Check: q.Check, Inputs: map[string]string{answer: word}}
	}
	trials := []Trial{{Name: Nothing, Check: q.Check}}
	for _, want := range q.Want {
		t := trial("solution", want)
		t.Passes = true
		trials = append(trials, t)
	}
	for _, s := range q.Slips {
		t := trial(s.Says, s.Word)
		t.Mention = s.Says
		trials = append(trials, t)
	}
	return trials
}
