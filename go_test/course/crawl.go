package course

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Crawl follows all links, starting with the page at first. It checks that every
// link leads somewhere and that every one of pages is reached.
func Crawl(t *testing.T, origin, first string, pages []string) {
	t.Helper()
	c := &crawler{t: t, origin: origin, docs: map[string]*document{}}
	c.page(first)
	for path, doc := range c.docs {
		if doc == nil {
			continue // a script, a font
		}
		for _, link := range doc.links {
			c.follow(path, link)
		}
	}
	for _, path := range pages {
		if c.docs[path] == nil {
			t.Errorf("no link leads to %s", path)
		}
	}
}

// crawler remembers what it has seen.
type crawler struct {
	t      *testing.T
	origin string
	docs   map[string]*document // by path; nil for what is not a page
}

// document is what links need to know about a page.
type document struct {
	ids   map[string]bool
	links []string
}

// page reads the page at path and the pages that it links to.
func (c *crawler) page(path string) {
	c.t.Helper()
	if _, seen := c.docs[path]; seen {
		return
	}
	c.docs[path] = nil
	body, header := Get(c.t, c.origin+path, http.StatusOK)
	if !strings.HasPrefix(header.Get("Content-Type"), "text/html") {
		return
	}
	doc := &document{ids: map[string]bool{}}
	c.docs[path] = doc
	tokens(body, func(tok html.Token) {
		for _, a := range tok.Attr {
			switch a.Key {
			case "id":
				doc.ids[a.Val] = true
			case "href", "src", "action":
				if !strings.HasPrefix(a.Val, "data:image/") { // the rasters in figures
					doc.links = append(doc.links, a.Val)
				}
			}
		}
	})
	for _, link := range doc.links {
		if u := c.resolve(path, link); u != nil && u.Path != "" && !strings.Contains(u.Path, "/sql/") {
			c.page(u.Path)
		}
	}
}

// resolve returns where a link of the page at path leads, or nil for another
// site.
func (c *crawler) resolve(path, link string) *url.URL {
	c.t.Helper()
	base, err := url.Parse(c.origin + path)
	if err != nil {
		c.t.Fatal(err)
	}
	u, err := base.Parse(link)
	if err != nil {
		c.t.Errorf("%s: the link %q cannot be read: %v", path, link, err)
		return nil
	}
	if u.Host != base.Host {
		if u.Scheme != "https" && u.Scheme != "http" {
			c.t.Errorf("%s: the link %q leads out of the web", path, link)
		}
		return nil
	}
	return u
}

// follow checks that a link of the page at path has a target.
func (c *crawler) follow(path, link string) {
	c.t.Helper()
	u := c.resolve(path, link)
	if u == nil || u.Fragment == "" {
		return
	}
	if strings.Contains(u.Path, "/sql/") { // this form returns the lesson
		u.Path, _, _ = strings.Cut(u.Path, "/sql/")
	}
	if doc := c.docs[u.Path]; doc == nil || !doc.ids[u.Fragment] {
		c.t.Errorf("%s: the link %q leads to nothing", path, link)
	}
}

// tokens calls f with every opening tag of a page.
func tokens(body string, f func(html.Token)) {
	z := html.NewTokenizer(strings.NewReader(body))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			f(z.Token())
		}
	}
}
