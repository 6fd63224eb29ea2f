package format

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
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
	w.walk(d.Root)
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

func (w *plainWriter) walk(root ast.Node) {
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the callback never fails
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *Fence:
			w.fence(n)
		case *Callout:
			if n.Line == 0 {
				return ast.WalkSkipChildren, nil // it has no place in the text
			}
			prefix := w.doc.Text[w.doc.linesFrom(n.marker.from, 0).from:n.marker.from]
			w.replace(n.marker, "**"+n.given+"**\n"+strings.TrimSpace(string(prefix)))
		case *ast.Heading:
			w.heading(n)
		case *ast.Link:
			if !w.Keep(string(n.Destination)) {
				w.link(n)
			}
		case *Value:
			w.replace(n.span, w.Value(n.Reference))
		case *Formula:
			s := span{n.Pos(), n.Pos() + len(n.TeX) + 2}
			w.replace(s, FillIn(string(w.doc.Text[s.from:s.to]), w.Value))
		case *FormulaBlock:
			for i := range n.Lines().Len() {
				s := n.Lines().At(i)
				w.replace(span{s.Start, s.Stop}, FillIn(string(s.Value(w.doc.Text)), w.Value))
			}
		}
		return ast.WalkContinue, nil
	})
}

// fence handles a block. A listing in a list or a quotation stays where it is,
// with its code in it.
func (w *plainWriter) fence(n *Fence) {
	_, top := n.Parent().(*ast.Document)
	switch {
	case top, runs(n.Block):
		w.edits = append(w.edits, edit{span: n.span, out: n})
		return
	case Beside(n.Block) != "":
		w.replace(n.span, "")
		return
	}
	first := w.doc.linesFrom(n.span.from, 1)
	start := first.from + max(0, bytes.IndexAny(w.doc.Text[first.from:first.to], "`~"))
	prefix := indentation(string(w.doc.Text[first.from:start]))
	text := "```" + language(n.Block) + "\n"
	if code := n.Code; code != "" && strings.TrimSpace(n.Body) == "" {
		text += prefix + strings.ReplaceAll(code, "\n", "\n"+prefix) + "\n"
	}
	w.replace(span{start, first.to}, text)
}

// runs reports whether a block is a cell, or an exercise that a cell checks.
func runs(b Block) bool {
	switch b.(type) {
	case *Cell, *Stub, *Question:
		return true
	}
	return false
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

// language returns the language of the listing that stands for a block.
func language(b Block) string {
	switch b := b.(type) {
	case *Source, *Hidden, *Example, *Cell, *Stub:
		return "go"
	case *Statement:
		return "sql"
	case *File:
		return b.Language
	case *Listing:
		return b.Language
	case *Schema:
		return "schema"
	case *Lab:
		return "lab"
	}
	return ""
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

// link reduces a link to its words: there is nothing to go to.
func (w *plainWriter) link(n *ast.Link) {
	from, text := n.Pos(), w.doc.Text
	end := lastOf(n, text)
	closing := bytes.IndexByte(text[max(end, 0):], ']')
	if end < 0 || closing < 0 {
		return
	}
	closing += end
	w.replace(span{from, from + 1}, "")
	w.replace(span{closing, afterLink(text, closing+1)}, "")
}

// lastOf returns where the text under n ends, or -1.
func lastOf(n ast.Node, src []byte) int {
	end := -1
	Walk(n, func(n ast.Node) {
		switch n := n.(type) {
		case *ast.Text:
			end = max(end, n.Segment.Stop)
		case *Value:
			end = max(end, n.span.to)
		case *Formula:
			end = max(end, n.Pos()+len(n.TeX)+2)
		case *ast.AutoLink:
			end = max(end, n.Pos()+len(n.Label(src)))
		}
	})
	return end
}

// afterLink returns where a link ends whose words end before at: behind the
// (target "title") or [reference] that follows.
func afterLink(text []byte, at int) int {
	if at >= len(text) || text[at] != '(' && text[at] != '[' {
		return at
	}
	opening, depth := text[at], 0
	closing := map[byte]byte{'(': ')', '[': ']'}[opening]
	for i := at; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case opening:
			depth++
		case closing:
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return at
}
