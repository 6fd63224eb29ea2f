package web

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// callout is a block quote whose first line is [!KIND] and perhaps a title.
type callout struct {
	ast.BaseBlock
	kind       string // lower case
	title      string
	exercise   *Exercise   // when it is one
	prediction *prediction // when it is one
}

var kindCallout = ast.NewNodeKind("Callout")

func (n *callout) Kind() ast.NodeKind { return kindCallout }
func (n *callout) Dump(src []byte, level int) {
	ast.DumpHelper(n, src, level, map[string]string{"kind": n.kind}, nil)
}

// calloutTitles names the kinds and what they are called when untitled.
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
	}
}

var calloutPattern = regexp.MustCompile(`^\[!([A-Za-z]+)\][ \t]*(.*)$`)

// asCallout turns q into a callout when it starts like one.
func asCallout(q *ast.Blockquote, src []byte) (*callout, error) {
	para, ok := q.FirstChild().(*ast.Paragraph)
	if !ok || para.Lines().Len() == 0 {
		return nil, nil
	}
	first := para.Lines().At(0)
	m := calloutPattern.FindStringSubmatch(strings.TrimSpace(string(first.Value(src))))
	if m == nil {
		return nil, nil
	}
	c := &callout{kind: strings.ToLower(m[1]), title: strings.TrimSpace(m[2])}
	name, ok := calloutTitles()[c.kind]
	if !ok {
		return nil, fmt.Errorf("no callout is called %s; there are NOTE, TIP, WARNING, MISTAKES, TRY, ANSWER, RECAP, PREDICT, EXERCISE, HINT and DONE", m[1])
	}
	if c.title == "" {
		c.title = name
	}
	dropLine(para, first)
	if para.ChildCount() == 0 {
		q.RemoveChild(q, para)
	}
	for child := q.FirstChild(); child != nil; {
		next := child.NextSibling()
		c.AppendChild(c, child)
		child = next
	}
	q.Parent().ReplaceChild(q.Parent(), q, c)
	return c, nil
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
