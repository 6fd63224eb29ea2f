package web

import (
	"context"
	"html/template"
	"strings"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	chromastyles "github.com/alecthomas/chroma/v2/styles"

	"abacus/web/format"
)

// code is a listing: highlighted, and as plain text for the copy button.
type code struct {
	HTML     template.HTML
	Rest     template.HTML // the lines that fold away, when it is long
	Lines    int           // of both
	Language string
	Label    string // what the listing is, for screen readers
	Output   string // what an example prints
	File     string
	Source   string // the declarations shown, when the reader can change them
	Stub     string // the declarations to write, of an exercise
}

// highlight renders text with chroma, in classes that the stylesheet colours.
func (r *pageRenderer) highlight(n *format.Fence, language, text string) code {
	c := code{Language: language, Label: language + " code"}
	lexer := lexers.Get(language)
	if lexer == nil {
		if lexer = lexers.Fallback; language != "" && language != "text" {
			r.problem(n.Line, "no highlighting for the language %q", language)
		}
	}
	tokens, err := tokenise(lexer, text)
	if err != nil {
		r.problem(n.Line, "highlighting: %v", err)
		return c
	}
	write := func(tokens []chroma.Token) template.HTML {
		var b strings.Builder
		formatter := html.New(html.WithClasses(true), html.PreventSurroundingPre(true))
		if err := formatter.Format(&b, chromastyles.Fallback, chroma.Literator(tokens...)); err != nil {
			r.problem(n.Line, "highlighting: %v", err)
			return ""
		}
		return template.HTML(b.String()) // chroma escapes the text
	}
	head, rest, lines := split(n.Fold, tokens)
	c.HTML, c.Rest, c.Lines = write(head), write(rest), lines
	return c
}

// A lexer silently gives up on a rule after 250 ms, which a busy machine may
// take from it in the midst of one: the same text would be coloured in another
// way. What took nearly as long is therefore done again, a few times.
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

// editable returns the names of declarations when readers can change them.
func (r *pageRenderer) editable(names []string) string {
	if r.course.cfg.Editable && r.lesson.source.Editable(names...) {
		return strings.Join(names, ",")
	}
	return ""
}

// block renders a fenced block that is not a live cell.
func (r *pageRenderer) block(n *format.Fence) ([]byte, error) {
	template := "code"
	var listing code
	switch b := n.Block.(type) {
	case *format.Source:
		listing = r.highlight(n, "go", n.Code)
		listing.Label = "Go source of " + strings.Join(b.Names, ", ")
		listing.Source = r.editable(b.Names)
	case *format.Stub:
		template, listing = "stub", r.highlight(n, "go", n.Code)
		listing.Label = "Code to write: " + strings.Join(b.Names, ", ")
		if r.course.cfg.Editable {
			listing.Stub = strings.Join(b.Names, ",")
		}
	case *format.Example:
		listing = r.highlight(n, "go", n.Code)
		listing.Label, listing.Output = "Go example", b.Output
	case *format.File:
		listing = r.highlight(n, b.Language, n.Code)
		listing.File = "deploy/" + b.Name
	case *format.Listing:
		listing = r.highlight(n, b.Language, strings.TrimRight(n.Body, "\n"))
	case *format.Schema:
		return r.schema(b.Data)
	case *format.Lab:
		return r.course.within.execute("lab", b.Name)
	}
	return r.course.within.execute(template, listing)
}

// schema draws a data set's tables from the live database.
func (r *pageRenderer) schema(data string) ([]byte, error) {
	drawing, err := r.course.cfg.SQL.Schema(context.Background(), r.lesson.setups[data], "The tables of "+data)
	if err != nil {
		return nil, err
	}
	svg, err := drawing.Draw()
	if err != nil {
		return nil, err
	}
	return r.course.within.execute("drawing", svg)
}
