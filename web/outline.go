package web

import (
	"cmp"
	"fmt"
	"strings"

	"abacus/lessons/notebook/exercise"
	"abacus/web/format"
)

// Block is a stretch of a lesson, for presentations other than a page: prose, an
// example, declarations, or a cell with the declarations that it checks.
type Block struct {
	Prose        string   // CommonMark with formulas
	Declarations []string // shown, or to be written
	Cell         string   // that runs, or checks what is written
	Checks       bool     // the cell is the check of an exercise
	Example      *Example
	Ends         string // the block of the page that ends here, as scripts name it: see place.go; "" for none
}

// Example is the body of an Example function.
type Example struct {
	Alone   bool   // it makes a program with the lesson's package alone; otherwise the block's Prose has it too
	Name    string // ExampleGain
	Code    string
	Imports []string // that it needs, the lesson's own package among them
}

// Outline returns what a lesson says and shows, in order. The prose is
// CommonMark with formulas; values are filled in. What only a page can show
// is left out, what only a page can run becomes a listing. The page's header is the
// first block, without content.
func (c *Course) Outline(slug string) (blocks []Block, err error) {
	l, err := c.Lesson(slug)
	if err != nil {
		return nil, err
	}
	c.prepare(l)
	value := func(ref format.Reference) string {
		text, _ := l.value(ref)
		return text
	}
	pieces := l.doc.Plain(value)
	blocks = []Block{{Ends: header}}
	for _, whole := range l.pageBlocks() {
		for len(pieces) > 0 && pieces[0].Of == whole.node {
			blocks = append(blocks, l.blocks(pieces[0])...)
			pieces = pieces[1:]
		}
		if whole.name != "" {
			blocks = append(blocks, Block{Ends: whole.name})
		}
	}
	return blocks, nil
}

// blocks returns what stands for a piece of the text.
func (l *Lesson) blocks(piece format.Piece) []Block {
	switch f := piece.Fence; {
	case f == nil:
		return []Block{{Prose: piece.Markdown}}
	case f.Shown():
		return []Block{l.outlined(f)}
	}
	return nil
}

// outlined returns what stands for a block that interrupts the prose.
func (l *Lesson) outlined(f *format.Fence) Block {
	switch b := f.Block.(type) {
	case *format.Cell:
		return Block{Cell: b.Name}
	case *format.Stub:
		return Block{Cell: exercise.CheckName(f.Task), Checks: true, Declarations: b.Names}
	case *format.Question:
		return Block{Cell: exercise.CheckName(f.Task), Checks: true}
	case *format.Schema:
		return Block{Prose: "*(The page draws the tables here.)*"}
	case *format.Lab:
		return Block{Prose: "*(The page has a live lab here.)*"}
	case *format.Source:
		if l.source.Editable(b.Names...) {
			return Block{Declarations: b.Names}
		}
	case *format.Example:
		ex, err := l.source.Example(b.Name)
		if err != nil {
			break
		}
		if !ex.Alone {
			return Block{Prose: fenced(f), Example: &Example{Name: b.Name}}
		}
		return Block{Example: &Example{Alone: true, Name: b.Name, Code: f.Code, Imports: ex.Imports}}
	}
	return Block{Prose: fenced(f)}
}

// fenced returns a block as a listing.
func fenced(f *format.Fence) string {
	return fmt.Sprintf("```%s\n%s\n```", f.Language, strings.TrimRight(cmp.Or(f.Code, f.Body), "\n"))
}
