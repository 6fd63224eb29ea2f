package web

import (
	"cmp"
	"context"
	"html/template"
	"slices"
	"strings"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	chromastyles "github.com/alecthomas/chroma/v2/styles"
	"github.com/yuin/goldmark/util"

	"abacus/web/format"
)

// code is a listing: highlighted, and as plain text for the copy button.
type code struct {
	HTML     template.HTML
	Rest     template.HTML // the lines that fold away, if it is long
	Lines    int           // of both
	Language string
	Label    string // what the listing is, for screen readers
	Output   string // what an example prints
	File     string
	Source   string // the declarations shown, if the reader can change them
	Stub     string // the declarations to write, of an exercise
}

// A listing that is longer than the first number of lines folds to its first
// second ones, unless its block says otherwise: fold=12, or fold=none. The page's
// first listing may be longer: it shows what the page is about, and how Go reads.
var (
	foldFirst = folding{over: 30, to: 18}
	foldLater = folding{over: 20, to: 12}
)

type folding struct{ over, to int }

// highlight renders text with chroma, in classes that the stylesheet colours.
func (r *pageRenderer) highlight(f *format.Fence, language, text string) code {
	c := code{Language: language, Label: language + " code"}
	lexer := lexers.Get(language)
	if lexer == nil {
		if lexer = lexers.Fallback; language != "" && language != "text" {
			r.report(f.Line, "no highlighting for the language %q", language)
		}
	}
	tokens, err := tokenise(lexer, text)
	if err != nil {
		r.report(f.Line, "highlighting: %v", err)
		return c
	}
	lines := chroma.SplitTokensIntoLines(tokens)
	visible := r.visible(f, len(lines))
	write := func(lines [][]chroma.Token) template.HTML {
		var b strings.Builder
		formatter := html.New(html.WithClasses(true), html.PreventSurroundingPre(true))
		if err := formatter.Format(&b, chromastyles.Fallback, chroma.Literator(slices.Concat(lines...)...)); err != nil {
			r.report(f.Line, "highlighting: %v", err)
			return ""
		}
		return template.HTML(b.String()) // chroma escapes the text
	}
	c.HTML, c.Rest, c.Lines = write(lines[:visible]), write(lines[visible:]), len(lines)
	return c
}

// visible returns how many of a listing's lines do not fold away.
func (r *pageRenderer) visible(f *format.Fence, lines int) int {
	switch {
	case f.Fold == 0:
		return lines
	case f.Fold != format.FoldLong:
		return min(int(f.Fold), lines)
	}
	rule := foldLater
	if !r.listed {
		rule, r.listed = foldFirst, true
	}
	if lines <= rule.over {
		return lines
	}
	return rule.to
}

// A lexer silently gives up on a rule after 250 ms, which a busy machine can use
// up in the middle of one: the same text would then be coloured differently. Text
// that took nearly that long is therefore tokenised again, a few times.
const (
	lexerPatience = 200 * time.Millisecond
	lexerTries    = 5
)

func tokenise(lexer chroma.Lexer, text string) ([]chroma.Token, error) {
	for n := 1; ; n++ {
		start := time.Now()
		iterator, err := chroma.Coalesce(lexer).Tokenise(nil, text)
		if err != nil {
			return nil, err
		}
		if tokens := iterator.Tokens(); time.Since(start) < lexerPatience || n == lexerTries {
			return tokens, nil
		}
	}
}

// editable returns the names of declarations, separated by commas, if readers can
// change them.
func (r *pageRenderer) editable(names []string) string {
	if r.course.Editable && r.lesson.source.Editable(names...) {
		return strings.Join(names, ",")
	}
	return ""
}

// block renders a fenced block that is not a live cell.
func (r *pageRenderer) block(w util.BufWriter, f *format.Fence) error {
	switch b := f.Block.(type) {
	case *format.Schema:
		return r.schema(w, b.Data)
	case *format.Lab:
		return r.template(w, "lab", b.Name)
	}
	shown := "code"
	listing := r.highlight(f, f.Language, strings.TrimRight(cmp.Or(f.Code, f.Body), "\n"))
	switch b := f.Block.(type) {
	case *format.Source:
		listing.Label, listing.Source = "Go source of "+strings.Join(b.Names, ", "), r.editable(b.Names)
	case *format.Stub:
		shown, listing.Label = "stub", "Code to write: "+strings.Join(b.Names, ", ")
		if r.course.Editable {
			listing.Stub = strings.Join(b.Names, ",")
		}
	case *format.Example:
		shown, listing.Label, listing.Output = "example", "Go example", b.Output
		if r.course.Editable {
			listing.Source = b.Name
		}
	case *format.File:
		listing.File = "deploy/" + b.Name
	}
	return r.template(w, shown, listing)
}

// schema draws a data set's tables from the live database.
func (r *pageRenderer) schema(w util.BufWriter, data string) error {
	drawing, err := r.course.SQL.Schema(context.Background(), r.lesson.SQL.Setups[data], "The tables of "+data)
	if err != nil {
		return err
	}
	svg, err := drawing.Draw()
	if err != nil {
		return err
	}
	return r.template(w, "drawing", svg)
}
