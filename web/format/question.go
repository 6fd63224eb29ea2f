package format

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"abacus/lessons/notebook/exercise"
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

// readQuestion reads the question in the block's body.
func (b *reader) readQuestion() (q question) {
	for i, s := range strings.Split(b.Body, "\n") {
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
			b.fail(i+1, "likely wrong answers follow the right one, each with a remark: 3: That is …")
		}
	}
	switch {
	case len(q.right) == 0 || q.right[0] == "":
		b.fail(0, "the question needs a right answer, on a line that starts with =")
	case q.label == "":
		b.fail(0, "the first line must say what is asked")
	}
	return q
}

// question reads a question. An empty block refers to one of the lesson's package.
func (b *reader) question() Block {
	q := &Question{}
	switch {
	case b.filled() && b.Language == "choice":
		q.Asked = b.choice()
	case b.filled() && b.Language == "text":
		q.Asked = b.text()
	case b.filled():
		q.Asked = b.number(q)
	case b.has("tolerance"):
		b.fail(0, "tolerance= is for a question with its text in the block: one of the lesson's package has its own")
	}
	return q
}

func (b *reader) number(question *Question) exercise.Checker {
	q := b.readQuestion()
	e := exercise.Number{Label: q.label}
	if len(q.right) > 1 {
		b.fail(0, "a number has one right answer; tolerance= says how near is near enough")
	}
	if question.Exact = b.has("tolerance"); question.Exact {
		var err error
		if e.Tolerance, err = strconv.ParseFloat(b.words["tolerance"], 64); err != nil || !(e.Tolerance >= 0) {
			b.fail(0, "tolerance=%s should be a number", b.words["tolerance"])
		}
	}
	parse := func(text string, line int) float64 {
		v, err := exercise.ParseNumber(text)
		if err != nil {
			b.fail(line, "%v", err)
		}
		return v
	}
	for _, right := range q.right {
		if question.Computed = readReference(right); question.Computed == nil {
			e.Want = parse(right, q.rightLine)
		}
	}
	for _, s := range q.wrong {
		e.Slips = append(e.Slips, exercise.NumberSlip{Says: s.says, Value: parse(s.answer, s.line)})
	}
	return e
}

func (b *reader) text() exercise.Checker {
	q := b.readQuestion()
	e := exercise.Word{Label: q.label, Want: q.right}
	for _, right := range q.right {
		if readReference(right) != nil {
			b.fail(q.rightLine, "the answer %s is a value, which only a number can be: write the words", right)
		}
	}
	for _, s := range q.wrong {
		e.Slips = append(e.Slips, exercise.WordSlip{Says: s.says, Word: s.answer})
	}
	return e
}

// optionStart matches the first line of an option: "[x] text" or "- [ ] text".
var optionStart = regexp.MustCompile(`^(?:- )?\[([xX ])\] \s*(\S.*)`)

// choice reads options, each with an explanation on the lines below it for
// learners who get it wrong:
//
//	[x] the median
//	    An outlier moves only the end of the sorted list.
//	[ ] the mean
func (b *reader) choice() exercise.Checker {
	var options []exercise.Option
	for i, s := range strings.Split(b.Body, "\n") {
		start, text := optionStart.FindStringSubmatch(s), strings.TrimSpace(s)
		switch {
		case start != nil:
			options = append(options, exercise.Option{Text: strings.TrimSpace(start[2]), Right: start[1] != " "})
		case text == "":
		case len(options) > 0 && strings.TrimLeft(s, " \t") != s:
			o := &options[len(options)-1]
			o.Why = strings.TrimSpace(o.Why + " " + text)
		default:
			b.fail(i+1, "an option starts with [x] if it is right and with [ ] if it is wrong; "+
				"indented lines below it explain it")
		}
	}
	switch {
	case len(options) < 2:
		b.fail(0, "a choice needs at least two options: lines that start with [x] or [ ]")
	case !slices.ContainsFunc(options, func(o exercise.Option) bool { return o.Right }):
		b.fail(0, "at least one option must be right: [x]")
	}
	return exercise.Choice{Options: options}
}
