package web

import (
	"fmt"
	"html"
	"slices"
	"strconv"

	"github.com/alecthomas/chroma/v2"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// A listing that is longer than foldOver lines folds to its first foldTo,
// unless its block says otherwise: fold=12, or fold=none.
const (
	foldOver = 30
	foldTo   = 18
)

// visible returns how many lines of a listing stay in sight; all of them when
// it does not fold.
func (n *fenceNode) visible(lines int) int {
	set, ok := n.fence.Settings["fold"]
	switch {
	case !slices.Contains([]string{"source", "example", "file"}, n.role), set == "none":
		return lines
	case !ok && lines > foldOver:
		return foldTo
	case !ok:
		return lines
	}
	shown, _ := strconv.Atoi(set) // checked when the lesson was read
	return min(shown, lines)
}

// checkFold refuses a setting that is no number of lines.
func (n *fenceNode) checkFold() error {
	set, ok := n.fence.Settings["fold"]
	if !ok || set == "none" {
		return nil
	}
	if lines, err := strconv.Atoi(set); err != nil || lines < 1 {
		return fmt.Errorf("fold=%s should be a number of lines, as in fold=12, or fold=none", set)
	}
	return nil
}

// fold parts a listing's tokens after the lines that stay in sight.
func (n *fenceNode) fold(tokens []chroma.Token) (head, rest []chroma.Token, lines int) {
	all := chroma.SplitTokensIntoLines(tokens)
	lines = len(all)
	shown := n.visible(lines)
	for i, line := range all {
		if i < shown {
			head = append(head, line...)
		} else {
			rest = append(rest, line...)
		}
	}
	return head, rest, lines
}

// prediction is what makes a callout one that asks for a guess before it shows
// something:
//
//	> [!PREDICT] Where does the walk end?
//	> - in the left valley
//	> - in the right one
//	>
//	> ```go cell=Walk
//	> ```
//
// The title, the paragraphs below it and the list of options are the question;
// what follows shows once the reader has committed to a guess. Without a list
// the guess is a number, and all below the title waits. Without JavaScript
// everything is there to read.
type prediction struct {
	number int    // on the page, from 1
	guess  string // option or number
}

// revealed is the part of a prediction that waits for the guess.
type revealed struct{ ast.BaseBlock }

var kindRevealed = ast.NewNodeKind("Revealed")

func (n *revealed) Kind() ast.NodeKind         { return kindRevealed }
func (n *revealed) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// predictions parts every prediction into its question and what is revealed.
func (ld *loader) predictions(l *Lesson) {
	number := 0
	walk(l.doc, func(n ast.Node) {
		c, ok := n.(*callout)
		if !ok || c.kind != "predict" {
			return
		}
		number++
		c.prediction = &prediction{number, "number"}
		after := c.FirstChild()
		if options := optionsOf(c); options != nil {
			c.prediction.guess, after = "option", options.NextSibling()
			if options.ChildCount() < 2 {
				ld.report(l.file, l.firstLine(c), "the prediction %q needs at least two options to choose from", c.title)
			}
		}
		if after == nil {
			ld.report(l.file, l.firstLine(c), "the prediction %q has nothing to show after the guess", c.title)
			return
		}
		rest := &revealed{}
		for after != nil {
			next := after.NextSibling()
			rest.AppendChild(rest, after)
			after = next
		}
		c.AppendChild(c, rest)
	})
}

// optionsOf returns the list that follows the first paragraphs, or nil.
func optionsOf(c *callout) ast.Node {
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

// predict writes the frame of a prediction.
func (r *pageRenderer) predict(w util.BufWriter, c *callout, entering bool) {
	if !entering {
		_, _ = w.WriteString("</section>\n")
		return
	}
	id := fmt.Sprintf("predict-%d", c.prediction.number)
	_, _ = fmt.Fprintf(w, `<section class="predict" id="%s" data-guess="%s" aria-labelledby="%s-title"><div class="callout try">`+"\n", id, c.prediction.guess, id)
	_, _ = fmt.Fprintf(w, `<p class="callout-title" id="%s-title"><span class="predict-kind">Predict</span> %s</p>`+"\n", id, html.EscapeString(c.title))
}

func (r *pageRenderer) revealed(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString("</div>\n<div class=\"revealed\">\n")
	} else {
		_, _ = w.WriteString("</div>\n")
	}
	return ast.WalkContinue, nil
}
