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

// Piece is a stretch of a lesson in plain Markdown or, between two of them, a
// block that interrupts the prose.
type Piece struct {
	Markdown string
	Fence    *Fence   // nil: Markdown
	Of       ast.Node // the child of the root that it is, or is a part of
}

// Plain writes a lesson as CommonMark, with value for each value. The nodes of
// the tree say which parts of the text to replace; everything else stays as it is
// written. Links within the course lose their target. All blocks outside lists and
// quotations interrupt the prose, and cells and exercises wherever they stand. No
// piece is of two children of the root.
func (d *Document) Plain(value func(Reference) string) (pieces []Piece) {
	w := &plainWriter{doc: d, value: value}
	for child := d.Root.FirstChild(); child != nil; child = child.NextSibling() {
		w.begin(child)
	}
	Walk(d.Root, w.node)
	slices.SortStableFunc(w.edits, func(a, b edit) int { return a.from - b.from })
	next, text := len(frontMatter.Find(d.Text)), ""
	var of ast.Node
	flush := func() {
		if text = strings.Trim(text, "\n"); text != "" {
			pieces = append(pieces, Piece{Markdown: text, Of: of})
		}
		text = ""
	}
	for _, e := range w.edits {
		if e.from < next { // within one that is done
			continue
		}
		text += string(d.Text[next:e.from]) + e.text
		next = e.to
		switch {
		case e.begins != nil:
			flush()
			of = e.begins
		case e.out != nil:
			flush()
			pieces = append(pieces, Piece{Fence: e.out, Of: of})
		}
	}
	text += string(d.Text[next:])
	flush()
	return pieces
}

var frontMatter = regexp.MustCompile(`(?s)\A\s*---.*?\n[ \t]*---[ \t\r]*(\n|\z)`)

// edit puts a text, or a block, in the place of a part of the lesson's text.
type edit struct {
	span
	text   string
	out    *Fence
	begins ast.Node // a child of the root, whose first line begins here
}

// plainWriter collects the edits.
type plainWriter struct {
	doc   *Document
	value func(Reference) string
	edits []edit
}

// begin notes where a child of the root begins.
func (w *plainWriter) begin(child ast.Node) {
	for n := child; n != nil; n = n.FirstChild() {
		if n.Pos() >= 0 {
			from := w.doc.linesFrom(n.Pos(), 0).from
			w.edits = append(w.edits, edit{span: span{from, from}, begins: child})
			return
		}
	}
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
		if !External(string(n.Destination)) {
			w.link(n)
		}
	case *Value:
		w.replace(span{n.Pos(), n.Pos() + n.length}, w.value(n.Reference))
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
	w.replace(span{from, to}, FillIn(string(w.doc.Text[from:to]), w.value))
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
	prefix := notQuoting.ReplaceAllString(string(w.doc.Text[first.from:start]), " ")
	text := "```" + n.Language + "\n"
	if n.Code != "" && strings.TrimSpace(n.Body) == "" {
		text += prefix + strings.ReplaceAll(n.Code, "\n", "\n"+prefix) + "\n"
	}
	w.replace(span{start, first.to}, text)
}

// notQuoting matches what stands before the first line of a block but not before
// the further ones: the marks of lists, unlike those of quotations.
var notQuoting = regexp.MustCompile(`[^>\t]`)

// headingAnchor matches what follows the words of a heading that names its anchor.
var headingAnchor = regexp.MustCompile(`^ *\{.*`)

// heading drops the anchor that a heading names.
func (w *plainWriter) heading(h *ast.Heading) {
	if n := h.Lines().Len(); n > 0 {
		from := h.Lines().At(n - 1).Stop
		w.replace(span{from, from + len(headingAnchor.Find(w.doc.Text[from:]))}, "")
	}
}

// External reports whether a link leads to another site.
func External(target string) bool {
	return strings.HasPrefix(target, "https://") || strings.HasPrefix(target, "http://")
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
