package web

import (
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// valueNode is {{Cell.name}}: a number that the cell publishes, so that prose
// cannot drift from what the code computes.
type valueNode struct {
	ast.BaseInline
	cell, name string
	offset     int
}

var kindValue = ast.NewNodeKind("Value")

func (n *valueNode) Kind() ast.NodeKind { return kindValue }
func (n *valueNode) Dump(src []byte, level int) {
	ast.DumpHelper(n, src, level, map[string]string{"value": n.cell + "." + n.name}, nil)
}

var valuePattern = regexp.MustCompile(`^\{\{ *([A-Za-z][A-Za-z0-9]*)\.([A-Za-z][A-Za-z0-9_.]*) *\}\}`)

// valueAnywhere finds values within a formula, where the parser of maths has
// the text first.
var valueAnywhere = regexp.MustCompile(valuePattern.String()[1:])

type valueInline struct{}

func (valueInline) Trigger() []byte { return []byte{'{'} }

func (valueInline) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, seg := block.PeekLine()
	m := valuePattern.FindSubmatch(line)
	if m == nil {
		return nil
	}
	block.Advance(len(m[0]))
	return &valueNode{cell: string(m[1]), name: string(m[2]), offset: seg.Start}
}
