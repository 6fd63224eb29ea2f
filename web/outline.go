package web

import (
	"fmt"
	"slices"
	"strings"

	"abacus/lessons/notebook/exercise"
	"abacus/web/format"
)

// Block is a stretch of a lesson for those who set it otherwise than as a
// page: prose, or Go of one kind.
type Block struct {
	Markdown string
	Source   []string // declarations that are shown, or to be written
	Cell     string   // a live cell
	Check    string   // the cell that checks an exercise; Source holds what is to be written for it
	Example  *Example
}

// Example is the body of an Example function.
type Example struct {
	Code    string
	Output  string   // what it promises to print
	Imports []string // that it needs, the lesson's own package apart
}

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
	if n := len(o.blocks); n > 0 && o.blocks[n-1].Markdown != "" {
		o.blocks[n-1].Markdown += "\n\n" + text
		return
	}
	o.blocks = append(o.blocks, Block{Markdown: text})
}

func (o *outliner) listing(language, text string) {
	o.markdown(fmt.Sprintf("```%s\n%s\n```", language, strings.TrimRight(text, "\n")))
}

func (o *outliner) add(b Block) { o.blocks = append(o.blocks, b) }

// block adds a block that no Markdown stands for.
func (o *outliner) block(f *format.Fence) {
	switch b := f.Block.(type) {
	case *format.Source:
		if o.lesson.source.Editable(b.Names...) {
			o.add(Block{Source: b.Names})
		} else {
			o.listing("go", b.Code)
		}
	case *format.Cell:
		o.add(Block{Cell: b.Name})
	case *format.Stub:
		o.add(Block{Source: b.Names, Check: exercise.CheckName(b.Names[0])})
	case *format.Question:
		o.add(Block{Check: exercise.CheckName(b.Exercise)})
	case *format.Example:
		o.example(b)
	case *format.File:
		o.listing(b.Language, b.Code)
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

// example adds an example that stands alone, without the package of its
// lesson: what is taken away is one package with it.
func (o *outliner) example(b *format.Example) {
	ex, err := o.lesson.source.Example(b.Name)
	if err != nil || !ex.Alone {
		o.listing("go", b.Code)
		return
	}
	lesson := `"abacus/lessons/` + o.lesson.Slug + `"`
	o.add(Block{Example: &Example{
		Code: strings.ReplaceAll(b.Code, o.lesson.Slug+".", ""), Output: b.Output,
		Imports: slices.DeleteFunc(slices.Clone(ex.Imports), func(spec string) bool { return spec == lesson }),
	}})
}
