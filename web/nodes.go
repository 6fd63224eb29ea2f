package web

import (
	"cmp"
	"fmt"
	"html"
	"html/template"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"abacus/lessons/notebook"
)

// RegisterFuncs implements renderer.NodeRenderer.
func (r *pageRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(kindMaths, r.maths)
	reg.Register(kindMathsBlock, r.mathsBlock)
	reg.Register(kindValue, r.value)
	reg.Register(kindCallout, r.callout)
	reg.Register(kindRevealed, r.revealed)
	reg.Register(kindFence, r.fence)
	registerMarkup(reg, r.course.within.url)
}

func (r *pageRenderer) problem(line int, format string, args ...any) {
	r.page.problems = append(r.page.problems, Problem{r.lesson.file, line, fmt.Sprintf(format, args...)})
}

// typeset writes a formula. Values in it are filled in first.
func (r *pageRenderer) typeset(w util.BufWriter, tex string, display bool, line int) {
	tex = valueAnywhere.ReplaceAllStringFunc(tex, func(ref string) string {
		m := valuePattern.FindStringSubmatch(ref)
		return r.lookUp(m[1], m[2], line)
	})
	ml, err := r.course.maths.MathML(tex, display)
	if err != nil {
		r.problem(line, "%v", err)
		ml = "<code>" + html.EscapeString(tex) + "</code>"
	}
	_, _ = w.WriteString(r.styles.extract(ml)) // the renderer reports the writer's errors
}

func (r *pageRenderer) maths(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		m := n.(*mathsNode)
		r.typeset(w, m.tex, m.display, r.lesson.firstLine(n.Parent()))
		if t, ok := n.NextSibling().(*ast.Text); ok && strings.IndexByte(".,;:!?)", first(t.Segment.Value(r.lesson.text))) >= 0 {
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

func (r *pageRenderer) mathsBlock(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		// A formula wider than the column scrolls; it is then reachable by keyboard.
		_, _ = w.WriteString(`<div class="formula" tabindex="0" role="group" aria-label="formula">`)
		r.typeset(w, n.(*mathsBlockNode).tex(src), true, r.lesson.firstLine(n))
		_, _ = w.WriteString("</div>\n")
	}
	return ast.WalkSkipChildren, nil
}

func (r *pageRenderer) value(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	v := n.(*valueNode)
	text := r.lookUp(v.cell, v.name, r.lesson.lineOf(v.offset))
	_, _ = w.WriteString(`<span class="value">` + html.EscapeString(text) + `</span>`)
	return ast.WalkSkipChildren, nil
}

// lookUp returns a value that a cell publishes at its default inputs.
func (r *pageRenderer) lookUp(cell, name string, line int) string {
	text, ok := r.course.value(r.lesson, r.page, cell, name)
	if !ok {
		r.problem(line, "cell %s publishes no value %q", cell, name)
		return "?"
	}
	return text
}

// value returns a value that a cell publishes at its default inputs, whether
// or not the page shows the cell.
func (c *Course) value(l *Lesson, p *lessonPage, cell, name string) (text string, ok bool) {
	out, ok := p.defaults[cell]
	if !ok && l.cells[cell] != nil {
		out = c.runCell(l, cell, notebook.Options{})
	}
	text, ok = out.Values[name]
	return text, ok
}

func (r *pageRenderer) callout(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	c := n.(*callout)
	title := html.EscapeString(c.title)
	folded := slices.Contains([]string{"answer", "hint", "solution", "done"}, c.kind)
	switch {
	case c.exercise != nil && entering:
		_, _ = w.Write(r.template("exercise-start", c.exercise))
	case c.exercise != nil:
		_, _ = w.Write(r.template("exercise-end", c.exercise))
	case c.prediction != nil:
		r.predict(w, c, entering)
	case folded && entering:
		_, _ = fmt.Fprintf(w, "<details class=\"callout %s\"><summary>%s</summary>\n", c.kind, title)
	case folded:
		_, _ = w.WriteString("</details>\n")
	case entering:
		_, _ = fmt.Fprintf(w, "<aside class=\"callout %s\" aria-label=\"%s\"><p class=\"callout-title\">%s</p>\n", c.kind, title, title)
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
	f := n.(*fenceNode)
	switch f.role {
	case "cell":
		name := f.fence.Settings["cell"]
		listing := r.highlight(f, "go", f.code)
		listing.Label, listing.Source = "Go source of "+name, r.editable(cmp.Or(f.declares, name))
		r.page.codes[name] = listing
		r.page.open[name] = f.fence.Settings["code"] == "show"
		r.mark(w, f)
	case "sql", "quiz":
		r.mark(w, f)
	default:
		markup, err := r.block(f)
		if err != nil {
			r.problem(f.line, "%v", err)
		}
		_, _ = w.Write(markup)
	}
	return ast.WalkSkipChildren, nil
}

func (r *pageRenderer) mark(w util.BufWriter, f *fenceNode) {
	r.slots = append(r.slots, f)
	_, _ = w.WriteString(slotMark)
}

// inline renders a line of Markdown.
func (r *pageRenderer) inline(line string) template.HTML {
	src := []byte(line)
	doc := markdown().Parser().Parse(text.NewReader(src), parser.WithContext(parser.NewContext()))
	walk(doc, func(n ast.Node) {
		if a, ok := n.(*ast.Link); ok {
			a.Destination = []byte(siteURL(string(a.Destination)))
		}
	})
	var b strings.Builder
	if err := r.goldmark().Render(&b, src, doc); err != nil {
		r.problem(1, "rendering %q: %v", line, err)
	}
	inner := strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(b.String()), "<p>"), "</p>")
	return template.HTML(inner) // goldmark escapes; lessons hold no raw HTML
}
