package web

import (
	"cmp"
	"fmt"
	"slices"
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
}

// Example is the body of an Example function.
type Example struct {
	Code    string
	Imports []string // that it needs, apart from the lesson's own package
}

// Outline returns what a lesson says and shows, in order. The prose is
// CommonMark with formulas; values are filled in. What only a page can show
// is left out, what only a page can run becomes a listing.
func (c *Course) Outline(slug string) ([]Block, error) {
	l, err := c.Lesson(slug)
	if err != nil {
		return nil, err
	}
	c.prepare(l)
	o := &outliner{lesson: l}
	for _, piece := range l.doc.Plain(func(ref format.Reference) string {
		text, _ := l.value(ref)
		return text
	}) {
		if piece.Fence != nil {
			o.block(piece.Fence)
		} else {
			o.markdown(piece.Markdown)
		}
	}
	return o.blocks, nil
}

// outliner collects the blocks of a lesson.
type outliner struct {
	lesson *Lesson
	blocks []Block
}

func (o *outliner) add(b Block) { o.blocks = append(o.blocks, b) }

func (o *outliner) markdown(text string) {
	if n := len(o.blocks); n > 0 && o.blocks[n-1].Prose != "" {
		o.blocks[n-1].Prose += "\n\n" + text
		return
	}
	o.add(Block{Prose: text})
}

// block adds a block that interrupts the prose.
func (o *outliner) block(f *format.Fence) {
	switch b := f.Block.(type) {
	case *format.Cell:
		o.add(Block{Cell: b.Name})
	case *format.Stub:
		o.add(Block{Cell: exercise.CheckName(f.Task), Checks: true, Declarations: b.Names})
	case *format.Question:
		o.add(Block{Cell: exercise.CheckName(f.Task), Checks: true})
	case *format.Schema:
		o.markdown("*(The page draws the tables here.)*")
	case *format.Lab:
		o.markdown("*(The page has a live lab here.)*")
	case *format.Hidden, *format.Part:
	case *format.Source:
		if o.lesson.source.Editable(b.Names...) {
			o.add(Block{Declarations: b.Names})
			return
		}
		o.listing(f)
	case *format.Example:
		o.example(f, b.Name)
	default:
		o.listing(f)
	}
}

func (o *outliner) listing(f *format.Fence) {
	text := strings.TrimRight(cmp.Or(f.Code, f.Body), "\n")
	o.markdown(fmt.Sprintf("```%s\n%s\n```", f.Language, text))
}

// example adds an example that makes a program of its own, without the name of
// the lesson's package: a download puts both into one package.
func (o *outliner) example(f *format.Fence, name string) {
	ex, err := o.lesson.source.Example(name)
	if err != nil || !ex.Alone {
		o.listing(f)
		return
	}
	lesson := `"abacus/lessons/` + o.lesson.Slug + `"`
	o.add(Block{Example: &Example{
		Code:    strings.ReplaceAll(f.Code, o.lesson.Slug+".", ""),
		Imports: slices.DeleteFunc(slices.Clone(ex.Imports), func(spec string) bool { return spec == lesson }),
	}})
}
