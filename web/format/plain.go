package format

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Plain says how to write in plain Markdown what only pages understand.
type Plain struct {
	Value func(Reference) string
	// Keep reports whether to keep a link. Of the others only the words remain.
	Keep func(destination string) bool
	// Out receives the blocks that interrupt the prose: all blocks outside lists
	// and quotations, and cells and exercises wherever they stand.
	Out func(*Fence)
	// Text receives the Markdown before, between and after them.
	Text func(markdown string)
}

// Plain writes a lesson as CommonMark, piece by piece. The nodes of the tree say
// which parts of the text to replace; everything else stays as it is written.
func (d *Document) Plain(p Plain) {
	w := &plainWriter{Plain: p, doc: d}
	Walk(d.Root, w.node)
	slices.SortStableFunc(w.edits, func(a, b edit) int { return a.from - b.from })
	var text strings.Builder
	flush := func() {
		if s := strings.Trim(text.String(), "\n"); s != "" {
			p.Text(s)
		}
		text.Reset()
	}
	next := len(frontMatter.Find(d.Text))
	for _, e := range w.edits {
		if e.from < next { // within one that is done
			continue
		}
		text.Write(d.Text[next:e.from])
		text.WriteString(e.text)
		if next = e.to; e.out != nil {
			flush()
			p.Out(e.out)
		}
	}
	text.Write(d.Text[next:])
	flush()
}

var frontMatter = regexp.MustCompile(`(?s)\A\s*---.*?\n[ \t]*---[ \t\r]*(\n|\z)`)

// edit puts a text, or a block, in the place of a part of the lesson's text.
type edit struct {
	span
	text string
	out  *Fence
}

// plainWriter collects the edits.
type plainWriter struct {
	Plain
	doc   *Document
	edits []edit
}

func (w *plainWriter) replace(s span, text string) {
	w.edits = append(w.edits, edit{span: s, text: text})
}

// node replaces what only pages understand of a node.
func (w *plainWriter) node(n ast.Node) {
	switch n := n.(type) {
	case *Fence:
		w.fence(n)
	case *Callout:
		prefix := w.doc.Text[w.doc.linesFrom(n.marker.from, 0).from:n.marker.from]
		w.replace(n.marker, "**"+n.given+"**\n"+strings.TrimSpace(string(prefix)))
	case *ast.Heading:
		w.heading(n)
	case *ast.Link:
		if !w.Keep(string(n.Destination)) {
			w.link(n)
		}
	case *Value:
		w.replace(span{n.Pos(), n.Pos() + n.length}, w.Value(n.Reference))
	case *Formula:
		w.fillIn(n.Pos(), n.Pos()+len(n.TeX)+2)
	case *FormulaBlock:
		for _, s := range n.Lines().Sliced(0, n.Lines().Len()) {
			w.fillIn(s.Start, s.Stop)
		}
	}
}

// fillIn replaces the values in a formula.
func (w *plainWriter) fillIn(from, to int) {
	w.replace(span{from, to}, FillIn(string(w.doc.Text[from:to]), w.Value))
}

// fence handles a block. A listing in a list or a quotation stays where it is,
// with its code in it.
func (w *plainWriter) fence(n *Fence) {
	_, out := n.Parent().(*ast.Document)
	switch n.Block.(type) {
	case *Cell, *Stub, *Question:
		out = true
	case *Part:
		if !out {
			w.replace(n.span, "")
			return
		}
	}
	if out {
		w.edits = append(w.edits, edit{span: n.span, out: n})
		return
	}
	first := w.doc.linesFrom(n.span.from, 1)
	start := first.from + max(0, bytes.IndexAny(w.doc.Text[first.from:first.to], "`~"))
	prefix := indentation(string(w.doc.Text[first.from:start]))
	text := "```" + n.Language + "\n"
	if n.Code != "" && strings.TrimSpace(n.Body) == "" {
		text += prefix + strings.ReplaceAll(n.Code, "\n", "\n"+prefix) + "\n"
	}
	w.replace(span{start, first.to}, text)
}

// indentation returns what starts the further lines of a block whose first one
// has prefix before it: the marks of quotations stay, those of lists do not.
func indentation(prefix string) string {
	return strings.Map(func(r rune) rune {
		if r == '>' || r == '\t' {
			return r
		}
		return ' '
	}, prefix)
}

// heading drops the anchor that a heading names.
func (w *plainWriter) heading(h *ast.Heading) {
	if h.Lines().Len() == 0 {
		return
	}
	from := h.Lines().At(h.Lines().Len() - 1).Stop
	to := w.doc.linesFrom(from, 1).to
	rest := w.doc.Text[from:to]
	if bytes.HasPrefix(bytes.TrimLeft(rest, " "), []byte("{")) {
		w.replace(span{from, from + len(bytes.TrimRight(rest, "\n"))}, "")
	}
}

// linkEnd is the attribute of a link that holds where the markup after its
// words is. goldmark itself keeps only where a link starts.
const linkEnd = "end"

// linkParser sets linkEnd.
type linkParser struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (p linkParser) Parse(parent ast.Node, block text.Reader, ctx parser.Context) ast.Node {
	_, closing := block.Position()
	n := p.InlineParser.Parse(parent, block, ctx)
	if link, ok := n.(*ast.Link); ok {
		_, after := block.Position()
		link.SetAttributeString(linkEnd, span{closing.Start, after.Start})
	}
	return n
}

// CloseBlock implements parser.CloseBlocker.
func (p linkParser) CloseBlock(parent ast.Node, block text.Reader, ctx parser.Context) {
	p.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, ctx)
}

// link reduces a link to its words: there is nothing to go to.
func (w *plainWriter) link(n *ast.Link) {
	end, _ := n.AttributeString(linkEnd)
	w.replace(span{n.Pos(), n.Pos() + 1}, "")
	w.replace(end.(span), "")
}
