package web

import (
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"abacus/web/format"
)

// The help pages say how to use the program. They are plain Markdown in
// help/ beside the lessons, and GitHub renders them as well: a page starts with
// its title, links name files (class.md#joining), and README.md is the index,
// whose links put the pages in order and give them their names in the menu.

// HelpPage is a help page, ready to be shown. The index has no slug.
type HelpPage struct {
	article
	Body template.HTML
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
	view := HelpView{Layout: c.layout(p.Meta.Title, p.Meta.Summary, p.URL()), Page: p, Pages: c.help}
	return c.within.page("help", view)
}

// HelpPages returns the help pages, the index first.
func (c *Course) HelpPages() []*HelpPage { return c.help }

// loadHelp reads and renders the help pages. A course may have none.
func (c *Course) loadHelp() (problems Problems, err error) {
	files, err := fs.Glob(c.Content, "help/*.md")
	if err != nil {
		return nil, err
	}
	pages := map[string]*HelpPage{}
	for _, file := range files {
		text, err := fs.ReadFile(c.Content, file)
		if err != nil {
			return nil, fmt.Errorf("help: %w", err)
		}
		name := path.Base(file)
		p := &HelpPage{article: article{
			Slug: strings.TrimSuffix(name, ".md"), course: c, file: file, anchors: map[string]bool{},
			doc: format.ParseMarkdown(text),
		}}
		p.collect()
		pages[name] = p
	}
	index, ok := pages["README.md"]
	if !ok {
		return nil, nil
	}
	index.Slug, index.Meta.Short = "", "Help"
	c.help = []*HelpPage{index}
	for _, a := range index.links {
		file, _, _ := strings.Cut(string(a.Destination), "#")
		if p, ok := pages[file]; ok && p.Meta.Short == "" {
			p.Meta.Short = index.plain(a.Link)
			c.help = append(c.help, p)
		}
	}
	for _, file := range files {
		p := pages[path.Base(file)]
		if p.Meta.Short == "" {
			index.report(0, "no link of the index leads to %s", path.Base(file))
		}
		p.resolveLinks(func(file string) (*article, string) {
			if to, ok := pages[file]; ok {
				return &to.article, to.URL()
			}
			return nil, ""
		})
	}
	for _, p := range pages {
		problems = append(problems, p.problems...)
	}
	if len(problems) > 0 { // what a page may not hold cannot be rendered either
		return problems, nil
	}
	for _, p := range c.help {
		r := &pageRenderer{article: &p.article}
		p.Body = r.markdown(p.doc.Text, p.doc.Root)
		problems = append(problems, p.problems...)
	}
	return problems, nil
}

// collect takes the title off the page, lists headings and links, and refuses
// what help pages cannot hold.
func (p *HelpPage) collect() {
	root := p.doc.Root
	if title, ok := root.FirstChild().(*ast.Heading); !ok || title.Level != 1 {
		p.report(1, "a help page starts with its title, # Title")
	} else if lead, ok := title.NextSibling().(*ast.Paragraph); !ok {
		p.report(1, "a paragraph that says what the page is about comes after the title")
	} else {
		p.Meta.Title, p.Meta.Summary = p.plain(title), p.plain(lead)
		lead.SetAttributeString("class", []byte("lead"))
		root.RemoveChild(root, title)
	}
	format.Walk(root, func(n ast.Node) {
		switch n := n.(type) {
		case *ast.Heading:
			p.heading(n, githubAnchor)
		case *ast.Link:
			p.links = append(p.links, link{n, p.doc.Line(n)})
		case *ast.RawHTML, *ast.HTMLBlock, *format.Formula, *format.FormulaBlock, *format.Value:
			p.report(p.doc.Line(n), "help pages are plain Markdown, without HTML, formulas or values")
		}
	})
}
