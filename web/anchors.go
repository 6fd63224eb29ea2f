package web

import (
	"html"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"abacus/web/format"
)

// headings gives every heading its anchor and refuses two alike.
func (l *Lesson) headings() {
	for _, name := range l.used {
		if !l.addAnchor("cell-" + name) {
			l.report(0, "the cell %s appears twice on the page", name)
		}
	}
	format.Walk(l.doc.Root, func(n ast.Node) {
		if c, ok := n.(*format.Callout); ok && c.Exercise != nil {
			e := l.exerciseIn(c)
			if !l.addAnchor(e.Anchor()) {
				l.report(e.line, "the exercise %s appears twice on the page", e.Name)
			}
			l.Contents = append(l.Contents, Heading{Level: 3, Anchor: e.Anchor(), Text: e.Title, Exercise: e.Name})
		}
		h, ok := n.(*ast.Heading)
		if !ok {
			return
		}
		line := l.doc.Line(h)
		if h.Level == 1 {
			l.report(line, "the title is the page's only heading of level 1: start with ##")
		}
		plain := plainText(h, l.doc.Text)
		anchor := Slug(plain)
		if id, ok := h.AttributeString("id"); ok {
			if b, ok := id.([]byte); ok {
				anchor = string(b)
			}
		}
		if !l.addAnchor(anchor) {
			l.report(line, "two places have the anchor #%s: give one heading another with {#id}", anchor)
		}
		h.SetAttributeString("id", []byte(anchor))
		l.Contents = append(l.Contents, Heading{Level: h.Level, Anchor: anchor, Text: plain})
	})
}

func (l *Lesson) addAnchor(anchor string) bool {
	if l.anchors[anchor] {
		return false
	}
	l.anchors[anchor] = true
	return true
}

// Slug turns a heading into an anchor: lower case, words joined by hyphens.
func Slug(heading string) string {
	words := strings.FieldsFunc(strings.ToLower(heading), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	if len(words) == 0 {
		return "section"
	}
	return strings.Join(words, "-")
}

// inlines collects links and checks the cells that values refer to.
func (l *Lesson) inlines() {
	format.Walk(l.doc.Root, func(n ast.Node) {
		switch n := n.(type) {
		case *ast.Link:
			l.links = append(l.links, link{string(n.Destination), l.doc.Line(n)})
			n.Destination = []byte(siteURL(string(n.Destination)))
		case *format.Value:
			if _, ok := l.cells[n.Cell]; !ok {
				l.report(l.doc.Line(n), "{{%s.%s}}: no cell is called %q", n.Cell, n.Name, n.Cell)
			}
		}
	})
	for _, ref := range l.Meta.References {
		doc := format.Markdown().Parser().Parse(text.NewReader([]byte(ref)))
		format.Walk(doc, func(n ast.Node) {
			if a, ok := n.(*ast.Link); ok {
				l.links = append(l.links, link{string(a.Destination), 1})
			}
		})
	}
}

// siteURL turns a lesson's link (slug#anchor) into a path of the site.
func siteURL(target string) string {
	if external(target) || strings.HasPrefix(target, "#") || strings.HasPrefix(target, "/") {
		return target
	}
	return "/lessons/" + target
}

func external(target string) bool {
	return strings.HasPrefix(target, "https://") || strings.HasPrefix(target, "http://")
}

// checkLinks reports links that lead nowhere within the course.
func (l *Lesson) checkLinks(lessons map[string]*Lesson) {
	for _, a := range l.links {
		if external(a.target) || a.target == "/" {
			continue
		}
		slug, anchor, _ := strings.Cut(a.target, "#")
		to := l
		if slug != "" {
			to = lessons[slug]
		}
		switch {
		case to == nil:
			l.report(a.line, "the link to %q leads nowhere: there is no lesson %q", a.target, slug)
		case anchor != "" && !to.anchors[anchor] && (l.Own() || !to.Own()): // what replaces a lesson may leave parts out
			l.report(a.line, "the link to %q leads nowhere: lesson %s has no anchor #%s", a.target, to.Slug, anchor)
		}
	}
}

// plainText returns the text under n without markup.
func plainText(n ast.Node, src []byte) string {
	var b strings.Builder
	format.Walk(n, func(n ast.Node) {
		switch n := n.(type) {
		case *ast.Text:
			b.Write(util.UnescapePunctuations(n.Segment.Value(src)))
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.WriteString(html.UnescapeString(string(n.Value))) // a quotation mark, as an entity
		case *format.Formula:
			b.WriteString(n.TeX)
		}
	})
	return strings.TrimSpace(b.String())
}
