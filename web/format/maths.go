package format

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Formula is one within a line: rule 3.
type Formula struct {
	ast.BaseInline
	noDump
	TeX string
}

// KindFormula is the kind of Formula.
var KindFormula = ast.NewNodeKind("Formula")

// Kind implements ast.Node.
func (n *Formula) Kind() ast.NodeKind { return KindFormula }

type formulaParser struct{}

func (formulaParser) Trigger() []byte { return []byte{'$'} }

func (formulaParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if len(line) < 3 || line[1] == '$' || util.IsSpace(line[1]) {
		return nil
	}
	for i := 1; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '$':
			if util.IsSpace(line[i-1]) || i+1 < len(line) && util.IsNumeric(line[i+1]) {
				return nil
			}
			block.Advance(i + 1)
			return &Formula{TeX: string(line[1:i])}
		}
	}
	return nil
}

// FormulaBlock is a formula of its own: rule 3.
type FormulaBlock struct {
	ast.BaseBlock
	noDump
	closed bool
}

// KindFormulaBlock is the kind of FormulaBlock.
var KindFormulaBlock = ast.NewNodeKind("FormulaBlock")

// Kind implements ast.Node.
func (n *FormulaBlock) Kind() ast.NodeKind { return KindFormulaBlock }

// IsRaw implements ast.Node.
func (n *FormulaBlock) IsRaw() bool { return true }

type formulaBlockParser struct{}

func (formulaBlockParser) Trigger() []byte { return []byte{'$'} }

func (formulaBlockParser) Open(_ ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, seg := reader.PeekLine()
	trimmed := bytes.TrimLeft(line, " ")
	if !bytes.HasPrefix(trimmed, []byte("$$")) {
		return nil, parser.NoChildren
	}
	n := &FormulaBlock{}
	seg = seg.WithStart(seg.Start + len(line) - len(trimmed) + 2)
	n.take(seg, reader.Source())
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

func (formulaBlockParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*FormulaBlock)
	if n.closed {
		return parser.Close
	}
	_, seg := reader.PeekLine()
	n.take(seg, reader.Source())
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// take adds a line and notes whether it closes the block.
func (n *FormulaBlock) take(seg text.Segment, src []byte) {
	line := bytes.TrimRight(seg.Value(src), " \t\r\n")
	if bytes.HasSuffix(line, []byte("$$")) {
		n.closed = true
		seg = seg.WithStop(seg.Start + len(line) - 2)
	}
	n.Lines().Append(seg)
}

func (formulaBlockParser) Close(ast.Node, text.Reader, parser.Context) {}
func (formulaBlockParser) CanInterruptParagraph() bool                 { return true }
func (formulaBlockParser) CanAcceptIndentedLine() bool                 { return false }

// TeX returns the formula.
func (n *FormulaBlock) TeX(src []byte) string {
	return string(bytes.TrimSpace(n.Lines().Value(src)))
}
