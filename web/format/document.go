package format

import (
	"bytes"
	"fmt"
	"regexp"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"go.abhg.dev/goldmark/frontmatter"
)

// Meta is a lesson's front matter: rule 1.
type Meta struct {
	Title      string   `yaml:"title"`
	Short      string   `yaml:"short"` // for menus
	Summary    string   `yaml:"summary"`
	Goals      []string `yaml:"goals"`
	References []string `yaml:"references"` // a line of Markdown each
	Order      int      `yaml:"order"`      // of own lessons, after those of the course
}

// Document is a lesson's text as a tree. Besides the nodes of goldmark it
// holds Fence, Callout, Formula, FormulaBlock and Value.
type Document struct {
	Meta      Meta
	Root      ast.Node
	Text      []byte
	Exercises []*Exercise // in order
	Problems  []Problem
}

// noDump stands in for a method of ast.Node that only goldmark's own debugging
// calls.
type noDump struct{}

// Dump implements ast.Node.
func (noDump) Dump([]byte, int) {}

// Problem is a mistake in a lesson's text.
type Problem struct {
	Line int // from 1
	Text string
}

// Markdown returns the parser of rules 2 to 4.
func Markdown() goldmark.Markdown {
	inline := parser.DefaultInlineParsers()
	for i, p := range inline {
		if p.Value == parser.NewLinkParser() {
			inline[i].Value = linkParser{parser.NewLinkParser()}
		}
	}
	return goldmark.New(
		goldmark.WithParser(parser.NewParser(
			parser.WithBlockParsers(append(parser.DefaultBlockParsers(), util.Prioritized(formulaBlockParser{}, 90))...),
			parser.WithInlineParsers(
				append(inline, util.Prioritized(formulaParser{}, 90), util.Prioritized(valueParser{}, 90))...,
			),
			parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
			parser.WithHeadingAttribute(),
		)),
		goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Typographer, &frontmatter.Extender{}),
	)
}

// ParseMarkdown reads a text by rules 2 to 4 alone.
func ParseMarkdown(src []byte, options ...parser.ParseOption) *Document {
	return &Document{Root: Markdown().Parser().Parse(text.NewReader(src), options...), Text: src}
}

// Parse reads a lesson. It reads on after a mistake.
func Parse(lesson []byte) *Document {
	ctx := parser.NewContext()
	lesson = bytes.ReplaceAll(lesson, []byte{0}, []byte("\ufffd")) // as CommonMark wants it, in formulas and code, too
	d := ParseMarkdown(lesson, parser.WithContext(ctx))
	d.meta(ctx)
	d.blocks()
	d.exercises()
	d.predictions()
	return d
}

func (d *Document) report(line int, format string, args ...any) {
	d.Problems = append(d.Problems, Problem{line, fmt.Sprintf(format, args...)})
}

// meta reads the front matter.
func (d *Document) meta(ctx parser.Context) {
	data := frontmatter.Get(ctx)
	if data == nil {
		d.report(1, "a lesson starts with front matter: title, short, summary, goals, references between two lines of ---")
		return
	}
	if err := data.Decode(&d.Meta); err != nil {
		d.report(1, "the front matter cannot be read: %v", err)
	}
	for name, missing := range map[string]bool{
		"title": d.Meta.Title == "", "short": d.Meta.Short == "",
		"summary": d.Meta.Summary == "", "goals": len(d.Meta.Goals) == 0,
	} {
		if missing {
			d.report(1, "the front matter lacks %s", name)
		}
	}
}

// blocks puts Fences and Callouts in the places of fenced blocks and
// quotations.
func (d *Document) blocks() {
	var found []ast.Node
	Walk(d.Root, func(n ast.Node) {
		switch n.(type) {
		case *ast.FencedCodeBlock, *ast.Blockquote:
			found = append(found, n)
		case *ast.HTMLBlock, *ast.RawHTML:
			d.report(d.Line(n), "a lesson cannot contain HTML; for the character, write \\<")
		}
	})
	for _, n := range found {
		switch n := n.(type) {
		case *ast.FencedCodeBlock:
			n.Parent().ReplaceChild(n.Parent(), n, d.fence(n))
		case *ast.Blockquote:
			d.callout(n)
		}
	}
}

// fence reads a fenced block.
func (d *Document) fence(block *ast.FencedCodeBlock) *Fence {
	n := &Fence{Body: string(block.Lines().Value(d.Text)), Line: d.lineOf(block.Pos())}
	n.SetPos(block.Pos())
	n.span = d.linesFrom(block.Pos(), 1+block.Lines().Len())
	if closing := d.linesFrom(n.span.to, 1); fenceEnd.Match(d.Text[closing.from:closing.to]) {
		n.span.to = closing.to
	}
	info := ""
	if block.Info != nil {
		info = string(block.Info.Value(d.Text))
	}
	if line, err := n.read(info); err != nil {
		d.report(n.Line+line, "%v", err)
	}
	return n
}

// fenceEnd matches a line, which may be one of a quotation, that closes a fenced
// block.
var fenceEnd = regexp.MustCompile("^[> \t]*(```|~~~)")

// span is a part of the text, in bytes.
type span struct{ from, to int }

// linesFrom returns the span of n lines, from the one that holds offset.
func (d *Document) linesFrom(offset, n int) span {
	s := span{1 + bytes.LastIndexByte(d.Text[:offset], '\n'), offset}
	for range n {
		end := bytes.IndexByte(d.Text[s.to:], '\n')
		if end < 0 {
			s.to = len(d.Text)
			break
		}
		s.to += end + 1
	}
	return s
}

// lineOf returns the line of an offset.
func (d *Document) lineOf(offset int) int { return 1 + bytes.Count(d.Text[:offset], []byte("\n")) }

// Line returns the line on which a node, or the first node in it that has a
// place in the text, starts; 0 when there is none.
func (d *Document) Line(n ast.Node) int {
	for ; n != nil; n = n.FirstChild() {
		if n.Pos() >= 0 {
			return d.lineOf(n.Pos())
		}
	}
	return 0
}

// Walk calls f for every node under n.
func Walk(n ast.Node, f func(ast.Node)) {
	// The callback never fails, so neither does the walk.
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			f(n)
		}
		return ast.WalkContinue, nil
	})
}

// Fences returns all fenced blocks of the text, in order.
func (d *Document) Fences() (list []*Fence) {
	Walk(d.Root, func(n ast.Node) {
		if f, ok := n.(*Fence); ok {
			list = append(list, f)
		}
	})
	return list
}
