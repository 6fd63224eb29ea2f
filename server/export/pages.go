package export

import (
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"abacus/server/build/source"
	"abacus/server/download"
	"abacus/server/policy"
	"abacus/web"
)

// pages writes all pages and their downloads.
func (x *exporter) pages() error {
	pages := map[string]func() (*web.Page, error){
		"index":    x.course.Overview,
		"notebook": x.course.Notebook,
		"search":   func() (*web.Page, error) { return x.course.SearchPage("", false) },
	}
	for _, h := range x.course.HelpPages() {
		pages["help/"+cmp.Or(h.Slug, "index")] = func() (*web.Page, error) { return x.course.Help(h.Slug) }
	}
	for _, l := range x.course.Lessons {
		pages["lessons/"+l.Slug] = func() (*web.Page, error) { return x.course.LessonPage(l.Slug, nil, nil) }
		if err := x.downloads(l.Slug); err != nil {
			return err
		}
	}
	if err := x.downloads(source.Notebook); err != nil {
		return err
	}
	for name, make := range pages {
		p, err := make()
		if err != nil {
			return err
		}
		if err := x.putCommon(name+".html", p.HTML); err != nil {
			return err
		}
	}
	return nil
}

// downloads writes the downloads of a lesson, or of the page of a reader's own cells.
func (x *exporter) downloads(slug string) error {
	pkg, err := source.ReadCopy(x.Module, slug)
	if err != nil {
		return err
	}
	lesson, err := download.New(x.Module, x.course, pkg, nil)
	if err != nil {
		return err
	}
	for ending, form := range download.Forms() {
		body, err := form.Make(lesson)
		if err != nil {
			return err
		}
		if err := x.put("lessons/"+slug+"/download/"+slug+ending, body); err != nil {
			return err
		}
	}
	return nil
}

// searchIndex writes the data for searching.
func (x *exporter) searchIndex() error {
	text, err := json.Marshal(x.course.SearchFile())
	if err != nil {
		return err
	}
	return x.putHashed("search", "search.json.gz", ahead(text), x.putCommon)
}

// offline writes the service worker, which keeps the course for use without a
// network. It changes with every file that a visitor's browser stores from the start.
func (x *exporter) offline() error {
	script, err := fs.ReadFile(x.Static, "js/export/service.js")
	if err != nil {
		return err
	}
	all := sha256.New()
	var kept []string
	for _, name := range slices.Sorted(maps.Keys(x.common)) {
		fmt.Fprintf(all, "%s %x\n", name, x.common[name])
		kept = append(kept, strings.TrimSuffix(name, "index.html")) // hosts serve it at the directory's address
	}
	list, err := json.Marshal(kept)
	if err != nil {
		return err
	}
	others, err := json.Marshal(slices.Sorted(slices.Values(x.written)))
	if err != nil {
		return err
	}
	head := fmt.Sprintf("self.abacusExport = { version: \"%x\", keep: %s, others: %s };\n", all.Sum(nil)[:6], list, others)
	return x.put("sw.js", append([]byte(head), script...))
}

// head returns elements for a page's head that replace a server's headers.
func (x *exporter) head(style string) template.HTML {
	return "\n" + policy.Meta(policy.Exported(style, x.frame.Script)) +
		"\n" + `<meta name="referrer" content="same-origin">`
}

// statics writes style sheets, scripts and fonts under the addresses that they
// have on a server.
func (x *exporter) statics() error {
	for name, content := range x.static.All() {
		put := x.putCommon
		if ext := path.Ext(name); strings.HasPrefix(name, "third_party/bundle/") || ext == ".txt" || ext == ".md" {
			put = x.put // nothing that pages load
		}
		url, err := x.static.URL(name)
		if err != nil {
			return err
		}
		if err := put(strings.TrimPrefix(url, "/"), content); err != nil {
			return err
		}
	}
	return nil
}
