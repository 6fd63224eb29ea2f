package web

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"abacus/lessons/notebook/exercise"
)

// cellName is what cells and exercises of own lessons may be called: the name
// is part of addresses, of anchors and of what browsers keep.
var cellName = regexp.MustCompile(`^[A-Z][A-Za-z0-9]{0,59}$`)

// gatherQuestion reads a question. It is data: the server checks it itself.
func (ld *loader) gatherQuestion(l *Lesson, n *fenceNode, b ownBlock) {
	name := b.fence.Settings["exercise"]
	var e exercise.Exercise
	var line int
	var err error
	switch b.fence.Language {
	case "number":
		e, line, err = readNumber(b.text, b.fence.Settings["tolerance"])
	case "choice":
		e, line, err = readChoice(b.text)
	default:
		e, line, err = readWord(b.text)
	}
	if b.fence.Settings["tolerance"] != "" && b.fence.Language != "number" {
		line, err = 0, errors.New("only numbers have a tolerance")
	}
	if err != nil {
		ld.report(l.file, b.line+line, "%v", err)
		return
	}
	ld.setCheck(l, name, b.line, e)
	n.role, n.fence.Settings["quiz"] = "quiz", name
	delete(n.fence.Settings, "exercise")
	n.extra = e.Answer()
	l.used = append(l.used, exercise.CheckName(name))
}

// question is the text of a number's or a word's question:
//
//	The median of 1, 2, 3, 4
//	= 2.5
//	3: That is the upper of the two in the middle.
type question struct {
	label string
	right []string
	wrong []slip
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
			q.right = append(q.right, strings.TrimSpace(right))
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

func readNumber(text, tolerance string) (e exercise.Number, line int, err error) {
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
	if e.Want, err = exercise.ParseNumber(q.right[0]); err != nil {
		return e, 0, err
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
	for _, s := range q.wrong {
		e.Slips = append(e.Slips, exercise.WordSlip{Says: s.says, Word: s.answer})
	}
	return e, line, err
}

var optionPattern = regexp.MustCompile(`^(?:- )?\[([xX ])\] +(.+)$`)

// readChoice reads options, each with what to say to who got it wrong on the
// lines below it:
//
//	[x] the median
//	    An outlier moves only the end of the sorted list.
//	[ ] the mean
func readChoice(text string) (e exercise.Choice, line int, err error) {
	right := 0
	for i, s := range strings.Split(text, "\n") {
		m := optionPattern.FindStringSubmatch(strings.TrimRight(s, " "))
		switch {
		case m != nil:
			o := exercise.Option{Text: strings.TrimSpace(m[2]), Right: m[1] != " "}
			if e.Options = append(e.Options, o); o.Right {
				right++
			}
		case strings.TrimSpace(s) == "":
		case len(e.Options) > 0 && strings.TrimLeft(s, " \t") != s:
			o := &e.Options[len(e.Options)-1]
			o.Why = strings.TrimSpace(o.Why + " " + strings.TrimSpace(s))
		default:
			return e, i + 1, errors.New("an option starts with [x] when it is right and with [ ] when it is wrong; below it, indented, stands why")
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

// gatherSQL reads an exercise in SQL. It is data, too.
func (ld *loader) gatherSQL(l *Lesson, b ownBlock, beside []ownBlock) {
	e := exercise.SQL{}
	for _, o := range beside {
		if o.fence.Language != "sql" {
			continue
		}
		switch o.role {
		case "solution":
			e.Solution, e.Ordered = o.text, o.fence.Settings["ordered"] != ""
		case "hidden":
			e.Hidden = append(e.Hidden, o.text)
		case "wrong":
			first, rest, _ := strings.Cut(o.text, "\n")
			says, ok := strings.CutPrefix(strings.TrimSpace(first), "--")
			if says = strings.TrimSpace(says); !ok || says == "" {
				ld.report(l.file, o.line+1, "the first line of a wrong answer is a comment that says what the mistake is: -- That counts …")
				continue
			}
			e.Slips = append(e.Slips, exercise.SQLSlip{Says: says, Text: rest})
		}
	}
	if strings.TrimSpace(e.Solution) == "" {
		ld.report(l.file, b.line, "the exercise %s needs a block ```sql solution", b.fence.Settings["exercise"])
		return
	}
	ld.setCheck(l, b.fence.Settings["exercise"], b.line, e)
}
