package web

import (
	"fmt"
	"html"
	"slices"

	"github.com/alecthomas/chroma/v2"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"abacus/web/format"
)

// A listing that is longer than foldOver lines folds to its first foldTo,
// unless its block says otherwise: fold=12, or fold=none.
const (
	foldOver = 30
	foldTo   = 18
)

// split splits a listing's tokens after the lines that stay in sight.
func split(fold format.Fold, tokens []chroma.Token) (head, rest []chroma.Token, lines int) {
	all := chroma.SplitTokensIntoLines(tokens)
	lines = len(all)
	visible := min(int(fold), lines)
	switch {
	case fold == 0, fold == format.FoldLong && lines <= foldOver:
		visible = lines
	case fold == format.FoldLong:
		visible = foldTo
	}
	return slices.Concat(all[:visible]...), slices.Concat(all[visible:]...), lines
}

// predict writes the frame of a prediction.
func (r *pageRenderer) predict(w util.BufWriter, c *format.Callout, entering bool) {
	if !entering {
		_, _ = w.WriteString("</section>\n")
		return
	}
	id, guess := fmt.Sprintf("predict-%d", c.Prediction.Number), "number"
	if c.Prediction.Options {
		guess = "option"
	}
	_, _ = fmt.Fprintf(w, `<section class="predict" id="%s" data-guess="%s" aria-labelledby="%s-title">`, id, guess, id)
	_, _ = w.WriteString(`<div class="callout try">` + "\n")
	_, _ = fmt.Fprintf(w, `<p class="callout-title" id="%s-title"><span class="predict-kind">Predict</span> %s</p>`+"\n",
		id, html.EscapeString(c.Title))
}

func (r *pageRenderer) revealed(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString("</div>\n<div class=\"revealed\">\n")
	} else {
		_, _ = w.WriteString("</div>\n")
	}
	return ast.WalkContinue, nil
}
