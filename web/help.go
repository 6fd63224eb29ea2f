package web

import (
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"abacus/web/format"
)

// The help pages say how to use the program. They are plain Markdown in
// help/ beside the lessons, and GitHub renders them as well: a page starts with
// its title, links name files (class.md#joining), and README.md is the index,
// whose links put the pages in order and give them their names in the menu.

// helpIndex is the file of the index.
const helpIndex = "README.md"

// HelpPage is a help page, ready to be shown.
type HelpPage struct {
	Slug     string // "" for the index
	Short    string // for the menu
	Title    string
	Summary  string
	Contents []Heading
	Body     template.HTML

	file    string
	text    []byte
	doc     ast.Node
	anchors map[string]bool
}

// URL returns the page's address.
func (p *HelpPage) URL() string { return "/help/" + p.Slug }

// HelpView is what the help template shows.
type HelpView struct {
	Layout
	Page  *HelpPage
	Pages []*HelpPage // the index comes first
}

// Help renders the help page with the given slug, "" for the index.
func (c *Course) Help(slug string) (*Page, error) {
	i := slices.IndexFunc(c.help, func(p *HelpPage) bool { return p.Slug == slug })
	if i < 0 {
		return nil, fmt.Errorf("help page %q: %w", slug, ErrNotFound)
	}
	p := c.help[i]
	view := HelpView{Layout: c.layout(p.Title, p.Summary, p.URL()), Page: p, Pages: c.help}
	return c.within.page("help", view)
}

// HelpPages returns the help pages, the index first.
func (c *Course) HelpPages() []*HelpPage { return c.help }

// loadHelp reads and renders the help pages. A course may have none.
func (c *Course) loadHelp() (Problems, error) {
	dir, err := fs.Sub(c.cfg.Content, "help")
	if err != nil {
		return nil, err
	}
	h := &helpLoader{course: c, pages: map[string]*HelpPage{}}
	if err := h.read(dir, helpIndex); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	for i := 0; i < len(h.files); i++ { // reading the index makes the list longer
		if err := h.read(dir, h.files[i]); err != nil {
			return nil, err
		}
	}
	all, err := fs.Glob(dir, "*.md")
	if err != nil {
		return nil, err
	}
	for _, file := range all {
		if h.pages[file] == nil {
			h.report(helpIndex, 0, "no link of the index leads to %s", file)
		}
	}
	for _, file := range append([]string{helpIndex}, h.files...) {
		c.help = append(c.help, h.pages[file])
		h.links(h.pages[file])
	}
	if len(h.problems) > 0 { // what a page may not hold cannot be rendered either
		return h.problems, nil
	}
	for _, p := range c.help {
		h.render(p)
	}
	return h.problems, nil
}

// helpLoader reads the help pages and collects what is wrong with them.
type helpLoader struct {
	course   *Course
	files    []string             // those that the index links to, in order
	pages    map[string]*HelpPage // by file
	problems Problems
}

func (h *helpLoader) report(file string, line int, message string, args ...any) {
	h.problems = append(h.problems, Problem{"help/" + file, line, fmt.Sprintf(message, args...)})
}

// read parses a page. The links of the index name the other pages.
func (h *helpLoader) read(dir fs.FS, file string) error {
	src, err := fs.ReadFile(dir, file)
	if err != nil {
		return fmt.Errorf("help: %w", err)
	}
	d := &HelpPage{
		Slug: strings.TrimSuffix(file, ".md"), file: file,
		text: src, doc: format.Markdown().Parser().Parse(text.NewReader(src)), anchors: map[string]bool{},
	}
	h.pages[file] = d
	if file == helpIndex {
		d.Slug, d.Short = "", "Help"
	}
	h.head(d)
	format.Walk(d.doc, func(n ast.Node) {
		switch n := n.(type) {
		case *ast.Heading:
			h.heading(d, n)
		case *ast.Link:
			target, _, _ := strings.Cut(string(n.Destination), "#")
			if file == helpIndex && ofHelp(target) && !slices.Contains(h.files, target) {
				h.files = append(h.files, target)
			}
		case *ast.RawHTML, *format.Formula, *format.Value:
			h.report(file, format.LineIn(src, n.Parent()), "help pages are plain Markdown, without HTML, formulas or values")
		case *ast.HTMLBlock, *format.FormulaBlock:
			h.report(file, format.LineIn(src, n), "help pages are plain Markdown, without HTML, formulas or values")
		}
	})
	return nil
}

// head takes the title off the page and marks the paragraph after it, which
// says what the page is about.
func (h *helpLoader) head(d *HelpPage) {
	title, ok := d.doc.FirstChild().(*ast.Heading)
	if !ok || title.Level != 1 {
		h.report(d.file, 1, "a help page starts with its title, # Title")
		return
	}
	lead, ok := title.NextSibling().(*ast.Paragraph)
	if !ok {
		h.report(d.file, 1, "a paragraph that says what the page is about comes after the title")
		return
	}
	lead.SetAttributeString("class", []byte("lead"))
	d.Title, d.Summary = plainText(title, d.text), plainText(lead, d.text)
	d.doc.RemoveChild(d.doc, title)
}

// heading gives a section the anchor that GitHub gives it.
func (h *helpLoader) heading(d *HelpPage, n *ast.Heading) {
	plain := plainText(n, d.text)
	anchor := githubAnchor(plain)
	switch {
	case n.Level == 1:
		h.report(d.file, format.LineIn(d.text, n), "the title is the page's only heading of level 1: start with ##")
	case d.anchors[anchor]:
		h.report(d.file, format.LineIn(d.text, n), "two headings have the anchor #%s", anchor)
	}
	d.anchors[anchor] = true
	n.SetAttributeString("id", []byte(anchor))
	d.Contents = append(d.Contents, Heading{Level: n.Level, Anchor: anchor, Text: plain})
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

// ofHelp reports whether a link leads to a file of the help.
func ofHelp(target string) bool {
	return strings.HasSuffix(target, ".md") && !strings.Contains(target, "/")
}

// links turns links to files into addresses of the site. Files elsewhere in
// the project are not served: a page names them and does not link to them.
func (h *helpLoader) links(d *HelpPage) {
	format.Walk(d.doc, func(n ast.Node) {
		a, ok := n.(*ast.Link)
		if !ok || external(string(a.Destination)) {
			return
		}
		file, anchor, _ := strings.Cut(string(a.Destination), "#")
		to := h.pages[file]
		url := ""
		switch {
		case file == "":
			to = d
		case to == nil:
			h.report(d.file, format.LineIn(d.text, a),
				"the link to %q leads nowhere: help pages link to each other and to other sites", a.Destination)
			return
		default:
			url = to.URL()
		}
		if anchor != "" && !to.anchors[anchor] {
			h.report(d.file, format.LineIn(d.text, a),
				"the link to %q leads nowhere: %s has no anchor #%s", a.Destination, to.file, anchor)
		}
		if d.file == helpIndex && to != d && to.Short == "" {
			to.Short = plainText(a, d.text)
		}
		if anchor != "" {
			url += "#" + anchor
		}
		a.Destination = []byte(url)
	})
}

func (h *helpLoader) render(p *HelpPage) {
	r := &pageRenderer{course: h.course, lesson: &Lesson{file: "help/" + p.file}, page: &lessonPage{}}
	p.Body = template.HTML(r.markdown(p.text, p.doc)) // goldmark escapes; help pages hold no raw HTML
	h.problems = append(h.problems, r.page.problems...)
}
