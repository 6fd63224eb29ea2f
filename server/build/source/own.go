package source

import (
	"cmp"
	"fmt"
	"maps"
	"strings"
	"sync"
)

// Own is the Go of a lesson that stands outside the module, in texts such as
// readers type: without a package clause, and with the imports that they need
// added. The Declaration of a text is its name.
type Own struct {
	Slug  string
	Texts []Edit
}

// With returns a course with own lessons beside its own ones, or in their
// place.
func (c *Course) With(own []Own) *Course {
	d := *c
	d.lessons = maps.Clone(c.lessons)
	for _, o := range own {
		d.lessons[o.Slug] = sync.OnceValues(func() (*lesson, error) { return d.own(o), nil })
	}
	return &d
}

// own makes a lesson of its texts. What is wrong with them is the lesson's
// to tell: see Draft.
func (c *Course) own(o Own) *lesson {
	l := &lesson{slug: o.Slug, own: true, named: map[string]*unit{}, methods: map[string][]*unit{}}
	if d := tooMuch(o.Texts); d != nil {
		d.Yours, d.Message = false, fmt.Sprintf("the lesson's Go is too long: it may hold %d KiB", maxSource>>10)
		l.wrong = []Diagnostic{*d}
		return l
	}
	var edition strings.Builder
	var changes []*change
	known := names{}
	for _, e := range tidy(o.Texts) {
		fmt.Fprintf(&edition, "%q %q ", e.Declaration, e.Text)
		ch, wrong := c.readOwn(l, e)
		l.wrong = append(l.wrong, wrong...)
		if ch != nil {
			changes = append(changes, ch)
			maps.Copy(known, ch.declares)
		}
	}
	l.edition = edition.String()
	for i, ch := range changes {
		f, err := parseFile(fmt.Sprintf("own%d.go", i+1), renderOwn(ch, c.resolve(l, ch, known)), c.name)
		if err != nil { // it was Go before the imports
			l.wrong = append(l.wrong, Diagnostic{Declaration: ch.edit.Declaration, Line: 1, Message: "this is not Go"})
			continue
		}
		l.files = append(l.files, f)
		for _, u := range f.units {
			l.index(u)
		}
	}
	return l
}

// Wrong returns what is wrong with an own lesson before it is compiled.
func (c *Course) Wrong(slug string) []Diagnostic {
	l, err := c.lesson(slug)
	if err != nil {
		return nil
	}
	return l.wrong
}

// readOwn reads one text. Its mistakes are not the reader's.
func (c *Course) readOwn(l *lesson, e Edit) (ch *change, wrong []Diagnostic) {
	if d := check(e); d != nil {
		wrong = []Diagnostic{*d}
	} else if ch, wrong = c.edited(l, e); ch == nil {
		wrong = append(wrong, Diagnostic{Declaration: e.Declaration, Line: 1, Message: "this is not Go"})
	}
	for i := range wrong {
		wrong[i].Yours = false
		wrong[i].Line = cmp.Or(wrong[i].Line, 1)
	}
	return ch, wrong
}

// renderOwn writes the file of a text.
func renderOwn(ch *change, imports []importSpec) string {
	var b strings.Builder
	b.WriteString("package main\n")
	writeImports(&b, imports)
	return b.String() + ch.text + "\n"
}
