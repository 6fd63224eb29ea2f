package format

import (
	"bytes"
	"cmp"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// Callout is a quotation that starts with a kind: rule 5.
type Callout struct {
	ast.BaseBlock
	noDump
	Name       string // its kind, in lower case
	Title      string // its own or that of its kind
	Line       int    // of the text
	Exercise   *Exercise
	Prediction *Prediction

	marker span // of the kind and the title
	given  string
}

// KindCallout is the kind of Callout.
var KindCallout = ast.NewNodeKind("Callout")

// Kind implements ast.Node.
func (n *Callout) Kind() ast.NodeKind { return KindCallout }

// calloutTitles lists the kinds and their default titles.
func calloutTitles() map[string]string {
	return map[string]string{
		"note":     "Note",
		"tip":      "Tip",
		"warning":  "Take care",
		"mistakes": "Common mistakes",
		"try":      "Try it",
		"answer":   "Show the answer",
		"recap":    "Recap",
		"exercise": "Exercise",
		"hint":     "Hint",
		"done":     "Once it is solved",
		"predict":  "What do you expect?",
		"deeper":   "Going deeper",
	}
}

// calloutStart matches the first line of a callout: its kind and its title.
var calloutStart = regexp.MustCompile(`(?s)^\[!([A-Za-z]+)\](.*)`)

// callout turns q into a callout when it starts like one.
func (d *Document) callout(q *ast.Blockquote) {
	para, ok := q.FirstChild().(*ast.Paragraph)
	if !ok || para.Lines().Len() == 0 {
		return
	}
	first := para.Lines().At(0)
	m := calloutStart.FindSubmatch(bytes.TrimSpace(first.Value(d.Text)))
	if m == nil {
		return
	}
	name, line := strings.ToLower(string(m[1])), d.lineOf(first.Start)
	untitled, ok := calloutTitles()[name]
	if !ok {
		d.report(line, "there is no callout %s; the kinds are NOTE, TIP, WARNING, MISTAKES, TRY, ANSWER, RECAP, PREDICT, "+
			"DEEPER, EXERCISE, HINT and DONE", m[1])
		return
	}
	title := cmp.Or(string(bytes.TrimSpace(m[2])), untitled)
	c := &Callout{Name: name, Title: title, given: title, Line: line}
	c.SetPos(first.Start)
	c.marker = span{first.Start, first.Start + len(bytes.TrimRight(first.Value(d.Text), "\n"))}
	dropLine(para, first)
	if para.ChildCount() == 0 {
		q.RemoveChild(q, para)
	}
	for q.HasChildren() {
		c.AppendChild(c, q.FirstChild())
	}
	q.Parent().ReplaceChild(q.Parent(), q, c)
}

// dropLine removes the inline nodes that came from the first line of para.
func dropLine(para *ast.Paragraph, line text.Segment) {
	for child := para.FirstChild(); child != nil; {
		next := child.NextSibling()
		last := false
		if t, ok := child.(*ast.Text); ok {
			if t.Segment.Start >= line.Stop {
				return
			}
			last = t.SoftLineBreak() || t.HardLineBreak()
		}
		para.RemoveChild(para, child)
		if last {
			return
		}
		child = next
	}
}

// Prediction is what makes a callout one that asks for a guess: rule 6.
type Prediction struct {
	Number  int      // on the page, from 1
	Options bool     // to choose from; else the guess is a number
	Rest    ast.Node // the first child that waits for the guess
}

// predictions finds what each prediction asks and what waits for the guess.
func (d *Document) predictions() {
	number := 0
	Walk(d.Root, func(n ast.Node) {
		c, ok := n.(*Callout)
		if !ok || c.Name != "predict" {
			return
		}
		number++
		p := &Prediction{Number: number, Rest: c.FirstChild()}
		c.Prediction = p
		if options := optionsOf(c); options != nil {
			p.Options, p.Rest = true, options.NextSibling()
			if options.ChildCount() < 2 {
				d.report(c.Line, "the prediction %q needs at least two options to choose from", c.Title)
			}
		}
		if p.Rest == nil {
			d.report(c.Line, "the prediction %q has nothing to show after the guess", c.Title)
		}
	})
}

// optionsOf returns the list that follows the first paragraphs, or nil.
func optionsOf(c *Callout) ast.Node {
	for n := c.FirstChild(); n != nil; n = n.NextSibling() {
		switch n.Kind() {
		case ast.KindParagraph:
		case ast.KindList:
			return n
		default:
			return nil
		}
	}
	return nil
}
