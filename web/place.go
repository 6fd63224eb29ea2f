package web

import (
	"fmt"

	"github.com/yuin/goldmark/ast"

	"abacus/lessons/notebook/exercise"
	"abacus/web/format"
)

// header is the name of a lesson's header, which is the first block of its page.
const header = "+0"

// pageBlock is a child of a lesson's tree with the name that scripts give the block it
// becomes on the page, "" if it becomes none: the last id of a block up to it, and
// how many blocks later it stands. See static/js/own/blocks.js.
type pageBlock struct {
	node ast.Node
	name string
}

// pageBlocks returns the children of the lesson's tree, in order.
func (l *Lesson) pageBlocks() (list []pageBlock) {
	anchor, offset := "", 0
	for n := l.doc.Root.FirstChild(); n != nil; n = n.NextSibling() {
		if !becomesBlock(n) {
			list = append(list, pageBlock{node: n})
			continue
		}
		if id := blockID(n); id != "" {
			anchor, offset = id, 0
		} else {
			offset++
		}
		list = append(list, pageBlock{n, fmt.Sprintf("%s+%d", anchor, offset)})
	}
	return list
}

// becomesBlock reports whether a page shows a child of the tree.
func becomesBlock(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.LinkReferenceDefinition:
		return false
	case *format.Fence:
		return n.Shown()
	}
	return true
}

// blockID returns the id of the element that a child of the tree becomes; "" for
// none.
func blockID(n ast.Node) string {
	switch n := n.(type) {
	case *ast.Heading:
		return anchorOf(n)
	case *format.Fence:
		switch b := n.Block.(type) {
		case *format.Cell:
			return "cell-" + b.Name
		case *format.Statement:
			return fmt.Sprintf("sql-%d", b.Index)
		case *format.Question:
			return "cell-" + exercise.CheckName(n.Task)
		}
	case *format.Callout:
		if n.Exercise != nil {
			return (&Exercise{Exercise: n.Exercise}).Anchor()
		}
		if n.Prediction != nil {
			return fmt.Sprintf("predict-%d", n.Prediction.Number)
		}
	}
	return ""
}
