package web

import (
	"bytes"
	"fmt"
	"html"
	"html/template"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"abacus/lessons/notebook"
	"abacus/server/wire"
	"abacus/web/format"
)

// RegisterFuncs implements renderer.NodeRenderer. The renderer reports the
// errors of the writer, which these functions ignore.
func (r *pageRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(format.KindFormula, whole(r, r.formula))
	reg.Register(format.KindFormulaBlock, whole(r, r.formulaBlock))
	reg.Register(format.KindValue, whole(r, r.value))
	reg.Register(format.KindCallout, whole(r, r.callout))
	reg.Register(format.KindFence, whole(r, r.fence))
	reg.Register(ast.KindFencedCodeBlock, whole(r, r.listing))
	reg.Register(ast.KindHeading, renderHeading)
	reg.Register(extast.KindTable, renderTable)
}

// whole makes a renderer of a function that writes a node with all that is in
// it, and whose error is a problem of the article.
func whole[N ast.Node](
	r *pageRenderer, write func(w util.BufWriter, src []byte, n N) error,
) renderer.NodeRendererFunc {
	return func(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			if err := write(w, src, n.(N)); err != nil {
				r.report(r.doc.Line(n), "%v", err)
			}
		}
		return ast.WalkSkipChildren, nil
	}
}

// typeset writes a formula. Values in it are filled in first.
func (r *pageRenderer) typeset(w util.BufWriter, tex string, display bool, n ast.Node) error {
	tex = format.FillIn(tex, func(ref format.Reference) string { return r.lookUp(ref, n) })
	ml, err := r.course.maths.MathML(tex, display)
	if err != nil {
		ml = "<code>" + html.EscapeString(tex) + "</code>"
	}
	_, _ = w.WriteString(r.styles.extract(ml))
	return err
}

func (r *pageRenderer) formula(w util.BufWriter, src []byte, n *format.Formula) error {
	err := r.typeset(w, n.TeX, false, n)
	if t, ok := n.NextSibling().(*ast.Text); ok && bytes.IndexAny(t.Segment.Value(src), ".,;:!?)") == 0 {
		_, _ = w.WriteString("\u2060") // a word joiner: no line starts with the full stop
	}
	return err
}

func (r *pageRenderer) formulaBlock(w util.BufWriter, src []byte, n *format.FormulaBlock) error {
	// A formula wider than the column scrolls; it is then reachable by keyboard.
	_, _ = w.WriteString(`<div class="formula" tabindex="0" role="group" aria-label="formula">`)
	err := r.typeset(w, n.TeX(src), true, n)
	_, _ = w.WriteString("</div>\n")
	return err
}

func (r *pageRenderer) value(w util.BufWriter, _ []byte, n *format.Value) error {
	text := r.lookUp(n.Reference, n)
	_, _ = w.WriteString(`<span class="value">` + html.EscapeString(text) + `</span>`)
	return nil
}

// lookUp returns a value that stands in n.
func (r *pageRenderer) lookUp(ref format.Reference, n ast.Node) string {
	text, ok := r.lesson.value(ref)
	if !ok {
		r.report(r.doc.Line(n), "cell %s publishes no value %q", ref.Cell, ref.Name)
		return "?"
	}
	return text
}

// value returns a value that a cell publishes at its default inputs, whether
// or not the page shows the cell.
func (l *Lesson) value(ref format.Reference) (text string, ok bool) {
	cell, ok := l.page.cells[ref.Cell]
	if !ok {
		cell = l.course.cell(l, ref.Cell, notebook.Options{})
	}
	text, ok = cell.Output.Values[ref.Name]
	return text, ok
}

// calloutView is a callout as its template shows it.
type calloutView struct {
	*format.Callout
	Exercise *Exercise
	Solution code
	Body     template.HTML
	Rest     template.HTML // revealed after a guess; of an exercise, what follows its solution
}

func (r *pageRenderer) callout(w util.BufWriter, src []byte, n *format.Callout) error {
	view := calloutView{Callout: n}
	var rest ast.Node
	if e := n.Exercise; e != nil {
		language := e.Work.Language
		if view.Exercise, rest = newExercise(r.Slug, e), e.Done; view.Exercise.Kind == wire.QuizExercise {
			language = "text"
		}
		view.Solution = r.highlight(e.Work, language, strings.TrimRight(e.Work.Answer, "\n"))
	} else if n.Prediction != nil {
		rest = n.Prediction.Rest
	}
	part := &view.Body
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		if child == rest {
			part = &view.Rest
		}
		*part += r.markdown(src, child)
	}
	return r.template(w, "callout", view)
}

// template writes a template.
func (r *pageRenderer) template(w util.BufWriter, name string, data any) error {
	markup, err := r.course.within.execute(name, data)
	_, _ = w.Write(markup)
	return err
}

// fence leaves a mark for cells and writes everything else.
func (r *pageRenderer) fence(w util.BufWriter, _ []byte, f *format.Fence) error {
	switch b := f.Block.(type) {
	case *format.Hidden, *format.Part:
		return nil
	case *format.Cell:
		cell := r.page.cells[b.Name]
		cell.Code, cell.Open = r.highlight(f, "go", f.Code), b.Open
		cell.Code.Label, cell.Code.Source = "Go source of "+b.Name, r.editable(b.Declares)
		r.page.cells[b.Name] = cell
	case *format.Statement, *format.Question:
	default:
		return r.block(w, f)
	}
	r.slots = append(r.slots, f)
	_, err := w.WriteString(slotMark)
	return err
}

// listing writes a fenced block of a help page.
func (r *pageRenderer) listing(w util.BufWriter, src []byte, n *ast.FencedCodeBlock) error {
	return r.block(w, &format.Fence{
		Block: &format.Listing{}, Language: string(n.Language(src)), Body: string(n.Lines().Value(src)), Line: r.doc.Line(n),
	})
}

func renderHeading(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	h := n.(*ast.Heading)
	if entering {
		_, _ = fmt.Fprintf(w, `<h%d id="%s"><a class="anchor" href="#%[2]s" aria-hidden="true" tabindex="-1">#</a>`,
			h.Level, html.EscapeString(anchorOf(h)))
	} else {
		_, _ = fmt.Fprintf(w, "</h%d>\n", h.Level)
	}
	return ast.WalkContinue, nil
}

// renderTable lets a wide table scroll by itself instead of widening the page.
func renderTable(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString("<div class=\"table-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"table\"><table>\n")
	} else {
		_, _ = w.WriteString("</table></div>\n")
	}
	return ast.WalkContinue, nil
}
