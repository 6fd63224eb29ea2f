package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"abacus/lessons/notebook"
)

// Page is a finished page.
type Page struct {
	HTML  []byte
	Style string // text of its <style> element, which the policy has to allow
}

// Layout is what every page's frame shows.
type Layout struct {
	Title       string
	Description string
	Path        string
	Nav         []*Lesson
	Maths       template.CSS
	Dev         bool
	Class       bool // learners can join a class
	Teacher     bool // it is the teacher's page
	Help        bool // there are help pages
}

func (c *Course) layout(title, description, path string) Layout {
	return Layout{
		Title: title, Description: description, Path: path, Nav: c.Lessons,
		Dev: c.Dev, Class: c.Class, Help: len(c.help) > 0,
	}
}

// parseTemplates reads the templates, which know the functions below. Pages
// get every address from url, which says where a thing is as seen from them.
func parseTemplates(cfg Config, url func(string) string) (*template.Template, error) {
	asset := func(name string) (string, error) {
		target, err := cfg.Asset(name)
		return url(target), err
	}
	t := template.New("").Funcs(template.FuncMap{
		"url":      func(parts ...any) string { return url(fmt.Sprint(parts...)) },
		"asset":    asset,
		"exported": func() bool { return cfg.Exported != nil },
		"file":     func(name ...string) string { return url(cfg.Exported.file(name...)) },
		"head":     cfg.Exported.head,
		"json":     toJSON,
		"svg":      func(body string) template.HTML { return template.HTML(body) }, // drawn by our own packages
		"has":      slices.Contains[[]int],
		"isNull":   func(s string) bool { return s == notebook.Null },
		"num":      func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) },
		"lines":    func(s string) int { return min(max(strings.Count(strings.TrimSpace(s), "\n")+1, 2), 16) },
		"output":   func(cell any, e notebook.Event) eventView { return eventView{cell, e} },
	})
	t, err := t.ParseFS(cfg.Templates, "templates/*.html")
	if err != nil {
		return nil, fmt.Errorf("templates: %w", err)
	}
	return t, nil
}

// eventView is an output and the cell that it belongs to.
type eventView struct {
	Cell any // a Cell or an SQLCell
	notebook.Event
}

// Frame returns the input that holds the frame of the animation.
func (v eventView) Frame() (frame notebook.Input) {
	for _, in := range v.Cell.(Cell).Output.Inputs {
		if in.Name == v.Animation.Input {
			frame = in
		}
	}
	return frame
}

// Last returns the index of the animation's last frame.
func (v eventView) Last() int { return v.Animation.Count - 1 }

func toJSON(v any) (string, error) {
	b, err := json.Marshal(v)
	return string(b), err
}

// execute renders a template into memory, so that an error leaves no half
// page behind.
func (d directory) execute(name string, data any) ([]byte, error) {
	var buf bytes.Buffer
	if err := d.templates.ExecuteTemplate(&buf, name, data); err != nil {
		return nil, fmt.Errorf("rendering %s: %w", name, err)
	}
	return buf.Bytes(), nil
}

// page renders a page without a style of its own.
func (d directory) page(name string, view any) (*Page, error) {
	html, err := d.execute(name, view)
	return &Page{HTML: html}, err
}

// OverviewView is what the course overview shows.
type OverviewView struct {
	Layout
	Minutes  int
	Editable bool
}

// Overview renders the course's first page.
func (c *Course) Overview() (*Page, error) {
	view := OverviewView{
		Layout:   c.layout("abacus", "A course on data science whose every algorithm is live.", "/"),
		Editable: c.Editable,
	}
	for _, l := range c.Lessons {
		view.Minutes += l.Minutes
	}
	return c.top.page("overview", view)
}

// notebookSlug names the page of a reader's own cells where lessons have their slug.
const notebookSlug = "notebook"

// NotebookView is what the page of a reader's own cells shows.
type NotebookView struct {
	Layout
	Kit, Editable bool
}

// Notebook renders the page of a reader's own cells.
func (c *Course) Notebook() (*Page, error) {
	return c.top.page("notebook", NotebookView{
		c.layout("Notebook", "A page for cells of your own, with every lesson's Go at hand.", "/notebook"), c.Kit, c.Editable,
	})
}

// ErrorView is what an error page shows.
type ErrorView struct {
	Layout
	Status  int
	Message string
	ID      string // of the request, to find it in the log
}

// ErrorPage renders a page that says what went wrong.
func (c *Course) ErrorPage(status int, title, message, id string) (*Page, error) {
	view := ErrorView{Layout: c.layout(title, message, ""), Status: status, Message: message, ID: id}
	return c.top.page("error", view)
}
