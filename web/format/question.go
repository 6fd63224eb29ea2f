package format

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"abacus/lessons/notebook/exercise"
)

// QuestionKind is a kind of question, as its blocks are called.
type QuestionKind string

// The kinds of questions.
const (
	Number QuestionKind = "number"
	Choice QuestionKind = "choice"
	Text   QuestionKind = "text"
)

// question is the text of a number's or a word's question:
//
//	The median of 1, 2, 3, 4
//	= 2.5
//	3: That is the upper of the two in the middle.
type question struct {
	label string
	right []string
	wrong []slip

	rightLine int // of the first right answer
}

type slip struct {
	answer, says string
	line         int
}

// readQuestion reads one; line is where a mistake is, from 1.
func readQuestion(text string) (q question, line int, err error) {
	for i, s := range strings.Split(text, "\n") {
		s = strings.TrimSpace(s)
		right, isRight := strings.CutPrefix(s, "=")
		answer, says, isSlip := strings.Cut(s, ":")
		switch {
		case s == "":
		case isRight:
			if q.right = append(q.right, strings.TrimSpace(right)); q.rightLine == 0 {
				q.rightLine = i + 1
			}
		case len(q.right) == 0:
			q.label = strings.TrimSpace(q.label + " " + s)
		case isSlip && strings.TrimSpace(says) != "":
			q.wrong = append(q.wrong, slip{strings.TrimSpace(answer), strings.TrimSpace(says), i + 1})
		default:
			return q, i + 1, errors.New("after the right answer come likely wrong ones, each with what to say: 3: That is …")
		}
	}
	switch {
	case len(q.right) == 0 || q.right[0] == "":
		return q, 0, errors.New("the question needs its right answer, on a line that starts with =")
	case q.label == "":
		return q, 0, errors.New("the first line says what is asked for")
	}
	return q, 0, nil
}

// question makes the block of a question; read reads its text.
func (b *reader) question(kind QuestionKind, read func(q *Question) (line int, err error)) Block {
	q := &Question{Exercise: b.words["exercise"], Kind: kind}
	if !b.filled() {
		if b.has("tolerance") {
			b.fail(0, "tolerance= is for a question with its text in the block: one of the lesson's package has its own")
		}
		return q
	}
	if line, err := read(q); err != nil {
		b.fail(line, "%v", err)
	}
	return q
}

func (b *reader) number() Block {
	return b.question(Number, func(q *Question) (int, error) {
		e, line, err := readNumber(b.Body, b.words["tolerance"], &q.Computed)
		q.Asked, q.Exact = e, b.has("tolerance")
		return line, err
	})
}

func (b *reader) word() Block {
	return b.question(Text, func(q *Question) (int, error) {
		e, line, err := readWord(b.Body)
		q.Asked = e
		return line, err
	})
}

func (b *reader) choice() Block {
	return b.question(Choice, func(q *Question) (int, error) {
		e, line, err := readChoice(b.Body)
		q.Asked = e
		return line, err
	})
}

func readNumber(text, tolerance string, computed **Reference) (e exercise.Number, line int, err error) {
	q, line, err := readQuestion(text)
	if err != nil {
		return e, line, err
	}
	if len(q.right) > 1 {
		return e, 0, errors.New("a number has one right answer; tolerance= says how near is near enough")
	}
	if tolerance != "" {
		if e.Tolerance, err = strconv.ParseFloat(tolerance, 64); err != nil || !(e.Tolerance >= 0) {
			return e, 0, fmt.Errorf("tolerance=%s should be a number", tolerance)
		}
	}
	e.Label = q.label
	if *computed = readReference(q.right[0]); *computed == nil {
		if e.Want, err = exercise.ParseNumber(q.right[0]); err != nil {
			return e, q.rightLine, err
		}
	}
	for _, s := range q.wrong {
		v, err := exercise.ParseNumber(s.answer)
		if err != nil {
			return e, s.line, err
		}
		e.Slips = append(e.Slips, exercise.NumberSlip{Says: s.says, Value: v})
	}
	return e, 0, nil
}

func readWord(text string) (e exercise.Word, line int, err error) {
	q, line, err := readQuestion(text)
	e.Label, e.Want = q.label, q.right
	for _, right := range q.right {
		if err == nil && readReference(right) != nil {
			return e, q.rightLine, fmt.Errorf("the answer %s is a value, which only a number can be: write the words", right)
		}
	}
	for _, s := range q.wrong {
		e.Slips = append(e.Slips, exercise.WordSlip{Says: s.says, Word: s.answer})
	}
	return e, line, err
}

// readOption reads the first line of an option: "[x] text" or "- [ ] text".
func readOption(line string) (o exercise.Option, ok bool) {
	line = strings.TrimPrefix(line, "- ")
	for _, mark := range []string{"[x] ", "[X] ", "[ ] "} {
		if text, found := strings.CutPrefix(line, mark); found && strings.TrimSpace(text) != "" {
			return exercise.Option{Text: strings.TrimSpace(text), Right: mark != "[ ] "}, true
		}
	}
	return o, false
}

// readChoice reads options, each with what to say to who got it wrong on the
// lines below it:
//
//	[x] the median
//	    An outlier moves only the end of the sorted list.
//	[ ] the mean
func readChoice(text string) (e exercise.Choice, line int, err error) {
	right := 0
	for i, s := range strings.Split(text, "\n") {
		o, isOption := readOption(s)
		switch {
		case isOption:
			if e.Options = append(e.Options, o); o.Right {
				right++
			}
		case strings.TrimSpace(s) == "":
		case len(e.Options) > 0 && strings.TrimLeft(s, " \t") != s:
			o := &e.Options[len(e.Options)-1]
			o.Why = strings.TrimSpace(o.Why + " " + strings.TrimSpace(s))
		default:
			return e, i + 1, errors.New("an option starts with [x] if it is right and with [ ] if it is wrong; " +
				"indented lines below it explain it")
		}
	}
	switch {
	case len(e.Options) < 2:
		return e, 0, errors.New("a choice needs at least two options: lines that start with [x] or [ ]")
	case right == 0:
		return e, 0, errors.New("at least one option has to be right: [x]")
	}
	return e, 0, nil
}
