package exercise

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"abacus/lessons/notebook"
)

// Number is a question whose answer is a number that the lesson's own code
// computes.
type Number struct {
	Label     string // what the question asks for, with its unit
	Want      float64
	Tolerance float64 // of the answer, absolute; 0: it must be exact
	Slips     []NumberSlip
}

// NumberSlip is a wrong answer caused by a likely mistake.
type NumberSlip struct {
	Says  string
	Value float64
}

// answer is the input's name.
const answer = "answer"

// Answer implements Exercise.
func (q Number) Answer() string { return q.show(q.Want) }

// show writes a number with its significant digits.
func (q Number) show(v float64) string {
	digits := -1
	if q.Tolerance > 0 {
		digits = max(0, int(math.Ceil(-math.Log10(q.Tolerance))))
	}
	return strconv.FormatFloat(v, 'f', digits, 64)
}

// Check implements Checker.
func (q Number) Check(nb *notebook.Cell) {
	raw := nb.Answer(answer, q.Label)
	if raw == "" {
		return
	}
	got, err := ParseNumber(raw)
	if err != nil {
		nb.Verdict(false, "%v", err)
		return
	}
	if math.Abs(got-q.Want) <= q.Tolerance {
		nb.Verdict(true, "Correct: %s.", q.Answer())
		return
	}
	for _, s := range q.Slips {
		if math.Abs(got-s.Value) <= q.Tolerance {
			nb.Verdict(false, "Not yet. %s", s.Says)
			return
		}
	}
	direction := "less"
	if got < q.Want {
		direction = "more"
	}
	nb.Verdict(false, "Not yet: it is %s than that.", direction)
}

// ParseNumber reads a number as people write it: 0.25, 0,25, .25, 1/4, 25 %.
func ParseNumber(s string) (float64, error) {
	s = strings.TrimSpace(s)
	if part, ok := strings.CutSuffix(s, "%"); ok {
		v, err := ParseNumber(part)
		return v / 100, err
	}
	if above, below, ok := strings.Cut(s, "/"); ok {
		a, err := ParseNumber(above)
		b, err2 := ParseNumber(below)
		if errors.Join(err, err2) == nil && b == 0 {
			return 0, errors.New("nothing can be divided by 0")
		}
		return a / b, errors.Join(err, err2)
	}
	s = strings.NewReplacer("−", "-", ",", ".").Replace(s)
	v, err := strconv.ParseFloat(strings.ReplaceAll(s, " ", ""), 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, fmt.Errorf("%q is not a number; write it like 0.25, 1/4 or 25 %%", s)
	}
	return v, nil
}

// Trials implements Checker.
func (q Number) Trials() []Trial {
	trial := func(name string, v float64) Trial {
		return Trial{Name: name, Check: q.Check, Inputs: map[string]string{answer: strconv.FormatFloat(v, 'g', -1, 64)}}
	}
	right, words := trial("solution", q.Want), trial("words", 0)
	right.Passes = true
	words.Inputs, words.Mention = map[string]string{answer: "a lot"}, "is not a number"
	trials := []Trial{right, words, {Name: Nothing, Check: q.Check}}
	for _, s := range q.Slips {
		t := trial(s.Says, s.Value)
		t.Mention = s.Says
		trials = append(trials, t)
	}
	return trials
}
