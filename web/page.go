package web

import (
	"bytes"
	"context"
	"html/template"
	"net/url"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
	sqlcell "abacus/server/sql/cell"
	"abacus/web/format"
)

// lessonPage is a lesson rendered as far as it does not depend on inputs.
type lessonPage struct {
	parts []part
	style string // rules for the formulas' inline styles
	refs  []template.HTML
	cells map[string]Cell // as they first show
	sql   []SQLCell       // as written
}

// part is fixed HTML or, when slot is set, a place for a cell.
type part struct {
	html []byte
	slot *format.Fence
}

// prepare renders l once. It logs and keeps problems that only rendering reveals.
func (c *Course) prepare(l *Lesson) *lessonPage {
	l.once.Do(func() {
		p := &lessonPage{cells: map[string]Cell{}}
		l.page = p
		for _, name := range l.used {
			p.cells[name] = c.firstPaint(l, name)
		}
		for _, f := range l.statements {
			p.sql = append(p.sql, c.firstSQL(l, f))
		}
		r := &pageRenderer{article: &l.article, lesson: l, page: p, styles: styles{}}
		r.render()
		for _, problem := range l.problems {
			c.Log.Error("lesson problem", "at", problem.Error())
		}
	})
	return l.page
}

// busyTries is how often a lesson's own SQL runs if it is interrupted: the
// machine may have been busy, and the page keeps the result.
const busyTries = 3

// patiently runs SQL until it completes, at most busyTries times.
func patiently(run func() (sqlcell.Result, error)) (result sqlcell.Result, err error) {
	for range busyTries {
		if result, err = run(); err != nil || !result.Outcome.Cut() {
			break
		}
	}
	return result, err
}

// firstSQL runs an SQL cell as the lesson wrote it, and reports an outcome other
// than the one that the lesson announces.
func (c *Course) firstSQL(l *Lesson, f *format.Fence) SQLCell {
	s := f.Block.(*format.Statement)
	result, _ := patiently(func() (sqlcell.Result, error) {
		return l.SQL.First(context.Background(), c.SQL, s.Index, s.Plan), nil
	})
	original := strings.TrimRight(f.Body, "\n")
	cell := SQLCell{
		Lesson: l.Slug, Index: s.Index, Text: original, Original: original, Plan: s.Plan, Exercise: f.Task != "",
		Data: s.Data, Replayed: f.Task == "" && !s.Fails,
		Above: l.SQL.Cells[s.Index].Before, Events: result.Events,
	}
	failed, said := result.Outcome != sqlcell.Done, ""
	switch {
	case cell.Exercise, failed == s.Fails: // the start of an exercise may fail
		return cell
	case result.Outcome.Cut():
		said = "it was interrupted: it is too slow, or the machine is too busy"
	case failed:
		said = "it fails: mark it expect=error if it should"
	default:
		said = "it should fail but does not"
	}
	first, _, _ := strings.Cut(strings.TrimSpace(f.Body), "\n")
	l.report(f.Line, "SQL cell %s: %s", first, said)
	return cell
}

// pageRenderer renders the Markdown of an article.
type pageRenderer struct {
	*article
	lesson *Lesson     // nil: a help page
	page   *lessonPage // of the lesson
	styles styles
	slots  []*format.Fence
	listed bool // there was a listing that may fold
}

// slotMark stands for a cell in the rendered Markdown, which never holds a
// NUL of its own: format.Parse replaces it.
const slotMark = "\x00"

// render renders a lesson.
func (r *pageRenderer) render() {
	body := []byte(r.markdown(r.doc.Text, r.doc.Root))
	for i, chunk := range bytes.Split(body, []byte(slotMark)) {
		if i > 0 {
			r.page.parts = append(r.page.parts, part{slot: r.slots[i-1]})
		}
		r.page.parts = append(r.page.parts, part{html: chunk})
	}
	for _, ref := range r.lesson.references {
		markup := strings.TrimSpace(string(r.markdown(ref.Text, ref.Root)))
		inner := strings.TrimSuffix(strings.TrimPrefix(markup, "<p>"), "</p>")
		r.page.refs = append(r.page.refs, template.HTML(inner)) // escaped by markdown
	}
	r.page.style = r.styles.css()
}

// markdown renders a tree. The defaults render CommonMark; r's own functions
// come first.
func (r *pageRenderer) markdown(src []byte, tree ast.Node) template.HTML {
	md := format.Markdown().Renderer()
	md.AddOptions(renderer.WithNodeRenderers(util.Prioritized(r, 1)))
	var b strings.Builder
	if err := md.Render(&b, src, tree); err != nil {
		r.report(0, "rendering: %v", err)
	}
	return template.HTML(b.String()) // goldmark escapes; articles hold no raw HTML
}

// LessonView is what the lesson template shows.
type LessonView struct {
	Layout
	Lesson     *Lesson
	Previous   *Lesson
	Next       *Lesson
	References []template.HTML
	Body       template.HTML
	Kit        bool // there is a compiler for readers' browsers
	Editable   bool // readers can write Go and run it
}

// LessonPage renders a lesson's page with its cells in the given state. sql
// replaces the results of SQL cells that the reader ran, by their index.
func (c *Course) LessonPage(slug string, s State, sql map[int]SQLCell) (*Page, error) {
	l, err := c.Lesson(slug)
	if err != nil {
		return nil, err
	}
	if l.Broken != nil {
		return c.within.page("broken", LessonView{Layout: c.lessonLayout(l), Lesson: l})
	}
	p := c.prepare(l)
	var body bytes.Buffer
	for _, part := range p.parts {
		if part.slot == nil {
			body.Write(part.html)
			continue
		}
		html, err := c.slot(l, p, part.slot, s, sql)
		if err != nil {
			return nil, err
		}
		body.Write(html)
	}
	view := LessonView{
		Layout:     c.lessonLayout(l),
		Lesson:     l,
		References: p.refs,
		Kit:        c.Kit && !l.Own(), // it holds the course's lessons alone
		Editable:   c.Editable,
		Body:       template.HTML(body.String()), // made by our own templates
	}
	view.Maths = template.CSS(p.style)
	if i := l.Number - 1; i > 0 {
		view.Previous = c.Lessons[i-1]
	}
	if l.Number < len(c.Lessons) {
		view.Next = c.Lessons[l.Number]
	}
	page, err := c.within.page("lesson", view)
	page.Style = p.style
	return page, err
}

func (c *Course) lessonLayout(l *Lesson) Layout {
	return c.layout(l.Meta.Title, l.Meta.Summary, "/lessons/"+l.Slug)
}

// slot renders one cell of the page: as it first shows, with the inputs in s, or
// with the statement that the reader ran.
func (c *Course) slot(l *Lesson, p *lessonPage, n *format.Fence, s State, sql map[int]SQLCell) ([]byte, error) {
	name, shown := exercise.CheckName(n.Task), "quiz"
	switch b := n.Block.(type) {
	case *format.Statement:
		cell := p.sql[b.Index]
		if ran, ok := sql[b.Index]; ok {
			cell.Text, cell.Plan, cell.Events = ran.Text, ran.Plan, ran.Events
		}
		return c.within.execute("sqlcell", cell)
	case *format.Cell:
		name, shown = b.Name, "cell"
	}
	cell := p.cells[name]
	if inputs := s.of(name); len(inputs) > 0 && !cell.InBrowser {
		first := cell
		cell = c.cell(l, name, notebook.Options{Inputs: inputs})
		cell.Code, cell.Open = first.Code, first.Open
	}
	cell.Carry = carry(s, name)
	return c.within.execute(shown, cell)
}

// carry returns the state of the other cells, which a form must pass along.
func carry(s State, cell string) map[string]string {
	others := map[string]string{}
	for key := range s {
		if !strings.HasPrefix(key, cell+".") {
			others[key] = url.Values(s).Get(key)
		}
	}
	return others
}

// SignInView is the data of the teacher's sign-in page.
type SignInView struct {
	Layout
	Secret bool   // the teacher has to type one
	Wrong  string // what is wrong with what was typed; "" for nothing
}

// TeacherSignIn renders the page on which a teacher signs in.
func (c *Course) TeacherSignIn(secret bool, wrong string) (*Page, error) {
	return c.top.page("signin", SignInView{Layout: c.teacherLayout(), Secret: secret, Wrong: wrong})
}

// TeacherView is what the teacher's page shows before its script fills it.
type TeacherView struct {
	Layout
	Builds bool // code can be built here, to check it again
}

// TeacherPage renders the teacher's page.
func (c *Course) TeacherPage(builds bool) (*Page, error) {
	return c.top.page("teacher", TeacherView{Layout: c.teacherLayout(), Builds: builds})
}

func (c *Course) teacherLayout() Layout {
	l := c.layout("Your class", "Where the class is, and what it answers.", "/teacher")
	l.Teacher = true
	return l
}
