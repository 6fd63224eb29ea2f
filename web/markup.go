package web

import (
	"fmt"
	"html"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

func renderHeading(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	h := n.(*ast.Heading)
	if !entering {
		_, _ = fmt.Fprintf(w, "</h%d>\n", h.Level)
		return ast.WalkContinue, nil
	}
	id, _ := h.AttributeString("id")
	anchor, _ := id.([]byte)
	_, _ = fmt.Fprintf(w, `<h%d id="%s"><a class="anchor" href="#%s" aria-hidden="true" tabindex="-1">#</a>`,
		h.Level, html.EscapeString(string(anchor)), html.EscapeString(string(anchor)))
	return ast.WalkContinue, nil
}

func (r *pageRenderer) link(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, _ = w.WriteString("</a>")
		return ast.WalkContinue, nil
	}
	target, rel := string(n.(*ast.Link).Destination), ""
	if external(target) {
		rel = ` rel="external noopener"`
	}
	address := util.URLEscape([]byte(r.course.within.url(target)), true)
	_, _ = fmt.Fprintf(w, `<a href="%s"%s>`, html.EscapeString(string(address)), rel)
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
