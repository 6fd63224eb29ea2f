package web

import (
	"html/template"
	"path"
	"regexp"
	"strings"
)

// Site says where things are when the pages are plain files and there is no
// server. A nil Site is that of a server: things are where its routes are.
// Every address on a page comes from it, by way of the template functions url,
// asset and file.
type Site struct {
	// Files are the paths of the files that hold what a server would answer:
	// "states/<lesson>/<cell>" → "/states/….json.gz". What is not listed is
	// not available.
	Files map[string]string
	// Head returns what else stands in the head of a page that has a style
	// element with the text style, or "": the policy that a server would send.
	Head func(style string) template.HTML
}

// file returns the path of a file, or "".
func (s *Site) file(name ...string) string {
	if s == nil {
		return ""
	}
	return s.Files[path.Join(name...)]
}

// head returns what else stands in a page's head.
func (s *Site) head(style template.CSS) template.HTML {
	if s == nil || s.Head == nil {
		return ""
	}
	return s.Head(string(style))
}

// url returns a function that turns the path of a thing on a server, such as
// "/lessons/joins#merge", into its address. Files are addressed relative to the
// page, because nobody knows under which prefix they will stand; up is the way
// from the page's directory to the top. Any other target is returned unchanged.
func (s *Site) url(up string) func(target string) string {
	if s == nil {
		return func(target string) string { return target }
	}
	return func(target string) string {
		bare, ok := strings.CutPrefix(target, "/")
		if !ok {
			return target
		}
		return up + pageName.ReplaceAllString(bare, "$1.html$2")
	}
}

// pageName matches the path of a page other than a directory's.
var pageName = regexp.MustCompile(`^(lessons/[^/?#]+|help/[^/?#]+|search|notebook)([?#]|$)`)

// directory is one that holds pages. Addresses differ between directories.
type directory struct {
	templates *template.Template
	url       func(target string) string
}

// newDirectories returns the directories of the pages at the top, and of lessons and help.
func newDirectories(cfg Config) (top, within directory, err error) {
	top.url, within.url = cfg.Exported.url("./"), cfg.Exported.url("../")
	if top.templates, err = parseTemplates(cfg, top.url); err != nil {
		return top, within, err
	}
	within.templates = top.templates
	if cfg.Exported != nil {
		within.templates, err = parseTemplates(cfg, within.url)
	}
	return top, within, err
}
