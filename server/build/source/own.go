package source

import (
	"fmt"
	"maps"
	"sync"
)

// Own is the Go of a lesson from outside the module, in texts such as readers
// type: without a package clause; missing imports are added. The Declaration of a
// text is its name.
type Own struct {
	Slug  string
	Texts []Edit
}

// With returns a course with lessons from outside the module added. They replace
// lessons of the same slug.
func (c *Course) With(own []Own) *Course {
	d := *c
	d.lessons = maps.Clone(c.lessons)
	for _, o := range own {
		d.lessons[o.Slug] = sync.OnceValues(func() (*lesson, error) { return d.own(o), nil })
	}
	return &d
}

// own parses a lesson. Draft.Read reports its mistakes, which are not the reader's.
func (c *Course) own(o Own) *lesson {
	l := newLesson(o.Slug)
	l.own = true
	if l.wrong = tooMuch(o.Texts); l.wrong != nil {
		l.wrong[0].Message = fmt.Sprintf("the lesson's Go is too long: it may have at most %d KiB", maxSource>>10)
	} else {
		l.edition = fmt.Sprintf("%q", tidy(o.Texts))
		c.addOwn(l, tidy(o.Texts))
	}
	for i := range l.wrong {
		l.wrong[i].Yours = false
	}
	return l
}

// addOwn adds texts to a lesson.
func (c *Course) addOwn(l *lesson, texts []Edit) {
	var changes []*change
	for _, e := range texts {
		ch, wrong := c.readEdit(l, e)
		switch {
		case ch == nil:
		case ch.broken:
			wrong = at(e, 0, notGo)
		default:
			changes = append(changes, ch)
		}
		l.wrong = append(l.wrong, wrong...)
	}
	known := l.with(changes)
	for i, ch := range changes {
		c.addImports(l, ch, known)
		f, err := parseFile(fmt.Sprintf("own%d.go", i+1), packageMain+importDecl(ch.imports)+ch.text+"\n")
		if err != nil { // it was Go before the imports
			l.wrong = append(l.wrong, at(ch.edit, 0, notGo)...)
			continue
		}
		l.add(f)
	}
}

// Wrong returns the mistakes found in an own lesson before compiling it.
func (c *Course) Wrong(slug string) []Diagnostic {
	l, err := c.lesson(slug)
	if err != nil {
		return nil
	}
	return l.wrong
}
