package web

import (
	"fmt"
	"slices"
	"strings"

	"abacus/lessons/notebook/exercise"
	"abacus/web/format"
)

// Block is a stretch of a lesson for whoever presents it other than as a page:
// Prose, Declarations, LiveCell, CheckedWork or Example.
type Block interface{ outlined() }

// Prose is CommonMark with formulas.
type Prose struct{ Markdown string }

// Declarations are shown.
type Declarations struct{ Names []string }

// LiveCell is a cell that runs.
type LiveCell struct{ Name string }

// CheckedWork is an exercise that a cell checks.
type CheckedWork struct {
	Check        string   // the cell
	Declarations []string // to write; none for a question
}

// Example is the body of an Example function.
type Example struct {
	Code    string
	Output  string   // what it promises to print
	Imports []string // that it needs, apart from the lesson's own package
}

func (*Prose) outlined()        {}
func (*Declarations) outlined() {}
func (*LiveCell) outlined()     {}
func (*CheckedWork) outlined()  {}
func (*Example) outlined()      {}

// Outline returns what a lesson says and shows, in order. The prose is
// CommonMark with formulas; values are filled in. What only a page can show
// is left out, what only a page can run becomes a listing.
func (c *Course) Outline(slug string) ([]Block, error) {
	l, err := c.Lesson(slug)
	if err != nil {
		return nil, err
	}
	o := &outliner{lesson: l}
	page := c.prepare(l)
	l.doc.Plain(format.Plain{
		Value: func(ref format.Reference) string {
			text, _ := c.value(l, page, ref)
			return text
		},
		Keep: external,
		Out:  o.block,
		Text: o.markdown,
	})
	return o.blocks, nil
}

// outliner collects the blocks of a lesson.
type outliner struct {
	lesson *Lesson
	blocks []Block
}

func (o *outliner) markdown(text string) {
	if n := len(o.blocks); n > 0 {
		if last, ok := o.blocks[n-1].(*Prose); ok {
			last.Markdown += "\n\n" + text
			return
		}
	}
	o.add(&Prose{text})
}

func (o *outliner) listing(language, text string) {
	o.markdown(fmt.Sprintf("```%s\n%s\n```", language, strings.TrimRight(text, "\n")))
}

func (o *outliner) add(b Block) { o.blocks = append(o.blocks, b) }

// block adds a block that interrupts the prose.
func (o *outliner) block(f *format.Fence) {
	switch b := f.Block.(type) {
	case *format.Source:
		if o.lesson.source.Editable(b.Names...) {
			o.add(&Declarations{b.Names})
		} else {
			o.listing("go", f.Code)
		}
	case *format.Cell:
		o.add(&LiveCell{b.Name})
	case *format.Stub:
		o.add(&CheckedWork{exercise.CheckName(b.Names[0]), b.Names})
	case *format.Question:
		o.add(&CheckedWork{Check: exercise.CheckName(b.Exercise)})
	case *format.Example:
		o.example(f, b)
	case *format.File:
		o.listing(b.Language, f.Code)
	case *format.Statement:
		o.listing("sql", f.Body)
	case *format.Listing:
		o.listing(b.Language, f.Body)
	case *format.Schema:
		o.markdown("*(The page draws the tables here.)*")
	case *format.Lab:
		o.markdown("*(The page has a live lab here.)*")
	}
}

// example adds an example that makes a program of its own, without the name of
// the lesson's package: a download puts both into one package.
func (o *outliner) example(f *format.Fence, b *format.Example) {
	ex, err := o.lesson.source.Example(b.Name)
	if err != nil || !ex.Alone {
		o.listing("go", f.Code)
		return
	}
	lesson := `"abacus/lessons/` + o.lesson.Slug + `"`
	o.add(&Example{
		Code: strings.ReplaceAll(f.Code, o.lesson.Slug+".", ""), Output: b.Output,
		Imports: slices.DeleteFunc(slices.Clone(ex.Imports), func(spec string) bool { return spec == lesson }),
	})
}
