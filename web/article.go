package web

import (
	"cmp"
	"fmt"
	"html"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"abacus/web/format"
)

// article is a text with headings and links: a lesson's or a help page's.
type article struct {
	Slug     string
	Meta     format.Meta
	Contents []Heading // for the table of contents

	course   *Course
	pkg      *Package // the Go of an own lesson; nil for all others
	file     string   // for messages
	doc      *format.Document
	anchors  map[string]bool
	links    []link
	problems Problems // found so far
}

// Heading is a section of an article.
type Heading struct {
	Level    int
	Anchor   string
	Text     string
	Exercise string // its name, when it is one
}

// link is a link of an article.
type link struct {
	*ast.Link
	line int
}

// Problem returns a problem at a line of the article.
func (a *article) Problem(line int, format string, args ...any) Problem {
	return Problem{a.file, line, fmt.Sprintf(format, args...)}
}

func (a *article) report(line int, format string, args ...any) {
	a.problems = append(a.problems, a.Problem(line, format, args...))
}

func (a *article) addAnchor(anchor string) (isNew bool) {
	isNew = !a.anchors[anchor]
	a.anchors[anchor] = true
	return isNew
}

// heading lists a heading in the table of contents. Its anchor is the one that
// it names or, without one, what anchorFor makes of its text.
func (a *article) heading(h *ast.Heading, anchorFor func(text string) string) {
	line, text := a.doc.Line(h), a.plain(h)
	if h.Level == 1 {
		a.report(line, "the title is the page's only heading of level 1: start with ##")
	}
	anchor := cmp.Or(anchorOf(h), anchorFor(text))
	if !a.addAnchor(anchor) {
		a.report(line, "two places have the anchor #%s: reword a heading or, in a lesson, name its anchor with {#id}", anchor)
	}
	h.SetAttributeString("id", []byte(anchor))
	a.Contents = append(a.Contents, Heading{Level: h.Level, Anchor: anchor, Text: text})
}

func anchorOf(h *ast.Heading) string {
	id, _ := h.AttributeString("id")
	anchor, _ := id.([]byte)
	return string(anchor)
}

// lessonAnchor is the anchor of a heading that names none: its words, in lower
// case, joined by hyphens.
func lessonAnchor(heading string) string {
	return cmp.Or(strings.Join(searchWords(heading), "-"), "section")
}

// githubAnchor is the anchor that GitHub gives a heading.
func githubAnchor(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-', r == '_', unicode.IsLetter(r), unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, heading)
}

// resolveLinks gives links the addresses that their targets have on the site, and
// reports those that lead nowhere. find returns the article that a target
// names in front of the #, and its address.
func (a *article) resolveLinks(find func(name string) (to *article, address string)) {
	for _, link := range a.links {
		target := string(link.Destination)
		if format.External(target) {
			link.SetAttributeString("rel", []byte("external noopener"))
			continue
		}
		name, anchor, _ := strings.Cut(target, "#")
		to, address := a, ""
		if name != "" {
			to, address = find(name)
		}
		switch {
		case to == nil:
			a.report(link.line, "the link to %q leads nowhere: there is no %q", target, name)
		case to.pkg != nil && a.pkg == nil: // what replaces a lesson may leave parts out
		case anchor != "" && !to.anchors[anchor]:
			a.report(link.line, "the link to %q leads nowhere: %s has no anchor #%s", target, to.file, anchor)
		}
		link.Destination = []byte(a.course.within.url(address + strings.TrimPrefix(target, name)))
	}
}

// plain returns the text under n without markup.
func (a *article) plain(n ast.Node) string {
	var b strings.Builder
	format.Walk(n, func(n ast.Node) {
		switch n := n.(type) {
		case *ast.Text:
			b.Write(util.UnescapePunctuations(n.Segment.Value(a.doc.Text)))
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
