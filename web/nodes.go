package web

import (
	"fmt"
	"html"
	"html/template"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"abacus/lessons/notebook"
	"abacus/web/format"
)

// RegisterFuncs implements renderer.NodeRenderer. The renderer reports the
// errors of the writer, which these functions ignore.
func (r *pageRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(format.KindFormula, r.formula)
	reg.Register(format.KindFormulaBlock, r.formulaBlock)
	reg.Register(format.KindValue, r.value)
	reg.Register(format.KindCallout, r.callout)
	reg.Register(format.KindRevealed, r.revealed)
	reg.Register(format.KindFence, r.fence)
	reg.Register(ast.KindFencedCodeBlock, r.listing)
	reg.Register(ast.KindHeading, renderHeading)
	reg.Register(ast.KindLink, r.link)
	reg.Register(extast.KindTable, renderTable)
}

func (r *pageRenderer) problem(line int, format string, args ...any) {
	r.page.problems = append(r.page.problems, Problem{r.lesson.file, line, fmt.Sprintf(format, args...)})
}

// typeset writes a formula. Values in it are filled in first.
func (r *pageRenderer) typeset(w util.BufWriter, tex string, display bool, line int) {
	tex = format.FillIn(tex, func(ref format.Reference) string { return r.lookUp(ref, line) })
	ml, err := r.course.maths.MathML(tex, display)
	if err != nil {
		r.problem(line, "%v", err)
		ml = "<code>" + html.EscapeString(tex) + "</code>"
	}
	_, _ = w.WriteString(r.styles.extract(ml)) // the renderer reports the writer's errors
}

func (r *pageRenderer) formula(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		r.typeset(w, n.(*format.Formula).TeX, false, r.lesson.doc.Line(n.Parent()))
		if t, ok := n.NextSibling().(*ast.Text); ok &&
			strings.IndexByte(".,;:!?)", first(t.Segment.Value(r.lesson.doc.Text))) >= 0 {
			_, _ = w.WriteString("\u2060") // a word joiner: no line starts with the full stop
		}
	}
	return ast.WalkSkipChildren, nil
}

func first(b []byte) byte {
	if len(b) == 0 {
		return 0
	}
	return b[0]
}

func (r *pageRenderer) formulaBlock(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		// A formula wider than the column scrolls; it is then reachable by keyboard.
		_, _ = w.WriteString(`<div class="formula" tabindex="0" role="group" aria-label="formula">`)
		r.typeset(w, n.(*format.FormulaBlock).TeX(src), true, r.lesson.doc.Line(n))
		_, _ = w.WriteString("</div>\n")
	}
	return ast.WalkSkipChildren, nil
}

func (r *pageRenderer) value(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	text := r.lookUp(n.(*format.Value).Reference, r.lesson.doc.Line(n))
	_, _ = w.WriteString(`<span class="value">` + html.EscapeString(text) + `</span>`)
	return ast.WalkSkipChildren, nil
}

// lookUp returns a value that a cell publishes at its default inputs.
func (r *pageRenderer) lookUp(ref format.Reference, line int) string {
	text, ok := r.course.value(r.lesson, r.page, ref)
	if !ok {
		r.problem(line, "cell %s publishes no value %q", ref.Cell, ref.Name)
		return "?"
	}
	return text
}

// value returns a value that a cell publishes at its default inputs, whether
// or not the page shows the cell.
func (c *Course) value(l *Lesson, p *lessonPage, ref format.Reference) (text string, ok bool) {
	out, ok := p.defaults[ref.Cell]
	if !ok && l.cells[ref.Cell] != nil {
		out = c.runCell(l, ref.Cell, notebook.Options{})
	}
	text, ok = out.Values[ref.Name]
	return text, ok
}

func (r *pageRenderer) callout(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	c := n.(*format.Callout)
	title := html.EscapeString(c.Title)
	folded := slices.Contains([]string{"answer", "hint", solutionCallout, "done"}, c.Name)
	switch e := r.lesson.exerciseIn(c); {
	case e != nil && entering:
		_, _ = w.Write(r.template("exercise-start", e))
	case e != nil:
		_, _ = w.Write(r.template("exercise-end", e))
	case c.Prediction != nil:
		r.predict(w, c, entering)
	case folded && entering:
		_, _ = fmt.Fprintf(w, "<details class=\"callout %s\"><summary>%s</summary>\n", c.Name, title)
	case folded:
		_, _ = w.WriteString("</details>\n")
	case entering:
		_, _ = fmt.Fprintf(w, "<aside class=\"callout %s\" aria-label=\"%s\"><p class=\"callout-title\">%s</p>\n",
			c.Name, title, title)
	default:
		_, _ = w.WriteString("</aside>\n")
	}
	return ast.WalkContinue, nil
}

// fence leaves a mark for cells and writes everything else.
func (r *pageRenderer) fence(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	f := n.(*format.Fence)
	switch b := f.Block.(type) {
	case *format.Cell:
		listing := r.highlight(f, "go", f.Code)
		listing.Label, listing.Source = "Go source of "+b.Name, r.editable(b.Declares)
		r.page.codes[b.Name] = listing
		r.page.open[b.Name] = b.Open
		r.mark(w, f)
	case *format.Statement, *format.Question:
		r.mark(w, f)
	default:
		if !format.Shown(f.Block) {
			break
		}
		markup, err := r.block(f)
		if err != nil {
			r.problem(f.Line, "%v", err)
		}
		_, _ = w.Write(markup)
	}
	return ast.WalkSkipChildren, nil
}

// listing writes a fenced block of a help page.
func (r *pageRenderer) listing(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	block := n.(*ast.FencedCodeBlock)
	return r.fence(w, src, &format.Fence{
		Block: &format.Listing{Language: string(block.Language(src))},
		Body:  string(block.Lines().Value(src)), Line: format.LineIn(src, n),
	}, entering)
}

func (r *pageRenderer) mark(w util.BufWriter, f *format.Fence) {
	r.slots = append(r.slots, f)
	_, _ = w.WriteString(slotMark)
}

// inline renders a line of Markdown.
func (r *pageRenderer) inline(line string) template.HTML {
	src := []byte(line)
	doc := format.Markdown().Parser().Parse(text.NewReader(src))
	format.Walk(doc, func(n ast.Node) {
		if a, ok := n.(*ast.Link); ok {
			a.Destination = []byte(siteURL(string(a.Destination)))
		}
	})
	markup := strings.TrimSpace(string(r.markdown(src, doc)))
	inner := strings.TrimSuffix(strings.TrimPrefix(markup, "<p>"), "</p>")
	return template.HTML(inner) // goldmark escapes; lessons hold no raw HTML
}
