package web

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// The maths syntax, as rules:
//
//  1. $x$ is inline maths when the first $ is followed, and the last one
//     preceded, by something that is not a space, and no digit follows the
//     last one. So "$5 to $6" is money.
//  2. A line that starts with $$ opens display maths; it ends at the next $$
//     at the end of a line, or of the same line.
//  3. \$ is a dollar sign.

// mathsNode is a formula, inline or displayed.
type mathsNode struct {
	ast.BaseInline
	tex     string
	display bool
}

var kindMaths = ast.NewNodeKind("Maths")

func (n *mathsNode) Kind() ast.NodeKind { return kindMaths }
func (n *mathsNode) Dump(src []byte, level int) {
	ast.DumpHelper(n, src, level, map[string]string{"tex": n.tex}, nil)
}

// mathsInline parses rule 1.
type mathsInline struct{}

func (mathsInline) Trigger() []byte { return []byte{'$'} }

func (mathsInline) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if len(line) < 3 || line[1] == '$' || isSpace(line[1]) {
		return nil
	}
	for i := 1; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '$':
			if isSpace(line[i-1]) || i+1 < len(line) && line[i+1] >= '0' && line[i+1] <= '9' {
				return nil
			}
			block.Advance(i + 1)
			return &mathsNode{tex: string(line[1:i])}
		}
	}
	return nil
}

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }

// mathsBlockNode is rule 2.
type mathsBlockNode struct {
	ast.BaseBlock
	closed bool
}

var kindMathsBlock = ast.NewNodeKind("MathsBlock")

func (n *mathsBlockNode) Kind() ast.NodeKind { return kindMathsBlock }
func (n *mathsBlockNode) IsRaw() bool        { return true }
func (n *mathsBlockNode) Dump(src []byte, level int) {
	ast.DumpHelper(n, src, level, nil, nil)
}

type mathsBlock struct{}

func (mathsBlock) Trigger() []byte { return []byte{'$'} }

func (mathsBlock) Open(_ ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, seg := reader.PeekLine()
	trimmed := bytes.TrimLeft(line, " ")
	if !bytes.HasPrefix(trimmed, []byte("$$")) {
		return nil, parser.NoChildren
	}
	n := &mathsBlockNode{}
	seg = seg.WithStart(seg.Start + len(line) - len(trimmed) + 2)
	n.take(seg, reader.Source())
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

func (mathsBlock) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*mathsBlockNode)
	if n.closed {
		return parser.Close
	}
	_, seg := reader.PeekLine()
	n.take(seg, reader.Source())
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// take adds a line and notes whether it closes the block.
func (n *mathsBlockNode) take(seg text.Segment, src []byte) {
	line := bytes.TrimRight(seg.Value(src), " \t\r\n")
	if bytes.HasSuffix(line, []byte("$$")) {
		n.closed = true
		seg = seg.WithStop(seg.Start + len(line) - 2)
	}
	n.Lines().Append(seg)
}

func (mathsBlock) Close(ast.Node, text.Reader, parser.Context) {}
func (mathsBlock) CanInterruptParagraph() bool                 { return true }
func (mathsBlock) CanAcceptIndentedLine() bool                 { return false }

func (n *mathsBlockNode) tex(src []byte) string {
	return string(bytes.TrimSpace(n.Lines().Value(src)))
}
